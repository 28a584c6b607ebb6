"""What views show is what the generators answer for the same parameters."""

from __future__ import annotations

import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.questions.presets import explore_values
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.registry import scene_of


@pytest.fixture(scope="module")
def drills(exam_bundle):
    return {card.generator: card for card in exam_bundle.cards() if card.kind == "drill"}


def explored(card, seed):
    return Exploration(scene_of(card.explore.view), explore_values(card, seed))


def number(variant, name):
    return float(variant.answers[name].key)


@pytest.mark.parametrize("seed", range(12))
def test_receptive_field(drills, seed):
    variant = generate("receptive_field", seed)
    shown = explored(drills["receptive_field"], seed).numbers
    assert (shown.field, shown.layers[-1].jump) == (
        number(variant, "field"),
        number(variant, "jump"),
    )


def test_the_exams_fields(exam_bundle):
    assert explored(exam_bundle.card("in2346-2022/4.7"), None).numbers.field == 6
    whole = explored(exam_bundle.card("in2346-2022/4.8"), None).numbers
    assert (whole.field, whole.layers[-1].jump, whole.layers[-1].output_size) == (16, 4, 7)


def test_a_line_through_points():
    solution = GENERATORS["linear_regression"].solve(generate("linear_regression", 4).parameters)
    parameters = generate("linear_regression", 4).parameters
    points = tuple(zip(parameters.x, parameters.y, strict=True))
    shown = Exploration(scene_of("linear_regression"), {"points": points}).numbers
    assert shown.best == pytest.approx(
        [float(solution.number("slope")), float(solution.number("intercept"))], abs=1e-4
    )
