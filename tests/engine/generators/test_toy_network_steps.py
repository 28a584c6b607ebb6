"""Steps on the toy network: the exam's numbers, others by finite differences on full matrices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.toy_network_steps import GENERATOR, Parameters, solve

SEEDS = range(50)
DELTA = 1e-5
EXAM = GENERATOR.presets["exam"]

Array = NDArray[np.float64]


def sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def loss(p: Parameters, first: Array, second: Array) -> float:
    y = sigmoid(sigmoid(np.full(p.inputs, float(p.x)) @ first) @ second)
    return float(-np.log(y if p.label else 1 - y))


def slopes(of: Callable[[Array], float], at: Array) -> Array:
    gradient = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        change = np.zeros_like(at)
        change[place] = DELTA
        gradient[place] = (of(at + change) - of(at - change)) / (2 * DELTA)
    return gradient


def descent(p: Parameters) -> list[tuple[Array, Array]]:
    """Both layers' weights after each step of gradient descent on the loss itself."""
    first = np.full((p.inputs, p.units), float(p.first))
    second = np.full(p.units, float(p.second))
    found = []
    for _ in range(p.steps):
        of_first = slopes(lambda first, second=second: loss(p, first, second), first)
        of_second = slopes(lambda second, first=first: loss(p, first, second), second)
        first, second = (
            first - float(p.learning_rate) * of_first,
            second - float(p.learning_rate) * of_second,
        )
        found.append((first, second))
    return found


def slipped(p: Parameters, slip: str) -> dict[str, float]:
    """The descent once more, in plain floats, with a slip in it."""
    w, u, x, rate = float(p.first), float(p.second), float(p.x), float(p.learning_rate)
    for _ in range(p.steps):
        h = sigmoid(np.float64(x * w * (1 if slip == "one_input" else p.inputs)))
        y = sigmoid(np.float64(h * u * (1 if slip == "one_unit" else p.units)))
        error = y - p.label
        if slip == "output_slope_kept":
            error *= y * (1 - y)
        new_u = u - rate * error * (1 if slip == "hidden_left_out" else h)
        over = {"second_weight_left_out": 1, "new_second_used": new_u}.get(slip, u)
        of_w = error * over * x * (1 if slip == "slope_left_out" else h - h * h)
        if slip == "uphill":
            new_u, of_w = 2 * u - new_u, -of_w
        w, u = w - rate * of_w, new_u
    return {"first_layer": float(w), "second_layer": float(u)}


def test_the_exam_has_its_numbers() -> None:
    steps = solve(EXAM).values["steps"]
    assert [float(step.new_first.number) for step in steps] == pytest.approx(
        [0.98451, 0.983033, 0.985443], abs=2e-5
    )
    assert [float(step.new_second.number) for step in steps] == pytest.approx(
        [0.138805, -0.418003, -0.717902], abs=2e-5
    )


def test_the_exam_numbers_by_finite_differences() -> None:
    found = [(first[0, 0], second[0]) for first, second in descent(EXAM)]
    assert np.array(found) == pytest.approx(
        np.array([(0.98451, 0.138805), (0.983033, -0.418003), (0.985443, -0.717902)]), abs=1e-5
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_finite_differences(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    first, second = descent(variant.parameters)[-1]
    assert np.ptp(first) < 1e-7
    assert np.ptp(second) < 1e-7
    assert float(variant.answers["first_layer"].key) == pytest.approx(first[0, 0], abs=1e-4)
    assert float(variant.answers["second_layer"].key) == pytest.approx(second[0], abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    mistakes = solve(p).mistakes
    assert set(mistakes) == {
        "slope_left_out",
        "second_weight_left_out",
        "new_second_used",
        "hidden_left_out",
        "uphill",
        "one_unit",
        "one_input",
        "output_slope_kept",
    }
    for name, values in mistakes.items():
        found = {answer: float(value) for answer, value in values.items()}
        assert found == pytest.approx(slipped(p, name))
