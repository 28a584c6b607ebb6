"""Batch normalization: a case by hand, others by NumPy, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from desktop.engine.generators.batch_norm_forward import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


def test_a_case_by_hand() -> None:
    # the batch of 7.2's explanation, 0, 0, 4, 4; and 0, 2, 2, 8 with mean 3, std 3
    p = Parameters(
        columns=((0, 0, 4, 4), (0, 2, 2, 8)),
        gamma=(Decimal(2), Decimal("1.5")),
        beta=(Decimal(-1), Decimal("0.5")),
        sample=4,
    )
    solution = solve(p)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "mean": ("2", "3"),
        "std": ("2", "3"),
        "y": ("1", "3"),  # 2 * 1 - 1 and 1.5 * 5 / 3 + 0.5
    }
    assert solution.mistakes["over_features"] == {"y": (Decimal(-3), Decimal(2))}
    assert solution.mistakes["root_forgotten"]["std"] == (4, 9)


def test_gamma_and_beta_can_undo_the_normalization() -> None:
    columns = ((0, 0, 4, 4), (0, 2, 2, 8))
    for sample in (1, 2, 3, 4):
        p = Parameters(columns, (Decimal(2), Decimal(3)), (Decimal(2), Decimal(3)), sample)
        x = tuple(str(column[sample - 1]) for column in columns)
        assert solve(p).answers["y"].key == x


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_numpy(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    x = np.array(p.columns, dtype=float).T
    gamma, beta = np.array(p.gamma, dtype=float), np.array(p.beta, dtype=float)
    row = p.sample - 1
    assert floats(variant.answers["mean"].value) == pytest.approx(x.mean(axis=0))
    assert floats(variant.answers["std"].value) == pytest.approx(x.std(axis=0))
    y = (x - x.mean(axis=0)) / x.std(axis=0) * gamma + beta
    assert y.mean(axis=0) == pytest.approx(beta)
    assert y.std(axis=0) == pytest.approx(gamma)
    assert floats(variant.answers["y"].value) == pytest.approx(y[row], abs=6e-5)

    centered = x - x.mean(axis=0)
    absolute = np.abs(centered).mean(axis=0)
    over = np.tile((x[row] - x[row].mean()) / x[row].std(), (len(x), 1))
    slips = {
        "mean_kept": {"y": x / x.std(axis=0) * gamma + beta},
        "gamma_beta_swapped": {"y": centered / x.std(axis=0) * beta + gamma},
        "shifted_first": {"y": (centered / x.std(axis=0) + beta) * gamma},
        "not_scaled": {"y": centered / x.std(axis=0)},
        "root_forgotten": {"std": x.var(axis=0), "y": centered / x.var(axis=0) * gamma + beta},
        "unbiased": {
            "std": x.std(axis=0, ddof=1),
            "y": centered / x.std(axis=0, ddof=1) * gamma + beta,
        },
        "absolute_deviations": {"std": absolute, "y": centered / absolute * gamma + beta},
        "over_features": {"y": over * gamma + beta},
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(slips)
    for name, wrong in slips.items():
        assert floats(mistakes[name]["y"]) == pytest.approx(wrong["y"][row], abs=1e-9)
        if "std" in wrong:
            assert floats(mistakes[name]["std"]) == pytest.approx(wrong["std"])


def floats(numbers: Any) -> list[float]:
    return [float(number) for number in numbers]
