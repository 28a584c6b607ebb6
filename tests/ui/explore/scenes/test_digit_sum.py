"""The digit sum in its view: against the drill, the networks, and by mouse and keyboard."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.engine.arithmetic import receptive_field
from desktop.engine.data.digits import load_digits
from desktop.engine.networks import FEW_PAIRS, SUM_NETWORK, SUM_REGRESSION
from desktop.engine.networks.evaluation import in_evaluation, layer_outputs
from desktop.engine.networks.few_pairs import pairs_of_seed
from desktop.questions.views import VIEWS
from desktop.ui.explore.link import read_link
from desktop.ui.explore.scenes.digit_sum.digit_sum import DigitSum
from desktop.ui.explore.scenes.digit_sum.digits import lines_of
from desktop.ui.explore.scenes.digit_sum.numbers import STEPS, figures, own_pairs
from tests.ui.explore.scenes.drills import variants_of
from tests.ui.explore.scenes.places import middle_of

DEFAULTS = VIEWS["digit_sum"].defaults
SPLIT = load_digits()


@pytest.fixture
def shown(explored):
    return partial(explored, DigitSum())


def computed(**values):
    return DigitSum().compute(DEFAULTS | values)


def pair(left, right):
    images = [SPLIT.test.images[SPLIT.test.labels == label][0] for label in (left, right)]
    return np.stack(images)[None]


def test_counts_and_probabilities_are_the_drills(exam_bundle):
    scene = DigitSum()
    for values, answers in variants_of(exam_bundle, "sum_frequency", range(60)):
        found = scene.compute(values)
        assert found.count == answers["pairs"]
        assert found.count / found.total == pytest.approx(float(answers["probability"]), abs=5e-4)
        assert scene.prediction(values, found).key.key == str(answers["pairs"])


def test_the_probabilities_are_the_networks():
    for trained, entry in (("unlimited", SUM_NETWORK), ("fixed", FEW_PAIRS)):
        found = computed(left=3, right=8, right_sample=0, trained=trained)
        logits = in_evaluation(entry.load(), pair(3, 8))[0].astype(float)
        expected = np.exp(logits) / np.exp(logits).sum()
        np.testing.assert_allclose(found.shares, expected, rtol=1e-4, atol=1e-9)
        assert found.total == 11
        assert found.loss == pytest.approx(-math.log(expected[11]), rel=1e-3)


def test_the_network_reads_held_out_pairs_as_often_as_its_report_says():
    rng = np.random.default_rng(1)
    right = 0
    for left, second, sample, other in rng.integers(0, (10, 10, 50, 50), (200, 4)):
        found = computed(
            left=int(left), right=int(second), left_sample=int(sample), right_sample=int(other)
        )
        right += found.read == left + second
    assert right / 200 == pytest.approx(figures()["unlimited"]["accuracy"], abs=0.06)


def test_a_unit_sees_what_the_recursion_says():
    found = computed()
    rows, columns = found.seen_by(1, 3, 3)
    assert rows[1] - rows[0] + 1 == receptive_field(STEPS) == 16
    assert found.seen_by(0, 0, 0) == ((0, 3), (0, 3))  # of 6, two are padding
    assert rows == columns


def test_only_what_a_unit_sees_changes_it():
    network, images = SUM_NETWORK.load(), pair(3, 8)
    rows, columns = computed().seen_by(1, 2, 5)
    unseen = np.ones((28, 28), bool)
    unseen[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1] = False
    changed = np.where(unseen, 1 - images, images)
    before, after = (layer_outputs(network, x)[7].output[0, :, 2, 5] for x in (images, changed))
    np.testing.assert_allclose(before, after, atol=1e-5)
    assert np.abs(layer_outputs(network, 1 - images)[7].output[0, :, 2, 5] - before).max() > 0.1


def test_the_number_is_the_regressions():
    found = computed(shown="regression", left=5, right=6, right_sample=0)
    expected = in_evaluation(SUM_REGRESSION.load(), pair(5, 6))[0, 0]
    assert found.predicted == pytest.approx(float(expected), rel=1e-4)


def test_the_chance_that_an_image_was_seen():
    found = computed(shown="leak")
    assert found.seen(50_000) == pytest.approx(1 - (1 - 1 / 50_000) ** 100_000, rel=1e-9)
    rng = np.random.default_rng(0)
    drawn = [len(np.unique(rng.integers(0, 1000, 2 * 700))) / 1000 for _ in range(200)]
    assert computed(shown="leak", images=1000).seen(700) == pytest.approx(np.mean(drawn), abs=0.005)


def test_the_leak_was_measured():
    few = in_evaluation(FEW_PAIRS.load(), pairs_of_seed(SPLIT.train + SPLIT.validation).images)
    sums = pairs_of_seed(SPLIT.train + SPLIT.validation).sums
    assert own_pairs() == pytest.approx(float((few.argmax(axis=1) == sums).mean()))
    fresh = figures()["unlimited"]
    assert fresh["accuracy_on_trained_images"] > fresh["accuracy"] + 0.01


def test_strokes_are_read_as_lines():
    assert lines_of((-1, 10, 20, 30, 40, -1, 5, 5, 6)) == [[(10, 20), (30, 40)], [(5, 5)]]
    assert lines_of(()) == []


def draw(qtbot, picture, side, points):
    corner = picture.hits()[0 if side == "left" else 2].area.topLeft()
    places = [QPoint(round(corner.x() + x * 1.16), round(corner.y() + y * 1.16)) for x, y in points]
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(picture, place)
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=places[-1])


def test_digits_are_drawn_read_kept_in_the_link_and_taken_away(shown, qtbot):
    exploration, picture = shown({})
    picture = picture.network
    picture.resize(640, picture.heightForWidth(640))
    draw(qtbot, picture, "left", [(50, y) for y in range(15, 90, 5)])
    round_points = [
        (50 + 25 * math.sin(turn / 10), 50 - 35 * math.cos(turn / 10)) for turn in range(64)
    ]
    draw(qtbot, picture, "right", round_points)
    first, second = exploration.numbers.sides
    assert (first.label, second.label, exploration.numbers.total) == (None, None, None)
    assert (first.read, second.read) == (1, 0)
    assert exploration.numbers.supposed == 1
    assert read_link(exploration.link) == ("digit_sum", exploration.values)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "left:next"))
    assert exploration.numbers.sides[0].label == 3
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "left:next"))
    assert exploration.values["left_sample"] == 1


def test_a_unit_is_pointed_at(shown, qtbot):
    _, picture = shown({})
    picture = picture.network
    picture.resize(640, picture.heightForWidth(640))
    qtbot.mouseMove(picture, middle_of(picture, "map:1:3"))
    assert picture._unit_at == (1, 3, 3, 3)
    picture.point_at("map:1:3")
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture._unit_at == (1, 3, 3, 4)


def test_a_sum_is_clicked(shown, qtbot):
    exploration, picture = shown({"shown": "classes"})
    picture = picture.classes
    picture.resize(640, picture.heightForWidth(640))
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "sum:12"))
    assert exploration.values["target"] == 12
    assert exploration.numbers.count == 7
