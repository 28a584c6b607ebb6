"""Activations in their view: against the drill, finite differences, and NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.questions.views import VIEWS
from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.activations.activations import Activations
from desktop.ui.explore.scenes.activations.numbers import INPUTS, SAMPLES, TARGETS
from tests.ui.explore.scenes.drills import numbers, variants_of

DEFAULTS = VIEWS["activations"].defaults


def test_value_mirror_and_slope_are_the_drills(exam_bundle):
    scene = Activations()
    for values, answers in variants_of(exam_bundle, "sigmoid_value", range(8)):
        found = scene.compute(values)
        shown = (found.value, found.mirrored, found.slope)
        expected = [numbers(answers[name]) for name in ("value", "mirrored", "slope")]
        assert shown == pytest.approx(expected, abs=1e-4)
        key = float(scene.prediction(values, found).key.key)
        assert key == pytest.approx(numbers(answers["slope"]), abs=1e-4)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_slopes_are_finite_differences(function):
    found = Activations().compute(DEFAULTS | {"function": function})
    middle = (found.values[2:] - found.values[:-2]) / (found.across[2:] - found.across[:-2])
    away = np.abs(found.across[1:-1]) > 0.1
    np.testing.assert_allclose(found.slopes[1:-1][away], middle[away], atol=1e-3)


def test_a_relu_dies_where_a_leaky_one_recovers():
    values = DEFAULTS | {"shown": "dying", "function": "relu", "learning_rate": 0.5, "steps": 30}
    dead = Activations().compute(values)
    assert dead.alive[0] == 6
    assert dead.alive[-1] == 0
    np.testing.assert_array_equal(dead.states[-1], dead.states[-2])
    assert dead.losses[-1] == pytest.approx(np.mean(TARGETS**2))
    leaky = Activations().compute(values | {"function": "leaky_relu"})
    assert leaky.losses[-1] < 0.01
    slow = Activations().compute(values | {"learning_rate": 0.1})
    assert slow.alive[-1] == 4


def test_the_first_step_of_the_unit_by_hand():
    values = DEFAULTS | {"shown": "dying", "function": "relu", "learning_rate": 0.2, "steps": 1}
    found = Activations().compute(values)
    z = 1.5 * INPUTS + 1
    error = np.where(z > 0, z, 0) - TARGETS
    to_weight = np.mean(2 * error * (z > 0) * INPUTS)
    to_bias = np.mean(2 * error * (z > 0))
    assert found.states[1] == pytest.approx([1.5 - 0.2 * to_weight, 1 - 0.2 * to_bias])


@pytest.mark.parametrize(("function", "together"), [("sigmoid", True), ("relu", True)])
def test_outputs_of_one_sign_move_weights_together(function, together):
    values = DEFAULTS | {"shown": "zigzag", "function": function, "steps": 25}
    found = Activations().compute(values)
    moves = np.diff(found.path, axis=0)
    assert (moves.prod(axis=1) >= 0).all() == together
    assert found.opposite == 0
    assert found.tanh_opposite == (np.diff(found.tanh_path, axis=0).prod(axis=1) < 0).sum() > 0
    h = 1 / (1 + np.exp(-SAMPLES[0])) if function == "sigmoid" else np.maximum(SAMPLES[0], 0)
    first = -0.1 * 2 * (h @ (found.path[0] - (1, -1))) * h
    assert moves[0] == pytest.approx(first)


@pytest.mark.parametrize(
    ("values", "handle", "place", "name", "expected"),
    [
        ({"z": 1}, "point", (9.0, 0.3), "z", 8.0),
        ({"z": 1}, "point", (-1.26, 0.3), "z", -1.3),
        ({"shown": "zigzag"}, "start", (0.5, -3.0), "start", (0.5, -2.0)),
    ],
)
def test_what_a_handle_sets(qtbot, values, handle, place, name, expected):
    exploration = Exploration(Activations(), values)
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    changes = []
    picture.parameter_changed.connect(lambda *change: changes.append(change))
    picture.show_numbers(exploration.values, exploration.numbers, True)
    picture._items[handle].setPos(*place)
    assert changes == [(name, pytest.approx(expected))]
    assert exploration.set(*changes[0])
