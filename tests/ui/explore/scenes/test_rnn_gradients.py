"""Gradients through time in their view: against the drills, and by dragging."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.questions.views import VIEWS
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.rnn_gradients.rnn_gradients import RnnGradients
from tests.ui.explore.scenes.drills import numbers, variants_of

SEEDS = range(8)
DEFAULTS = VIEWS["rnn_gradients"].defaults


def predicted(scene, values):
    return float(scene.prediction(values, scene.compute(values)).key.key)


def test_the_factor_is_the_drills(exam_bundle):
    scene = RnnGradients()
    for values, answers in variants_of(exam_bundle, "gradient_through_time", SEEDS):
        assert predicted(scene, values) == pytest.approx(numbers(answers["factor"]), rel=1e-3)
        found = scene.compute(values)
        assert ("explodes" in scene.verdict(values, found)) == (answers["fate"] == "explodes")


def test_the_clipped_gradient_is_the_drills(exam_bundle):
    scene = RnnGradients()
    for values, answers in variants_of(exam_bundle, "clip_by_norm", SEEDS):
        found = scene.compute(values)
        assert found.norm == pytest.approx(numbers(answers["norm"]), abs=1e-4)
        assert found.clipped == pytest.approx(numbers(answers["clipped"]), abs=1e-3)
        assert predicted(scene, values) == pytest.approx(found.clipped[0], abs=1e-5)


def test_the_step_and_what_it_keeps_are_the_drills(exam_bundle):
    scene = RnnGradients()
    for values, answers in variants_of(exam_bundle, "lstm_step", SEEDS):
        found = scene.compute(values)
        assert found.cell == pytest.approx(numbers(answers["cell"]), abs=1e-4)
        assert found.hidden == pytest.approx(numbers(answers["hidden"]), abs=1e-4)
        kept = predicted(scene, {**values, "shown": "time"})
        assert kept == pytest.approx(numbers(answers["kept"]), rel=1e-3)


def test_sizes_and_signs():
    values = DEFAULTS | {"weight": -2, "steps": 3, "hidden": 0.5, "cell": "tanh"}
    found = RnnGradients().compute(values)
    np.testing.assert_allclose(found.sizes["linear"], [1, 2, 4, 8])
    np.testing.assert_allclose(found.sizes["tanh"], [1, 1.5, 2.25, 3.375])
    assert found.factor == pytest.approx(-3.375)
    assert RnnGradients().compute(DEFAULTS | {"weight": 0}).factor == 0


@pytest.mark.parametrize(
    ("values", "handle", "height", "name", "expected"),
    [
        ({"weight": 0.5, "steps": 2}, "end", -2.0, "weight", 0.1),
        ({"weight": -0.5, "steps": 2}, "end", 2.0, "weight", -3.0),
        ({"cell": "tanh", "hidden": 0.5, "steps": 1}, "end", 0.0, "weight", 1.333),
        ({"cell": "lstm", "steps": 2}, "end", 1.0, "forget_gate", 1.0),
        ({"shown": "clipping"}, "entry1", -2.04, "gradient", (3, -2.0, 12)),
        ({"shown": "lstm"}, "before", 7.0, "cell_before", 3.0),
    ],
)
def test_what_a_handle_sets(qtbot, values, handle, height, name, expected):
    exploration = Exploration(RnnGradients(), values)
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    changes = []
    picture.parameter_changed.connect(lambda *change: changes.append(change))
    picture.show_numbers(exploration.values, exploration.numbers, True)
    assert changes == []
    ring = picture._items[handle]
    ring.setPos(ring.pos().x(), height)
    assert changes == [(name, pytest.approx(expected))]
    assert exploration.set(*changes[0])
