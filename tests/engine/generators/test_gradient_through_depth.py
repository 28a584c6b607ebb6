"""Gradient through a chain: a case by hand, others by finite differences on the chain itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.gradient_through_depth import GENERATOR, Parameters, solve

SEEDS = range(50)
DELTA = 1e-5


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def leaky(slope: float) -> Callable[[float], float]:
    return lambda z: z if z > 0 else slope * z


def by_finite_differences(p: Parameters, f: Callable[[float], float]) -> float:
    """The derivative of a chain's end, with biases that put z where it has to be."""
    weight, size = float(p.weight), float(p.size)
    z = [size] * p.positive + [-size] * p.negative
    before = [0.0, *(f(one) for one in z)]
    biases = [one - weight * h for one, h in zip(z, before, strict=False)]

    def end(h: float) -> float:
        *_, last = accumulate(biases, lambda h, b: f(weight * h + b), initial=h)
        return last

    return (end(DELTA) - end(-DELTA)) / (2 * DELTA)


def test_a_case_by_hand() -> None:
    # slopes at 1: 0.19661 and 0.41998 (shown), to the third power, times 2 cubed; 8 * 0.1 * 0.1
    solution = solve(Parameters(1, 2, Decimal(1), Decimal(2), Decimal("0.1")))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "sigmoid_factor": "0.0608",
        "tanh_factor": "0.5926",
        "leaky_factor": "0.08",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_finite_differences(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    for name, f in {
        "sigmoid_factor": sigmoid,
        "tanh_factor": math.tanh,
        "leaky_factor": leaky(float(p.negative_slope)),
    }.items():
        factor = by_finite_differences(p, f)
        assert float(variant.answers[name].key) == pytest.approx(factor, rel=1e-3)
    assert min(p.positive, p.negative) >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    w, small = float(p.weight), float(p.negative_slope)
    z = [float(p.size)] * p.positive + [-float(p.size)] * p.negative
    right = {
        "sigmoid_factor": lambda x: sigmoid(x) * sigmoid(-x),
        "tanh_factor": lambda x: 1 / math.cosh(x) ** 2,
        "leaky_factor": lambda x: 1 if x > 0 else small,
    }

    def chain(slope: Callable[[float], float]) -> float:
        return math.prod(w * slope(one) for one in z)

    expected = {
        "value_for_slope": {
            "sigmoid_factor": chain(sigmoid),
            "tanh_factor": chain(math.tanh),
            "leaky_factor": chain(leaky(small)),
        },
        "slope_of_input": {
            "sigmoid_factor": chain(lambda x: x * (1 - x)),
            "tanh_factor": chain(lambda x: 1 - x * x),
        },
        "formulas_exchanged": {
            "sigmoid_factor": chain(lambda x: 1 - sigmoid(x) ** 2),
            "tanh_factor": chain(lambda x: math.tanh(x) * (1 - math.tanh(x))),
        },
        "leaky_everywhere": {"leaky_factor": chain(lambda _: small)},
        "leaky_exchanged": {"leaky_factor": chain(lambda x: small if x > 0 else 1)},
        "weight_left_out": {n: math.prod(f(x) for x in z) for n, f in right.items()},
        "weight_once": {n: w * math.prod(f(x) for x in z) for n, f in right.items()},
        "added": {n: sum(w * f(x) for x in z) for n, f in right.items()},
    }
    shorter = z[:-1]
    expected["one_layer_short"] = {
        n: math.prod(w * right[n](x) for x in shorter) for n in ("sigmoid_factor", "tanh_factor")
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, factors in expected.items():
        found = {answer: float(value) for answer, value in mistakes[name].items()}
        assert found == pytest.approx(factors, rel=1e-9, abs=1e-12)
