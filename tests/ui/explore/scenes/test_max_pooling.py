"""Max pooling in its view: against the drill, against loops, by mouse and keyboard."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.presets import explore_values
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.max_pooling.max_pooling import MaxPooling
from tests.ui.explore.scenes.drills import numbers, variants_of
from tests.ui.explore.scenes.places import middle_of


@pytest.fixture
def shown(explored):
    return partial(explored, MaxPooling())


def test_output_gradient_and_count_are_the_drills(exam_bundle):
    scene = MaxPooling()
    for values, answers in variants_of(exam_bundle, "max_pool_gradient", range(40)):
        found = scene.compute(values)
        assert found.output.tolist() == numbers(answers["output"])
        assert found.gradient.tolist() == numbers(answers["input_gradient"])
        assert scene.prediction(values, found).key.key == str(answers["reached"])


def test_the_exams_window_has_a_gradient_for_one_of_four(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/1.7"), None)
    found = Exploration(MaxPooling(), values).numbers
    assert (found.reached, found.x.size, found.winners) == (1, 4, {(0, 0): (0, 1)})


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_winners_are_the_first_maxima_of_their_windows(size, stride):
    x = np.random.default_rng(3).integers(0, 3, (6, 7)).astype(float)
    values = {"values": tuple(map(tuple, x)), "kernel_size": size, "stride": stride}
    found = Exploration(MaxPooling(), values).numbers
    gradient = np.zeros_like(x)
    for (row, column), winner in found.winners.items():
        window = x[row * stride : row * stride + size, column * stride : column * stride + size]
        down, across = divmod(int(window.argmax()), window.shape[1])  # the first of equal ones
        assert winner == (row * stride + down, column * stride + across)
        assert found.output[row, column] == window.max()
        assert found.ties((row, column)) == bool((window == window.max()).sum() > 1)
        gradient[winner] += found.upstream[row, column]
    assert np.array_equal(found.gradient, gradient)


def test_an_input_made_larger_takes_the_gradient(shown, qtbot):
    exploration, picture = shown({})
    exploration.tell(exploration.scene.stories[1])
    picture.show_numbers(exploration.values, exploration.numbers, True)
    picture.resize(640, picture.heightForWidth(640))
    assert exploration.numbers.gradient[1, 0] == 0
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "x:1:0"))
    for _ in range(4):
        qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.numbers.output[0, 0] == 9
    assert exploration.numbers.gradient[0, 1] == 0
    assert exploration.numbers.gradient[1, 0] == 1


def test_the_gradient_that_comes_back_is_changed_too(shown, qtbot):
    exploration, picture = shown({})
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "dy:0:0"))
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert exploration.values["upstream"] == ((-1,),)
    assert exploration.numbers.gradient[0, 1] == -1


def test_what_waits_for_the_prediction_is_not_said(shown):
    _, picture = shown({}, revealed=False)
    names = [hit.name for hit in picture.hits() if hit.key.startswith("y")]
    assert names == ["Output, row 1, column 1"]
    assert not any(hit.key.startswith("dx") for hit in picture.hits())
