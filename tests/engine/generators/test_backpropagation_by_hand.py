"""The chain of problem 6: the exam's numbers, finite differences, and errors carried forward."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.engine.generators import mean_squared_error, mlp_backward_step
from desktop.engine.generators.backpropagation_by_hand import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant
from desktop.questions.marking import Marker, NumericResult, PartAnswers
from desktop.questions.variants import row_of
from tests.engine.generators.network import outputs, with_w11

SEEDS = range(300)
FEW_SEEDS = range(40)
DELTA = 1e-6
PROBLEM = Path(__file__).parents[3] / "content" / "exams" / "in2346-2022" / "problem-6.yaml"
EXAM = GENERATOR.presets["exam"]


def parts_of_the_drill() -> list[PartAnswers]:
    questions = yaml.safe_load(PROBLEM.read_text(encoding="utf-8"))["questions"]
    drills = [drill for question in questions for drill in question.get("drills", [])]
    (drill,) = (drill for drill in drills if drill["generator"] == GENERATOR.name)
    return [
        PartAnswers(
            credits=part["credits"],
            answers=tuple(part["answers"]),
            carry=part.get("carry"),
            guard=part.get("guard"),
        )
        for part in drill["parts"]
    ]


PARTS = parts_of_the_drill()


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker()


def mark(marker: Marker, p: Parameters, given: dict[str, Any]) -> NumericResult:
    typed = {name: f"{value:.6f}" for name, value in given.items()}
    return marker.mark_numeric(row_of(GENERATOR.variant(p)), PARTS, typed)


def states(result: NumericResult) -> list[str]:
    return [result.answers[name].state for part in PARTS for name in part.answers]


def loss_of(p: Parameters, w11: float) -> float:
    found = outputs(with_w11(p.network, w11))
    return sum((y - t) ** 2 for y, t in zip(found, p.targets, strict=True)) / 2


def overridden(p: Parameters, given: dict[str, float]) -> dict[str, float]:
    """The engine's own results where the given ones take the place of what it found."""
    values = solve(p).values
    y = (given["y1"], given["y2"])
    loss = mean_squared_error.solve(mean_squared_error.Parameters(y, p.targets))
    step = mlp_backward_step.solve(
        mlp_backward_step.Parameters(
            x1=p.network.x[0],
            w11=p.network.hidden_weight[0][0],
            h1=float(values["h1"].number),
            negative_slope=p.network.negative_slope,
            output_weight=p.network.output_weight[0],
            outputs=y,
            targets=p.targets,
            learning_rate=p.learning_rate,
        )
    )
    return {
        "loss": float(loss.answers["loss"].key),
        "gradient": float(step.answers["gradient"].key),
        "new_weight": float(step.answers["new_weight"].key),
    }


def test_the_exam_has_its_marked_values() -> None:
    assert {name: answer.key for name, answer in solve(EXAM).answers.items()} == {
        "y1": "2",
        "y2": "0",
        "loss": "1",
        "gradient": "1.5",
        "new_weight": "-0.65",
    }


def test_draws_agree_with_finite_differences_through_the_whole_network() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        found = {name: float(answer.key) for name, answer in variant.answers.items()}
        w11 = p.network.hidden_weight[0][0]
        slope = (loss_of(p, w11 + DELTA) - loss_of(p, w11 - DELTA)) / (2 * DELTA)
        assert [found["y1"], found["y2"]] == pytest.approx(outputs(p.network))
        assert found["loss"] == pytest.approx(loss_of(p, w11))
        assert found["gradient"] == pytest.approx(slope, abs=1e-6)
        assert found["new_weight"] == pytest.approx(w11 - p.learning_rate * slope, abs=1e-6)


def test_the_parts_share_one_sample() -> None:
    values = fresh_variant(GENERATOR, 0).values
    for j in (1, 2):
        assert values[f"output{j}"].text == values[f"y{j}"].text
    assert values["h4"].text == values["hidden_units"][0].after.text


