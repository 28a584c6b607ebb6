"""A dense layer as a convolution: against the drill, against NumPy, by mouse and keyboard."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.presets import explore_values
from desktop.ui.explore.cells import place_of
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.fc_as_conv.fc_as_conv import DenseAsConvolution
from tests.ui.explore.scenes.drills import variants_of
from tests.ui.explore.scenes.places import middle_of

SMALL = {"in_channels": 2, "height": 2, "width": 3, "out_features": 3}


@pytest.fixture
def shown(explored):
    return partial(explored, DenseAsConvolution())


def test_shape_and_parameters_are_the_drills(exam_bundle):
    scene = DenseAsConvolution()
    for values, answers in variants_of(exam_bundle, "dense_as_convolution", range(40)):
        found = scene.compute(values)
        asked = scene.prediction(values, found).key.key
        assert tuple(map(int, asked)) == tuple(map(int, answers["weight"]))
        values = values | {"asked": "parameters"}
        assert scene.prediction(values, found).key.key == str(answers["parameters"])
        assert found.dense_parameters == found.conv_parameters


def test_the_exams_layer(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/4.5"), None)
    found = Exploration(DenseAsConvolution(), values).numbers
    assert found.weight == (100, 2, 28, 28)
    assert found.conv_parameters == found.dense_parameters == 156_900
    assert found.entries is None


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(("channels", "height", "width"), [(2, 2, 3), (1, 4, 6), (6, 1, 1)])
def test_both_layers_give_the_same(channels, height, width, bias):
    sizes = {"in_channels": channels, "height": height, "width": width, "out_features": 4}
    entries = Exploration(DenseAsConvolution(), sizes | {"bias": bias}).numbers.entries
    by_hand = [
        sum(w * x for w, x in zip(row, entries.x.ravel(), strict=True)) + offset
        for row, offset in zip(entries.weights, entries.biases, strict=True)
    ]
    assert entries.dense.tolist() == entries.convolved.tolist() == by_hand
    assert bool(entries.biases.any()) == bias


def test_an_input_changes_both_outputs_alike(shown, qtbot):
    exploration, picture = shown(SMALL)
    before = exploration.numbers.entries
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "x:0:4"))
    for _ in range(3):
        qtbot.keyClick(picture, Qt.Key.Key_Plus)
    after = exploration.numbers.entries
    assert after.x[0, 1, 1] == before.x[0, 1, 1] + 3
    assert np.array_equal(after.dense - before.dense, 3 * before.weights[:, 4])
    assert np.array_equal(after.convolved, after.dense)


def test_the_kernel_waits_for_the_prediction(shown):
    _, picture = shown(SMALL, revealed=False)
    kinds = {place_of(hit.key)[0] for hit in picture.hits()}
    assert kinds == {"x", "w", "dense"}
    before = picture.grab().toImage()
    _, told = shown(SMALL)
    assert {place_of(hit.key)[0] for hit in told.hits()} == {"x", "w", "dense", "conv"}
    assert told.grab().toImage() != before


@pytest.mark.parametrize("neurons", [1, 5])
@pytest.mark.parametrize(
    ("channels", "height", "width"), [(24, 1, 1), (1, 1, 24), (1, 24, 1), (8, 1, 3), (1, 1, 1)]
)
def test_nothing_runs_over_the_right_edge(shown, channels, height, width, neurons):
    sizes = {"in_channels": channels, "height": height, "width": width, "out_features": neurons}
    _, picture = shown(sizes)
    assert max(hit.area.right() for hit in picture.hits()) <= 640
    matrices = picture._matrices
    kernel_right = matrices._kernel_left + matrices._maps[-1].right
    assert kernel_right <= matrices._convolved.left
