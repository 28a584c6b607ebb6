"""Newton's method in its view: against the drill, against formulas by hand, by dragging."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.questions.presets import explore_values
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.newton.newton import Newton
from desktop.ui.explore.scenes.newton.numbers import LOWEST, NOWHERE, SADDLE
from tests.ui.explore.scenes.drills import variants_of


def way(**values):
    return Exploration(Newton(), values).numbers


def test_slope_curvature_step_and_goal_are_the_drills(exam_bundle):
    scene = Newton()
    for values, answers in variants_of(exam_bundle, "newton_steps", range(40)):
        found = scene.compute(values)
        row = scene.table(values, found).rows[0]
        assert (row[3], row[4]) == (int(answers["slope"]), int(answers["curvature"]))
        assert found.points[1, 0] == pytest.approx(float(answers["new_w"]), abs=1e-4)
        assert f"{found.goal} point" == answers["goal"]


def test_the_exams_line_has_no_step(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/8.7"), None)
    exploration = Exploration(Newton(), values)
    assert exploration.numbers.goal == NOWHERE
    assert len(exploration.numbers.points) == 1
    asked = exploration.scene.prediction(exploration.values, exploration.numbers)
    assert asked.key.key == NOWHERE


def test_the_product_with_both_free_leads_to_a_saddle():
    for point in ((-3, 1), (2, 2), (0.5, -1)):
        found = way(weights="two", hessian=(0, 1, 0), point=point)
        assert found.goal == SADDLE
        assert found.curvatures == pytest.approx([-1, 1])
        assert found.points[1] == pytest.approx([0, 0])


def test_a_bowl_takes_one_step_and_descent_shrinks_each_axis_by_its_own_factor():
    found = way(weights="two", hessian=(1, 0, 8), point=(-4, 1.5), steps=4, learning_rate=0.1)
    assert found.goal == LOWEST
    assert found.points[1] == pytest.approx([0, 0])
    expected = [(-4 * 0.9**step, 1.5 * 0.2**step) for step in range(5)]
    assert found.descent == pytest.approx(np.array(expected))


def test_a_quartic_is_followed_by_the_rule_written_out():
    found = way(coefficients=(1, 0, 0, 0, 0), start=(2,), steps=3)
    w = [2.0]
    for _ in range(3):
        w.append(w[-1] - 4 * w[-1] ** 3 / (12 * w[-1] ** 2))
    assert found.points[:, 0] == pytest.approx(w)


def test_a_step_that_runs_away_stops():
    # near the inflection of w^3 - w the curvature is almost 0
    found = way(coefficients=(1, 0, -1, 0), start=(0.00001,), steps=5)
    assert found.stopped
    assert abs(found.points[-1, 0]) > 1e4
    flat = way(coefficients=(1, 0, -1, 0), start=(0,), steps=5)
    assert flat.stopped
    assert len(flat.points) == 1


@pytest.mark.parametrize(
    ("hessian", "goal"),
    [((2, 1, 2), LOWEST), ((-1, 0, -1), "highest"), ((1, 2, 1), SADDLE), ((1, 1, 1), NOWHERE)],
)
def test_the_goal_follows_from_the_signs_of_the_curvatures(hessian, goal):
    assert way(weights="two", hessian=hessian).goal == goal


def test_the_start_is_dragged(qtbot):
    exploration = Exploration(Newton(), {"coefficients": (1, -2, 0), "start": (3,)})
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    picture.show_numbers(exploration.values, exploration.numbers, True)
    with qtbot.waitSignal(picture.parameter_changed) as told:
        picture._items["start"].setPos(-2.344, 5)
    name, value = told.args
    assert exploration.set(name, value)
    assert math.isclose(exploration.numbers.points[0, 0], -2.34)


def test_what_the_step_leads_to_waits_for_the_prediction(qtbot):
    exploration = Exploration(Newton(), {"coefficients": (1, -2, 0), "start": (3,)})
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    picture.show_numbers(exploration.values, exploration.numbers, False)
    assert "parabola 0" not in picture._items
    picture.show_numbers(exploration.values, exploration.numbers, True)
    assert picture._items["parabola 0"].isVisible()
    picture.show_numbers(exploration.values, exploration.numbers, False)
    assert not picture._items["parabola 0"].isVisible()
