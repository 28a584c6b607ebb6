"""Clipping by the norm: cases by hand, others by NumPy, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.clip_by_norm import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def clip(gradient: np.ndarray, max_norm: float, order: int = 2) -> np.ndarray:
    return gradient * min(1.0, max_norm / np.linalg.norm(gradient, order))


def test_a_case_by_hand() -> None:
    # norm 7, factor 3.5 / 7
    solution = solve(Parameters((2, -3, 6), Decimal("3.5")))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "norm": "7",
        "clipped": ("1", "-1.5", "3"),
    }
    mistakes = solution.mistakes
    assert mistakes["entry_by_entry"] == {"clipped": (2, -3, Decimal("3.5"))}
    assert mistakes["root_forgotten"]["norm"] == 49
    assert mistakes["absolute_values"]["norm"] == 11
    # the weights have the norm sqrt(13) = 3.606, the bias has 6
    first, second, bias = mistakes["weights_and_bias_apart"]["clipped"]
    assert (float(first), float(second)) == pytest.approx((1.9415, -2.9122), abs=1e-4)
    assert bias == Decimal("3.5")


def test_a_short_gradient_is_left_alone() -> None:
    solution = solve(Parameters((1, -2, 2), Decimal(6)))
    assert solution.answers["clipped"].key == ("1", "-2", "2")
    assert solution.mistakes["scaled_up"] == {"clipped": (2, -4, 4)}


def test_draws_agree_with_numpy() -> None:
    short = 0
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        gradient = np.array(variant.parameters.gradient, dtype=float)
        max_norm = float(variant.parameters.max_norm)
        norm = np.linalg.norm(gradient)
        assert float(variant.answers["norm"].key) == norm
        clipped = [float(x) for x in variant.answers["clipped"].key]
        assert clipped == pytest.approx(clip(gradient, max_norm), abs=6e-5)
        assert np.linalg.norm(clipped) == pytest.approx(min(norm, max_norm), abs=2e-4)
        wrong = {
            "entry_by_entry": np.clip(gradient, -max_norm, max_norm),
            "weights_and_bias_apart": np.concatenate(
                [clip(gradient[:2], max_norm), clip(gradient[2:], max_norm)]
            ),
            "root_forgotten": gradient * min(1.0, max_norm / (gradient @ gradient)),
            "absolute_values": clip(gradient, max_norm, order=1),
            "scaled_up": gradient / norm * max_norm,
            "only_divided": gradient / norm,
        }
        mistakes = solve(variant.parameters).mistakes
        assert set(mistakes) == set(wrong)
        for name, values in wrong.items():
            assert [float(x) for x in mistakes[name]["clipped"]] == pytest.approx(values)
        short += norm < max_norm
    assert 0.1 < short / len(SEEDS) < 0.5  # enough of them to look first
