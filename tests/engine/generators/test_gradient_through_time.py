"""A gradient through time: a case by hand, others by finite differences at every step."""

from __future__ import annotations

from decimal import Decimal
from math import atanh, tanh

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.gradient_through_time import GENERATOR, Parameters, solve

SEEDS = range(300)
DELTA = 1e-6


def step_by_differences(p: Parameters) -> float:
    """How h_t answers to h_(t-1), with the input and bias that keep the unit at its value."""
    weight, hidden = float(p.weight), float(p.hidden)
    drive = atanh(hidden) - weight * hidden
    above, below = (tanh(weight * (hidden + d) + drive) for d in (DELTA, -DELTA))
    return (above - below) / (2 * DELTA)


def unrolled(p: Parameters) -> float:
    factor = 1.0
    for _ in range(p.steps):
        factor *= step_by_differences(p)
    return factor


def test_a_case_by_hand() -> None:
    # 1 - 0.25 = 0.75, times -2 is -1.5, and (-1.5)^5
    solution = solve(Parameters(Decimal(-2), Decimal("0.5"), steps=5))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "factor": "-7.5938",
        "fate": "explodes",
    }
    assert solution.mistakes == {
        "slope_left_out": {"factor": -32, "fate": "explodes"},
        "slope_once": {"factor": -24, "fate": "explodes"},
        "hidden_not_squared": {"factor": -1, "fate": "vanishes"},
        "one_step_too_few": {"factor": Decimal("5.0625")},
        "one_step_too_many": {"factor": Decimal("11.390625")},
        "times_the_steps": {"factor": Decimal("-7.5")},
        "sign_lost": {"factor": Decimal("7.59375")},
        "judged_by_sign": {"fate": "vanishes"},
    }


def test_a_large_weight_can_vanish() -> None:
    # 1.2 * 0.64 = 0.768
    solution = solve(Parameters(Decimal("1.2"), Decimal("-0.6"), steps=10))
    assert solution.answers["fate"].key == "vanishes"
    assert solution.mistakes["slope_left_out"]["fate"] == "explodes"


def test_draws_agree_with_the_unrolled_unit() -> None:
    fates, traps = set(), 0
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, answers = variant.parameters, variant.answers
        factor = unrolled(p)
        assert float(answers["factor"].key) == pytest.approx(factor, rel=1e-4)
        fate = "explodes" if abs(step_by_differences(p)) > 1 else "vanishes"
        assert answers["fate"].key == fate
        fates.add(fate)
        traps += fate == "vanishes" and abs(p.weight) > 1
        mistakes = solve(p).mistakes
        slope = 1 - float(p.hidden) ** 2
        weight = float(p.weight)
        wrong = {
            "slope_left_out": weight**p.steps,
            "slope_once": slope * weight**p.steps,
            "hidden_not_squared": (weight - abs(float(p.hidden)) * weight) ** p.steps,
            "one_step_too_few": factor / step_by_differences(p),
            "one_step_too_many": factor * step_by_differences(p),
            "times_the_steps": weight * slope * p.steps,
            "sign_lost": -factor,
        }
        for name, value in wrong.items():
            assert float(mistakes[name]["factor"]) == pytest.approx(value, rel=1e-6)
    assert fates == {"vanishes", "explodes"}
    assert traps > len(SEEDS) / 10  # weights above 1 whose gradient vanishes all the same
