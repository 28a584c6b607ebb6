"""Backward pass and step: the exam's numbers by hand, others by finite differences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.engine.generators import mlp_forward
from desktop.engine.generators.mlp_backward_step import GENERATOR, Parameters, solve
from desktop.engine.generators.solution import NamedMistake
from tests.engine.generators.network import halves, hidden, leaky, networks, outputs, with_w11

EXAM = GENERATOR.presets["exam"]
EXAM_NETWORK = mlp_forward.GENERATOR.presets["exam"]
DELTA = 1e-5


def step_of(
    network: mlp_forward.Parameters, targets: tuple[float, float], learning_rate: float
) -> Parameters:
    y1, y2 = outputs(network)
    return Parameters(
        x1=network.x[0],
        w11=network.hidden_weight[0][0],
        h1=hidden(network)[0],
        negative_slope=network.negative_slope,
        output_weight=network.output_weight[0],
        outputs=(y1, y2),
        targets=targets,
        learning_rate=learning_rate,
    )


def by_finite_differences(network: mlp_forward.Parameters, targets: tuple[float, float]) -> float:
    def loss(w11: float) -> float:
        found = outputs(with_w11(network, w11))
        return sum((y - t) ** 2 for y, t in zip(found, targets, strict=True)) / 2

    w11 = network.hidden_weight[0][0]
    return (loss(w11 + DELTA) - loss(w11 - DELTA)) / (2 * DELTA)


def test_the_exam_has_its_marked_values() -> None:
    answers = GENERATOR.preset("exam").answers
    assert {name: answer.key for name, answer in answers.items()} == {
        "gradient": "1.5",
        "new_weight": "-0.65",
    }


def test_the_exam_goes_on_from_its_own_forward_pass() -> None:
    assert step_of(EXAM_NETWORK, EXAM.targets, EXAM.learning_rate) == EXAM


def test_the_exam_gradient_by_finite_differences() -> None:
    assert by_finite_differences(EXAM_NETWORK, EXAM.targets) == pytest.approx(1.5)


def test_the_mistakes_of_the_exam_by_hand() -> None:
    # the paths bring 1 and 0.5 to h4; -0.5 - 0.1 g is the new weight
    assert GENERATOR.preset("exam").mistakes == (
        NamedMistake(("only_first_output",), {"gradient": "1", "new_weight": "-0.6"}),
        NamedMistake(("only_second_output",), {"gradient": "0.5", "new_weight": "-0.55"}),
        NamedMistake(("wrong_slope", "two_lost"), {"gradient": "0.75", "new_weight": "-0.575"}),
        NamedMistake(
            ("not_averaged", "activation_for_input"), {"gradient": "3", "new_weight": "-0.8"}
        ),
        NamedMistake(("error_reversed",), {"gradient": "-1.5", "new_weight": "-0.35"}),
        NamedMistake(("step_uphill",), {"new_weight": "-0.35"}),
        NamedMistake(("rate_left_out",), {"new_weight": "-2"}),
    )


@given(networks(), st.tuples(halves, halves), st.sampled_from([0.01, 0.1, 0.5]))
def test_the_gradient_agrees_with_finite_differences(
    network: mlp_forward.Parameters, targets: tuple[float, float], learning_rate: float
) -> None:
    assume(abs(hidden(network)[0]) > 1e-3)
    gradient = by_finite_differences(network, targets)
    answers = solve(step_of(network, targets, learning_rate)).answers
    assert float(answers["gradient"].key) == pytest.approx(gradient, abs=2e-3)
    new_weight = network.hidden_weight[0][0] - learning_rate * gradient
    assert float(answers["new_weight"].key) == pytest.approx(new_weight, abs=2e-3)


@given(networks(), st.tuples(halves, halves))
def test_every_mistake_is_a_computation_with_the_slip_in_it(
    network: mlp_forward.Parameters, targets: tuple[float, float]
) -> None:
    assume(hidden(network)[0] != 0)
    p = step_of(network, targets, 0.1)
    first, second = (
        (y - t) * v for y, t, v in zip(p.outputs, targets, p.output_weight, strict=True)
    )
    slope, other = (1, p.negative_slope) if p.h1 > 0 else (p.negative_slope, 1)
    right = (first + second) * slope * p.x1
    gradients = {
        "only_first_output": first * slope * p.x1,
        "only_second_output": second * slope * p.x1,
        "wrong_slope": (first + second) * other * p.x1,
        "not_averaged": 2 * right,
        "two_lost": right / 2,
        "activation_for_input": (first + second) * slope * leaky(p.negative_slope)(p.h1),
        "error_reversed": -right,
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == {*gradients, "step_uphill", "rate_left_out"}
    # steps are shown to four places; weights up to 3 and activations up to 21 magnify that
    for name, gradient in gradients.items():
        assert float(mistakes[name]["gradient"]) == pytest.approx(gradient, abs=2e-2)
        assert float(mistakes[name]["new_weight"]) == pytest.approx(
            p.w11 - 0.1 * float(mistakes[name]["gradient"]), abs=1e-4
        )
    assert float(mistakes["step_uphill"]["new_weight"]) == pytest.approx(
        p.w11 + 0.1 * right, abs=1e-3
    )
    assert float(mistakes["rate_left_out"]["new_weight"]) == pytest.approx(p.w11 - right, abs=1e-3)


def test_the_kink_is_refused() -> None:
    with pytest.raises(ValueError, match="no derivative"):
        solve(replace(EXAM, h1=0.0))
