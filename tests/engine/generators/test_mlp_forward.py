"""Forward pass: the exam's numbers by hand, others by a second computation in floats."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given

from desktop.engine.generators.mlp_forward import GENERATOR, Parameters, solve
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import NamedMistake
from tests.engine.generators.network import leaky, networks, outputs

EXAM = GENERATOR.presets["exam"]


def test_the_exam_has_its_marked_values() -> None:
    values = solve(EXAM).values
    marked = {"h1": 2, "h2": 0, "h3": -2, "h4": 2, "h5": 0, "h6": -1, "y1": 2, "y2": 0}
    for name, number in marked.items():
        shown = values[name]
        assert isinstance(shown, Shown)
        assert shown.number == number


def test_the_exam_numbers_stand_in_the_values() -> None:
    row = {name: value.text for name, value in solve(EXAM).values.items() if hasattr(value, "text")}
    table = "1 -2 -0.5 1 2 -1 0.5 1.5 0.5 0 -1 1 -0.5 -0.5 2 -1 1 -1 2"
    names = "x1 x2 w11 w12 w13 w21 w22 w23 b1 b2 b3 v11 v12 v21 v22 v31 v32 b4 b5"
    assert {name: row[name] for name in names.split()} == dict(
        zip(names.split(), table.split(), strict=True)
    )


def test_the_mistakes_of_the_exam_by_hand() -> None:
    # without hidden biases h = (1.5, 0, -1), after the activation (1.5, 0, -0.5)
    assert GENERATOR.preset("exam").mistakes == (
        NamedMistake(("biases_left_out",), {"y2": "-1.25"}),  # y1 = 1.5 + 0.5 = 2, as it should be
        NamedMistake(("hidden_biases_left_out",), {"y1": "1", "y2": "0.75"}),
        NamedMistake(("output_biases_left_out",), {"y1": "3", "y2": "-2"}),
        NamedMistake(("relu_for_leaky",), {"y1": "1", "y2": "1"}),
        NamedMistake(("no_activation",), {"y1": "3", "y2": "-1"}),
        NamedMistake(("slope_on_positive",), {"y2": "-0.5"}),
    )


@given(networks())
def test_the_outputs_agree_with_numpy(p: Parameters) -> None:
    h = np.array(p.x) @ np.array(p.hidden_weight) + p.hidden_bias
    y = np.where(h > 0, h, p.negative_slope * h) @ np.array(p.output_weight) + p.output_bias
    answers = solve(p).answers
    # the activations are shown to four places, and up to three weights of 3 magnify that
    assert [float(answers[name].key) for name in ("y1", "y2")] == pytest.approx(y, abs=1e-3)


@given(networks())
def test_every_mistake_is_a_computation_with_the_slip_in_it(p: Parameters) -> None:
    zero3, zero2 = (0.0, 0.0, 0.0), (0.0, 0.0)
    slope = p.negative_slope
    expected = {
        "biases_left_out": outputs(replace(p, hidden_bias=zero3, output_bias=zero2)),
        "hidden_biases_left_out": outputs(replace(p, hidden_bias=zero3)),
        "output_biases_left_out": outputs(replace(p, output_bias=zero2)),
        "relu_for_leaky": outputs(p, lambda h: max(h, 0)),
        "no_activation": outputs(p, lambda h: h),
        "slope_on_positive": outputs(p, lambda h: slope * h if h > 0 else h),
        "activation_on_output": [leaky(slope)(y) for y in outputs(p)],
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, (y1, y2) in expected.items():
        assert float(mistakes[name]["y1"]) == pytest.approx(y1, abs=1e-3)
        assert float(mistakes[name]["y2"]) == pytest.approx(y2, abs=1e-3)


@given(networks())
def test_the_records_hold_the_same_numbers_as_the_values(p: Parameters) -> None:
    values = solve(p).values
    for j, unit in enumerate(values["hidden_units"], 1):
        assert (unit.index.number, unit.next_index.number) == (j, j + 3)
        assert (unit.w1, unit.w2) == (values[f"w1{j}"], values[f"w2{j}"])
        assert (unit.before, unit.after) == (values[f"h{j}"], values[f"h{j + 3}"])
        assert unit.bias == values[f"b{j}"]
    for j, unit in enumerate(values["output_units"], 1):
        weights = [values[f"v{i}{j}"] for i in (1, 2, 3)]
        assert [unit.v1, unit.v2, unit.v3] == weights
        assert (unit.bias, unit.value) == (values[f"b{j + 3}"], values[f"y{j}"])


@given(networks())
def test_each_shown_step_follows_from_the_shown_steps_before(p: Parameters) -> None:
    values = solve(p).values
    for unit in values["hidden_units"]:
        slope = values["negative_slope"].number
        exactly = max(slope * unit.before.number, unit.before.number)
        assert abs(unit.after.number - exactly) <= Decimal("0.00005")
    hidden = [values[f"h{k}"].number for k in (4, 5, 6)]
    for unit in values["output_units"]:
        weights = [unit.v1.number, unit.v2.number, unit.v3.number]
        exactly = sum(v * h for v, h in zip(weights, hidden, strict=True)) + unit.bias.number
        assert abs(unit.value.number - exactly) <= Decimal("0.00005")
