"""Data augmentation in its view: against the engine, the report, and by mouse and keyboard."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from desktop.engine.data.augmentations import blurred, flipped, rotated, shifted
from desktop.engine.data.digits import load_digits
from desktop.engine.networks.digit_classifier import DIGIT_CLASSIFIER, logits
from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.augmentation.augmentation import Augmentation
from desktop.ui.explore.scenes.augmentation.numbers import STEPS_A_TURN, measured
from tests.ui.explore.scenes.places import middle_of

DEFAULTS = VIEWS["augmentation"].defaults
HELD_OUT = load_digits().test


@pytest.fixture
def shown(explored):
    return partial(explored, Augmentation())


def computed(**values):
    return Augmentation().compute(DEFAULTS | values)


def digit(label, sample):
    return HELD_OUT.images[HELD_OUT.labels == label][sample]


def test_the_changes_are_the_engines_one_after_the_other():
    image = digit(2, 4)
    assert (computed(digit=2, sample=4).changed == image).all()
    flip = computed(digit=2, sample=4, flip="horizontal", rotation=30, blur=1)
    np.testing.assert_allclose(
        flip.changed, blurred(rotated(flipped(image)[None], 30), 1)[0], atol=1e-6
    )
    moved = computed(digit=2, sample=4, shift=3, shift_down=-2)
    np.testing.assert_allclose(moved.changed, shifted(image[None], -2, 3)[0], atol=1e-6)
    assert (computed(noise=0.5).changed == computed(noise=0.5).changed).all()


def test_the_shares_are_the_classifiers():
    found = computed(digit=6, rotation=180)
    exponentials = np.exp(logits(DIGIT_CLASSIFIER.load(), found.changed[None])[0].astype(float))
    np.testing.assert_allclose(found.shares, exponentials / exponentials.sum(), rtol=1e-4)


def test_a_six_turned_round_is_read_as_a_nine():
    scene = Augmentation()
    values = DEFAULTS | scene.stories[0].values
    assert scene.prediction(values, scene.compute(values)).key.key == "9"
    turned = rotated(HELD_OUT.images[HELD_OUT.labels == 6], 180)
    read = logits(DIGIT_CLASSIFIER.load(), turned).argmax(axis=1)
    assert (read == 9).mean() > 0.9


def test_the_curve_is_what_the_classifier_does():
    network = DIGIT_CLASSIFIER.load()
    changes = {
        "rotation": lambda images, amount: rotated(images, amount),
        "blur": blurred,
        "shift": lambda images, amount: shifted(images, 0, amount),
    }
    for name, change in changes.items():
        amounts, accuracies = measured()[name]
        for at in (1, len(amounts) // 2, -2):
            read = logits(network, change(HELD_OUT.images, amounts[at])).argmax(axis=1)
            assert accuracies[at] == pytest.approx((read == HELD_OUT.labels).mean(), abs=0.004)
    assert computed(measured="blur", blur=2.25).accuracy == pytest.approx(
        (measured()["blur"][1][4] + measured()["blur"][1][5]) / 2
    )


def test_the_answers_about_training_are_what_it_shows():
    scene = Augmentation()
    values = DEFAULTS | {"shown": "training"}
    run = scene.compute(values)
    for _ in range(60):
        run = scene.advance(values, run)
    assert run.turns * STEPS_A_TURN == 600
    for place, asked in enumerate(("training_error", "test_error")):
        key = scene.prediction(values | {"asked": asked}, run).key.key
        changed, unchanged = run.last("flip_and_blur")[place], run.last("none")[place]
        assert changed > unchanged + 0.02
        assert key == "higher"
    assert scene.compute(values).turns == 0


def test_training_ends(monkeypatch):
    monkeypatch.setattr("desktop.engine.networks.augmented_classifier.NUM_STEPS", 20)
    scene, values = Augmentation(), DEFAULTS | {"shown": "training"}
    run = scene.advance(values, scene.advance(values, scene.compute(values)))
    assert scene.advance(values, run) is None


def test_the_digit_is_dragged_and_turned(shown, qtbot):
    exploration, picture = shown({})
    digit_picture = picture.digit
    digit_picture.resize(640, digit_picture.heightForWidth(640))
    start = middle_of(digit_picture, "move")
    qtbot.mousePress(digit_picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(digit_picture, start + QPointF(21, -14).toPoint())
    qtbot.mouseRelease(digit_picture, Qt.MouseButton.LeftButton)
    assert (exploration.values["shift"], exploration.values["shift_down"]) == (3, -2)
    ring = middle_of(digit_picture, "turn")
    qtbot.mousePress(digit_picture, Qt.MouseButton.LeftButton, pos=ring)
    centre = start
    qtbot.mouseMove(digit_picture, centre + QPointF(-110, 0).toPoint())
    qtbot.mouseRelease(digit_picture, Qt.MouseButton.LeftButton)
    assert exploration.values["rotation"] == 90
    digit_picture.point_at("turn")
    qtbot.keyClick(digit_picture, Qt.Key.Key_Minus)
    assert exploration.values["rotation"] == 85
    qtbot.mouseClick(
        digit_picture, Qt.MouseButton.LeftButton, pos=middle_of(digit_picture, "before")
    )
    assert exploration.values["sample"] == 1


def test_an_amount_is_chosen_on_the_curve(shown, qtbot):
    exploration, picture = shown({"measured": "blur"})
    picture = picture.digit
    picture.resize(640, picture.heightForWidth(640))
    middle = middle_of(picture, "chart")
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(picture, middle + QPointF(1, 0).toPoint())
    assert exploration.values["blur"] == 2.5
