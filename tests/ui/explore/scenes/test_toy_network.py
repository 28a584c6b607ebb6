"""The toy network: against the drill, the exam's table and NumPy, by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.toy_network.descent import descent_of
from desktop.ui.explore.scenes.toy_network.toy_network import ToyNetwork
from tests.ui.explore.scenes.drills import numbers, variants_of

EXAM = VIEWS["toy_network"].defaults


def test_weights_are_the_drills(exam_bundle):
    for values, answers in variants_of(exam_bundle, "toy_network_steps", range(25)):
        last = descent_of(values).last
        assert last.first == pytest.approx(numbers(answers["first_layer"]), abs=2e-4)
        assert last.second == pytest.approx(numbers(answers["second_layer"]), abs=2e-4)


def test_the_exams_table():
    scene = ToyNetwork()
    found = scene.compute(EXAM)
    rows = scene.table(EXAM, found).rows
    expected = [  # step, y, h, then v and W after it, as the explanation of 1.9 prints them
        (1, 0.8770, 0.9820, 0.1388, 0.9845),
        (2, 0.5677, 0.9809, -0.4180, 0.9830),
        (3, 0.3058, 0.9808, -0.7179, 0.9854),
    ]
    assert [(*row[:3], *row[5:]) for row in rows] == [
        pytest.approx(row, abs=1e-4) for row in expected
    ]
    assert scene.prediction(EXAM, found).key.key == "positive"


@pytest.mark.parametrize(("first_weight", "signs"), [(1, "positive"), (0.2, "negative")])
def test_whether_little_gets_through_depends_on_the_slope(first_weight, signs):
    found = descent_of(EXAM | {"first_weight": first_weight})
    assert found.last.signs == signs
    said = ToyNetwork().verdict(EXAM | {"first_weight": first_weight}, found)
    assert ("so little reaches W" in said) == (signs == "positive")


def test_steps_against_numpy():
    """Three inputs, three units, one ahead, written anew with explicit gradients."""
    x, t, rate = np.full(3, -0.5), 1, 0.7
    w, v = np.full((3, 3), 0.4), np.full(3, -1.2)
    w[:, 0] += 0.3
    values = EXAM | {
        "x": -0.5,
        "label": t,
        "learning_rate": rate,
        "first_weight": 0.4,
        "second_weight": -1.2,
        "ahead": 0.3,
        "inputs": 3,
        "hidden_units": 3,
        "steps": 7,
    }
    for _ in range(7):
        h = 1 / (1 + np.exp(-x @ w))
        error = 1 / (1 + np.exp(-h @ v)) - t
        w, v = w - rate * np.outer(x, error * v * h * (1 - h)), v - rate * error * h
    last = descent_of(values).last
    assert last.first == pytest.approx(w)
    assert last.second == pytest.approx(v)


@pytest.mark.parametrize("units", [2, 3, 4])
def test_equal_units_stay_equal_and_one_ahead_breaks_it(units):
    values = EXAM | {"hidden_units": units, "first_weight": 0.3, "steps": 20, "asked": "equal"}
    scene = ToyNetwork()
    for ahead, key in ((0, "equal"), (0.1, "apart")):
        found = scene.compute(values | {"ahead": ahead})
        assert scene.prediction(values, found).key.key == key
        assert (np.ptp(found.last.hidden) > 1e-3) == (key == "apart")


def test_signs():
    assert descent_of(EXAM | {"first_weight": 0, "learning_rate": 0}).last.signs == "zero"
    mixed = {"first_weight": -0.5, "ahead": 1, "steps": 0}
    assert descent_of(EXAM | mixed).last.signs == "mixed"


@pytest.fixture
def page(page_of):
    return page_of("toy_network")


def click(qtbot, picture, key):
    hit = next(hit for hit in picture.hits() if hit.key == key)
    place = (hit.area.center() * picture.unit).toPoint()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    picture.setFocus()


def test_starts_are_changed_in_the_picture(page, qtbot):
    picture, values = page.picture, page.exploration.values
    click(qtbot, picture, "first_weight:0")
    qtbot.keyClick(picture, Qt.Key.Key_Minus, Qt.KeyboardModifier.ShiftModifier)
    assert values["first_weight"] == 0
    click(qtbot, picture, "second_weight:1")
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert values["second_weight"] == 1.1
    click(qtbot, picture, "label:0")
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert values["label"] == 1
    click(qtbot, picture, "x:2")
    qtbot.keyClick(picture, Qt.Key.Key_4)
    qtbot.keyClick(picture._editor, Qt.Key.Key_Return)
    assert values["x"] == 4


def test_a_label_that_is_no_class_is_not_taken(page, qtbot):
    told = []
    page.told.connect(told.append)
    page.picture.typed("label:0", 0.5)
    assert page.exploration.values["label"] == 0
    assert told == ["That is not taken: it is a whole number."]


def test_play_begins_at_the_start_and_ends_at_the_last_step(page):
    page.prediction.skipped.emit()
    page.set_parameter("steps", 20)
    page.play()
    assert page.player.playing
    assert page.exploration.values["steps"] == 0
    for _ in range(21):
        page.player.stepped.emit()
    assert page.exploration.values["steps"] == 20
    assert not page.player.playing
