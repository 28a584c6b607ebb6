"""What views show is what the generators answer for the same parameters."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.surfaces import Quadratic
from desktop.questions.presets import explore_values
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.registry import scene_of
from desktop.ui.explore.scenes.optimizers import path_of


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


def test_paths_follow_the_formulas_written_out():
    values = scene_of("optimizers").view.defaults | {"steps": 3, "momentum": 0.5, "beta2": 0.9}
    surface = Quadratic(12.0)
    rate, start = 0.14, np.array([-4.2, 1.5])
    w, v = start, np.zeros(2)
    for _ in range(3):
        v = 0.5 * v + surface.gradient(w)
        w = w - rate * (1 - 0.5) * v
    assert path_of("momentum", values, surface)[-1] == pytest.approx(w)
    w, m, s = start, np.zeros(2), np.zeros(2)
    for t in (1, 2, 3):
        g = surface.gradient(w)
        m, s = 0.5 * m + 0.5 * g, 0.9 * s + 0.1 * g * g
        w = w - rate * (m / (1 - 0.5**t)) / (np.sqrt(s / (1 - 0.9**t)) + 1e-8)
    assert path_of("adam", values, surface)[-1] == pytest.approx(w)
    assert path_of("newton", values, surface)[1] == pytest.approx([0, 0])
