"""Attention in its view: against the drills, against NumPy, and by mouse and keyboard."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.attention.attention import Attention
from desktop.ui.explore.scenes.attention.growth_chart import growth_chart
from desktop.ui.explore.scenes.attention.matrices import Matrices
from tests.ui.explore.scenes.drills import numbers, variants_of

SEEDS = range(8)


@pytest.fixture
def shown(explored):
    return partial(explored, Attention())


def test_weights_and_output_are_the_drills(exam_bundle):
    scene = Attention()
    for values, answers in variants_of(exam_bundle, "masked_attention", SEEDS):
        found = scene.compute(values)
        assert found.weights[found.query] == pytest.approx(numbers(answers["weights"]), abs=1e-4)
        output = float(scene.prediction(values, found).key.key)
        assert output == pytest.approx(numbers(answers["output"]), abs=2e-4)


def test_sizes_are_the_drills(exam_bundle):
    scene = Attention()
    for values, answers in variants_of(exam_bundle, "transformer_parameters", SEEDS):
        found = scene.compute(values)
        counts = (found.attention, found.feed_forward, found.parameters, found.scores(found.length))
        names = ("attention", "feed_forward", "parameters", "scores")
        assert counts == tuple(int(answers[name]) for name in names)
        assert scene.prediction(values, found).key.key == str(answers["scores"])


def test_the_leak_is_what_the_mask_takes_away():
    values = VIEWS["attention"].defaults | {"masked": False, "query": 1}
    found = Attention().compute(values)
    exponentials = np.exp(np.array(values["scores"]))
    weights = exponentials / exponentials.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found.weights, weights)
    assert found.leak == pytest.approx(weights[0, 1] + weights[0, 2])
    masked = Attention().compute(values | {"masked": True})
    assert masked.leak == 0
    triangle = np.tril(exponentials)
    np.testing.assert_allclose(masked.weights, triangle / triangle.sum(axis=1, keepdims=True))


def test_a_mask_on_tables_of_any_shape():
    wide = {"scores": ((1, 2, 3, 4),), "values": ((1,), (2,))}
    found = Attention().compute(VIEWS["attention"].defaults | wide)
    assert found.outputs == pytest.approx(np.array([[1.0]]))
    tall = {"scores": ((1,), (2,), (3,)), "query": 8}
    found = Attention().compute(VIEWS["attention"].defaults | tall)
    assert found.query == 2
    assert found.weights == pytest.approx(np.ones((3, 1)))


def test_only_the_length_leaves_the_parameters_alone():
    scene, values = Attention(), VIEWS["attention"].defaults | {"shown": "growth"}
    short, long = (scene.compute(values | {"length": length}) for length in (100, 200))
    assert short.parameters == long.parameters
    assert long.scores(200) == 4 * short.scores(100)
    assert long.activations(200) == 2 * short.activations(100)


def test_a_click_follows_a_query_and_keys_change_a_score(shown, qtbot):
    exploration, picture = shown({"query": 1})
    cell = Matrices(exploration.numbers).cell("score", 2, 0).center().toPoint()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=cell)
    assert exploration.values["query"] == 3
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.values["scores"][2][0] == 0.5
    before = exploration.numbers.weights[2, 0]
    qtbot.keyClick(picture, Qt.Key.Key_Minus, Qt.KeyboardModifier.ShiftModifier)
    assert exploration.values["scores"][2][0] == -4.5
    assert exploration.numbers.weights[2, 0] < before


def test_the_length_is_dragged(shown, qtbot):
    exploration, picture = shown({"shown": "growth", "length": 64})
    ring = growth_chart(exploration.numbers).hits()[0].area.center().toPoint()
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=ring)
    qtbot.mouseMove(picture, ring + QPoint(80, -30))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=ring + QPoint(80, -30))
    assert 200 < exploration.values["length"] < 400
    length = exploration.values["length"]
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.values["length"] == 2 * length
