"""Sigmoid: a tidy point by hand, others by tanh and differences, every mistake as its slip."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.sigmoid_value import GENERATOR, Parameters, solve

SEEDS = range(50)
DELTA = 1e-5


def sigmoid(z: float) -> float:
    return (1 + math.tanh(z / 2)) / 2


def slope(z: float) -> float:
    return (sigmoid(z + DELTA) - sigmoid(z - DELTA)) / (2 * DELTA)


@pytest.mark.parametrize(("sign", "value", "mirrored"), [(1, "0.75", "0.25"), (-1, "0.25", "0.75")])
def test_a_point_by_hand(sign: int, value: str, mirrored: str) -> None:
    # at ln 3 the exponential is 1/3
    solution = solve(Parameters(sign * Decimal(3).ln()))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "value": value,
        "mirrored": mirrored,
        "slope": "0.1875",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_a_second_computation(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    z = float(variant.parameters.z)
    answers = {name: float(answer.key) for name, answer in variant.answers.items()}
    assert answers == pytest.approx(
        {"value": sigmoid(z), "mirrored": sigmoid(-z), "slope": slope(z)}, abs=2e-5
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    z = float(p.z)
    no_one = 1 / math.exp(-z)
    expected = {
        "sign_in_exponent": {"value": sigmoid(-z), "mirrored": sigmoid(z)},
        "mirrored_negated": {"mirrored": -sigmoid(z)},
        "one_left_out": {"value": no_one, "mirrored": 1 - no_one, "slope": no_one - no_one**2},
        "tanh_for_sigmoid": {
            "value": math.tanh(z),
            "mirrored": math.tanh(-z),
            "slope": 1 / math.cosh(z) ** 2,
        },
        "slope_of_tanh": {"slope": 1 - sigmoid(z) ** 2},
        "slope_of_input": {"slope": z - z**2},
        "inner_sign_lost": {"slope": -slope(z)},
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, values in expected.items():
        found = {answer: float(value) for answer, value in mistakes[name].items()}
        assert found == pytest.approx(values, abs=1e-9)