def test_true_values_are_right_and_earn_all_credits(marker: Marker) -> None:
    for seed in FEW_SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        given = {name: float(answer.key) for name, answer in variant.answers.items()}
        result = mark(marker, variant.parameters, given)
        assert set(states(result)) == {"right"}
        assert result.credits == result.total == 6


@pytest.mark.parametrize("name", ["loss", "gradient", "new_weight"])
def test_each_expression_is_the_engines_answer(marker: Marker, name: str) -> None:
    (part,) = (part for part in PARTS if part.answers == (name,))
    assert part.carry is not None
    for seed in FEW_SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        names = {
            slot: float(value.number)
            for slot, value in variant.values.items()
            if hasattr(value, "number")
        }
        found = marker.evaluate(part.carry, names).value
        assert found == pytest.approx(float(variant.answers[name].key), abs=1e-9)


def test_what_follows_from_wrong_outputs_is_carried(marker: Marker) -> None:
    for seed in FEW_SEEDS:
        p = fresh_variant(GENERATOR, seed).parameters
        first, second = outputs(p.network)
        given = {"y1": first + 1.25, "y2": second - 0.5}
        result = mark(marker, p, given | overridden(p, given))
        assert states(result)[:2] == ["wrong", "wrong"]
        assert set(states(result)[2:]) <= {"carried", "right"}  # two values may be the same
        assert "carried" in states(result)
        assert result.credits == 4


def test_what_follows_from_a_wrong_gradient_is_carried(marker: Marker) -> None:
    for seed in FEW_SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        given = {name: float(answer.key) for name, answer in variant.answers.items()}
        given["gradient"] += 3
        given["new_weight"] = p.network.hidden_weight[0][0] - p.learning_rate * given["gradient"]
        result = mark(marker, p, given)
        assert states(result) == ["right", "right", "right", "wrong", "carried"]
        assert result.credits == 4.5


def test_outputs_that_hit_the_targets_carry_nothing(marker: Marker) -> None:
    # plain ReLU gives the exam's targets, so loss and gradient would be 0 and w11 stay as it is
    given = {"y1": 1.0, "y2": 1.0, "loss": 0.0, "gradient": 0.0, "new_weight": -0.5}
    result = mark(marker, EXAM, given)
    assert set(states(result)) == {"wrong"}
    assert result.answers["y1"].mistakes == ("forward_relu_for_leaky",)
    assert result.credits == 0
    true_ones = {"loss": 1.0, "gradient": 1.5, "new_weight": -0.65}
    assert states(mark(marker, EXAM, given | true_ones))[2:] == ["right"] * 3


def test_the_mistakes_are_those_of_the_three_families() -> None:
    found = solve(EXAM).mistakes
    assert {name.split("_", 1)[0] for name in found} == {"forward", "loss", "backward"}
    backward = {name: row["new_weight"] for name, row in found.items() if "new_weight" in row}
    assert {name: float(value) for name, value in backward.items()} == {
        "backward_only_first_output": -0.6,
        "backward_only_second_output": -0.55,
        "backward_wrong_slope": -0.575,
        "backward_not_averaged": -0.8,
        "backward_two_lost": -0.575,
        "backward_activation_for_input": -0.8,
        "backward_error_reversed": -0.35,
        "backward_step_uphill": -0.35,
        "backward_rate_left_out": -2,
    }
    assert found["loss_not_averaged"] == {"loss": 2}
    assert found["forward_relu_for_leaky"] == {"y1": 1, "y2": 1}


def test_a_hidden_unit_at_the_kink_has_no_answer() -> None:
    network = replace(EXAM.network, hidden_bias=(-1.5, 0.0, -1.0))  # h1 = 1.5 - 1.5
    with pytest.raises(ValueError, match="no derivative"):
        solve(replace(EXAM, network=network))
