"""Segmentation in its view: against the drills, the networks, and by mouse and keyboard."""

from __future__ import annotations

from functools import partial
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.engine.data.digits import load_digits
from desktop.engine.networks.segmentation import SEGMENTATION, segment
from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.segmentation.picture import layers_chart
from desktop.ui.explore.scenes.segmentation.segmentation import Segmentation
from tests.ui.explore.scenes.drills import variants_of
from tests.ui.explore.scenes.places import middle_of

DEFAULTS = VIEWS["segmentation"].defaults
BACKGROUND = 10


@pytest.fixture
def shown(explored):
    return partial(explored, Segmentation())


def computed(**values):
    return Segmentation().compute(DEFAULTS | values)


def test_shapes_are_the_drills(exam_bundle):
    scene = Segmentation()
    for values, answers in variants_of(exam_bundle, "segmentation_shape", range(40)):
        found = scene.compute(values)
        assert found.scores == tuple(map(int, answers["scores"]))
        assert found.labels == tuple(map(int, answers["labels"]))
        assert found.predictions == answers["predictions"]


def test_parameters_are_the_drills(exam_bundle):
    scene = Segmentation()
    for values, answers in variants_of(exam_bundle, "segmentation_parameters", range(40)):
        found = scene.compute(values)
        assert (found.convolution, found.dense(found.pixels)) == (answers["conv"], answers["dense"])
        assert scene.prediction(values, found).key.key == str(answers["dense"])


def test_a_scene_has_its_two_digits_where_they_were_put():
    found = computed(first=3, second=8)
    classes = found.scene.classes[0]
    assert set(np.unique(classes)) == {3, 8, BACKGROUND}
    for label, (right, down) in ((3, (-6, -5)), (8, (6, 5))):
        rows, columns = np.nonzero(classes == label)
        assert abs((rows.min() + rows.max()) / 2 - 13.5 - down) <= 1.5
        assert abs((columns.min() + columns.max()) / 2 - 13.5 - right) <= 2.5


def test_classes_and_overlaps_are_the_networks():
    found = computed()
    expected = segment(SEGMENTATION.load(), found.scene.images)[0]
    assert (found.answers == expected).all()
    np.testing.assert_allclose(found.shares.sum(axis=0), 1, rtol=1e-5)
    assert (found.shares.argmax(axis=0) == expected).all()
    true, said = found.scene.classes[0] == 3, expected == 3
    assert found.ratios[3] == pytest.approx((true & said).sum() / (true | said).sum())
    right, of_digits = found.right_of_digits
    classes = found.scene.classes[0]
    digits = classes < BACKGROUND
    assert (right, of_digits) == ((expected[digits] == classes[digits]).sum(), digits.sum())


def test_the_convolutional_network_names_digits_anywhere_the_dense_one_does_not():
    assert computed().best == "convolutional"
    shares = {}
    for network in ("convolutional", "dense_large"):
        counts = np.zeros(2)
        for first, second, right, down in product((1, 4), (7, 9), (-6, 0, 6), (-6, 6)):
            places = {"first_right": right, "first_down": down}
            places |= {"second_right": -right or 6, "second_down": -down}
            found = computed(network=network, first=first, second=second, **places)
            counts += found.right_of_digits
        shares[network] = counts[0] / counts[1]
    assert shares["convolutional"] > 0.9
    assert shares["dense_large"] < shares["convolutional"] - 0.1


def test_only_held_out_digits_are_shown():
    split = load_digits()
    trained = np.concatenate([split.train.images, split.validation.images])
    known = {image.tobytes() for image in trained}
    assert not known & {image.tobytes() for image in split.test.images}


def test_a_digit_is_dragged_and_a_pixel_looked_at(shown, qtbot):
    exploration, picture = shown({})
    picture = picture.scene
    picture.resize(640, picture.heightForWidth(640))
    start = middle_of(picture, "digit:0")
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(picture, start + QPoint(22, 29))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton)
    assert (exploration.values["first_right"], exploration.values["first_down"]) == (-3, -1)
    place = middle_of(picture, "answer")
    qtbot.mouseMove(picture, place)
    assert picture._at == (14, 14)
    picture.point_at("answer")
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture._at == (14, 15)


def test_the_size_of_the_map_is_dragged(shown, qtbot):
    exploration, picture = shown({"shown": "layers", "in_channels": 3, "num_classes": 10})
    picture = picture.layers
    picture.resize(640, picture.heightForWidth(640))
    chart = layers_chart(exploration.numbers)
    ring = middle_of(picture, "pixels")
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=ring)
    qtbot.mouseMove(picture, QPoint(500, ring.y()))
    assert (exploration.values["height"], exploration.values["width"]) == (1024, 1024)
    qtbot.mouseMove(picture, ring)
    assert exploration.values["height"] == pytest.approx(28, abs=1)
    assert chart.lines[0].here == 10 * (3 * 9 + 1)
    picture.point_at("pixels")
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert exploration.values["height"] == pytest.approx(14, abs=1)
