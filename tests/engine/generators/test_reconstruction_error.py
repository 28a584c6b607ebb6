"""Reconstruction error: a case by hand, others by NumPy, every mistake as its slip."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.answer import Answer
from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.reconstruction_error import GENERATOR, Parameters, solve

SEEDS = range(50)


def tenths(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) / 10 for number in numbers)


def test_a_case_by_hand() -> None:
    # errors -0.2, 0.1, 0, 0.3: squares 0.04 + 0.01 + 0 + 0.09 = 0.14; the second 0.16 + 0.04 = 0.2
    p = Parameters(
        images=(tenths(10, 0, 5, 2), tenths(0, 10, 3, 3)),
        reconstructions=(tenths(8, 1, 5, 5), tenths(4, 8, 3, 3)),
        labels=(7, 1),
    )
    solution = solve(p)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "error1": "0.035",
        "error2": "0.05",
        "loss": "0.0425",
    }
    assert solution.mistakes["pixels_summed"] == {
        "error1": Decimal("0.14"),
        "error2": Decimal("0.2"),
        "loss": Decimal("0.17"),
    }
    assert solution.mistakes["batch_summed"] == {"loss": Decimal("0.085")}


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_numpy(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    images = np.array(p.images, dtype=float)
    outputs = np.array(p.reconstructions, dtype=float)
    assert images.min() >= 0
    assert images.max() <= 1
    assert outputs.min() >= 0
    assert outputs.max() <= 1
    errors = outputs - images
    means = np.mean(errors**2, axis=1)
    assert keys(variant.answers) == pytest.approx([*means, np.mean(errors**2)])


@pytest.mark.parametrize("seed", SEEDS)
def test_mistakes_are_their_slips(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    errors = np.array(p.reconstructions, dtype=float) - np.array(p.images, dtype=float)
    squares = errors**2
    slips = {
        "pixels_summed": squares.sum(axis=1),
        "absolute_errors": np.linalg.norm(errors, ord=1, axis=1) / errors.shape[1],
        "root_taken": np.linalg.norm(errors, axis=1) / np.sqrt(errors.shape[1]),
        "halved": squares.sum(axis=1) / (2 * errors.shape[1]),
        "not_squared": errors.mean(axis=1),
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == {*slips, "batch_summed"}
    for name, images in slips.items():
        found = [float(value) for value in mistakes[name].values()]
        assert found == pytest.approx([*images, images.mean()], abs=1e-12)
    assert float(mistakes["batch_summed"]["loss"]) == pytest.approx(squares.mean(axis=1).sum())


def keys(answers: Mapping[str, Answer]) -> list[float]:
    return [float(answers[name].key) for name in ("error1", "error2", "loss")]
