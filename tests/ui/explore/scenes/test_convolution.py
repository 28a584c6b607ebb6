"""A convolution in its view: against the drills, against loops in NumPy, by mouse and keyboard."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.presets import explore_values
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.convolution.convolution import Convolution
from desktop.ui.explore.scenes.convolution.matrices import Matrices
from tests.ui.explore.scenes.drills import variants_of
from tests.ui.explore.scenes.places import middle_of

SEEDS = range(40)


@pytest.fixture
def shown(explored):
    return partial(explored, Convolution())


@pytest.mark.parametrize(
    ("generator", "answer"),
    [
        ("conv_output_size", "out_size"),
        ("same_padding", "padding"),
        ("conv_parameters", "parameters"),
    ],
)
def test_what_is_asked_is_the_drills_answer(exam_bundle, generator, answer):
    scene = Convolution()
    for values, answers in variants_of(exam_bundle, generator, SEEDS):
        numbers = scene.compute(values)
        assert scene.prediction(values, numbers).key.key == str(answers[answer])
        if generator == "conv_parameters":
            assert numbers.filters.one == answers["per_filter"]


def test_the_exams_filter_has_33_parameters(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/1.3"), None)
    assert Exploration(Convolution(), values).numbers.filters.parameters == 33


def test_the_exams_triplet_keeps_the_size(exam_bundle):
    exploration = Exploration(
        Convolution(), explore_values(exam_bundle.card("in2346-2022/4.1"), None)
    )
    asked = exploration.scene.prediction(exploration.values, exploration.numbers)
    assert asked.key.key == "1"
    exploration.set("padding", int(asked.key.key))
    assert exploration.numbers.output_size == exploration.numbers.settings.input_size


@pytest.mark.parametrize(
    "values",
    [
        {"padding": 0},
        {"padding": 1, "stride": 2, "dilation": 2},
        {"input_size": 10, "kernel_size": 4, "stride": 3, "padding": 1},
        {"input_size": 2, "kernel_size": 2},
    ],
)
def test_an_output_is_the_sum_of_the_products_under_it(values):
    found = Exploration(Convolution(), values | {"position": 0}).numbers
    padded, weights = found.entries.padded, found.entries.kernel
    size, step, gap = len(weights), found.settings.stride, found.settings.dilation
    for row, column in np.ndindex(*found.entries.output.shape):
        total = sum(
            padded[row * step + i * gap, column * step + j * gap] * weights[i, j]
            for i in range(size)
            for j in range(size)
        )
        assert found.entries.output[row, column] == pytest.approx(total)
        for cell in found.covered((row, column)):
            assert (row, column) in found.users(cell)
    uses = sum(len(found.users(cell)) for cell in np.ndindex(*padded.shape))
    assert uses == found.output_size**2 * size**2


def test_what_is_left_over_at_the_end():
    found = Exploration(Convolution(), {"input_size": 28, "kernel_size": 3, "stride": 4}).numbers
    assert (found.output_size, found.left_over) == (7, 1)


def test_a_kernel_that_does_not_fit_has_no_output(shown):
    exploration, picture = shown({"input_size": 3, "kernel_size": 5})
    assert exploration.numbers.output_size == 0
    assert not exploration.scene.advances(exploration.values)
    assert not picture.hits()


def test_the_walk_begins_again_at_its_end():
    found = Exploration(Convolution(), {"padding": 1, "stride": 2}).numbers
    assert found.place(15) == (3, 3)
    assert found.place(16) == (0, 0)


def test_a_click_takes_the_kernel_to_an_output(shown, qtbot):
    exploration, picture = shown({"padding": 1})
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "y:2:4"))
    assert exploration.numbers.place(exploration.values["position"]) == (2, 4)


def test_an_input_and_a_weight_are_changed_in_the_picture(shown, qtbot):
    exploration, picture = shown({"padding": 1})
    before = exploration.numbers.entries
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "x:1:2"))
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.numbers.entries.x[1, 2] == before.x[1, 2] + 1
    assert exploration.numbers.entries.padded[2, 3] == before.x[1, 2] + 1
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "w:0:0"))
    for _ in range(12):
        qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert exploration.numbers.entries.kernel[0, 0] == -9
    change = exploration.numbers.entries.output - before.output
    assert set(np.argwhere(change[:, 6] != 0).ravel()) <= set(range(7))
    assert change[2, 2] == -10 * before.padded[2, 2]


def test_outputs_wait_for_the_prediction(shown):
    _, picture = shown({"padding": 0}, revealed=False)
    assert not any(hit.key.startswith("y") for hit in picture.hits())
    _, picture = shown({"padding": 0})
    assert sum(hit.key.startswith("y") for hit in picture.hits()) == 25


@pytest.mark.parametrize("size", range(1, 13))
def test_matrices_never_run_over_the_right_edge(size):
    for kernel_size in range(1, min(size, 11) + 1):
        values = {"input_size": size, "kernel_size": kernel_size}
        found = Exploration(Convolution(), values).numbers
        right = max(hit.area.right() for hit in Matrices(found, found.entries).hits(True))
        assert right <= 640.01
