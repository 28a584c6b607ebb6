"""Receptive fields in their view: against the drills, against what changes, by mouse and keys."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.presets import explore_values
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.receptive_field.receptive_field import ReceptiveField
from desktop.ui.explore.scenes.receptive_field.stack import length
from tests.ui.explore.scenes.drills import variants_of
from tests.ui.explore.scenes.places import middle_of

STACK = {"kernel_sizes": (5, 2, 3), "strides": (1, 2, 1), "paddings": (2, 0, 1), "input_size": 20}


@pytest.fixture
def shown(explored):
    return partial(explored, ReceptiveField())


def test_field_and_jump_are_the_drills(exam_bundle):
    scene = ReceptiveField()
    for values, answers in variants_of(exam_bundle, "receptive_field", range(200)):
        found = scene.compute(values)
        assert (found.last.field, found.last.jump) == (answers["field"], answers["jump"])
        assert not found.problem
        assert scene.prediction(values, found).key.key == str(answers["field"])


def test_the_dense_neuron_is_the_drills(exam_bundle):
    scene = ReceptiveField()
    for values, answers in variants_of(exam_bundle, "clipped_receptive_field", range(60)):
        found = scene.compute(values)
        assert length(found.whole) == answers["unclipped"]
        assert scene.prediction(values, found).key.key == str(answers["clipped"])


def test_the_exams_fields(exam_bundle):
    first = explore_values(exam_bundle.card("in2346-2022/4.7"), None)
    assert Exploration(ReceptiveField(), first).numbers.last.field == 6
    whole = Exploration(
        ReceptiveField(), explore_values(exam_bundle.card("in2346-2022/4.8"), None)
    ).numbers
    assert (whole.last.field, whole.last.jump, whole.last.output_size) == (16, 4, 7)
    assert whole.whole == (-6, 33)
    assert whole.whole_visible == (0, 27)


def reached(stack, depth, unit):
    """The pixels whose change changes a unit, found by convolving with kernels of ones."""
    changed = []
    for pixel in range(stack.input_size):
        row = np.zeros(stack.input_size)
        row[pixel] = 1.0
        for layer in stack.layers[:depth]:
            padded = np.pad(row, layer.padding)
            starts = range(0, len(padded) - layer.kernel_size + 1, layer.stride)
            row = np.array([padded[at : at + layer.kernel_size].sum() for at in starts])
        if row[unit] != 0:
            changed.append(pixel)
    return changed


# the second map's padding seems to reach two pixels that the stride of 3 leaves over
LEFT_OVER = {"kernel_sizes": (3, 3), "strides": (3, 1), "paddings": (0, 1), "input_size": 20}


@pytest.mark.parametrize(("values", "depth"), [(STACK, 1), (STACK, 2), (STACK, 3), (LEFT_OVER, 2)])
def test_what_a_unit_sees_is_what_can_change_it(values, depth):
    stack = Exploration(ReceptiveField(), values).numbers
    for unit in range(stack.layers[depth - 1].output_size):
        first, last = stack.visible(depth, (unit, unit))
        assert reached(stack, depth, unit) == list(range(first, last + 1))


def test_left_over_pixels_change_no_dense_neuron():
    exploration = Exploration(ReceptiveField(), LEFT_OVER | {"unit": "dense"})
    assert exploration.numbers.whole == (-3, 20)
    asked = exploration.scene.prediction(exploration.values, exploration.numbers)
    assert asked.key.key == "18"


def test_settings_are_changed_in_the_picture(shown, qtbot):
    exploration, picture = shown(STACK)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "strides:0"))
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert exploration.values["strides"] == (2, 2, 1)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "kernel_sizes:2"))
    for _ in range(5):
        qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert exploration.values["kernel_sizes"] == (5, 2, 1)


def test_a_layer_is_added_and_taken_away(shown, qtbot):
    exploration, picture = shown(STACK)
    before = exploration.numbers.last.field
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "add"))
    assert [len(exploration.values[name]) for name in STACK if name != "input_size"] == [4, 4, 4]
    assert exploration.numbers.last.field == before + 2 * 2  # a kernel of 3 after strides of 2
    picture.resize(640, picture.heightForWidth(640))
    for _ in range(3):
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "remove"))
        picture.resize(640, picture.heightForWidth(640))
    assert exploration.values["kernel_sizes"] == (5,)
    assert not any(hit.key == "remove" for hit in picture.hits())


def test_a_unit_that_is_pointed_at_shows_its_own_cone(shown):
    _, picture = shown(STACK)
    top, spans = picture._layout.cone(None)
    assert (top, spans[0]) == (3, (4, 4))  # the middle one of ten
    picture.point_at("unit:1:3")
    assert picture._layout.cone(picture._unit()) == (1, [(3, 3), (1, 5)])
    picture.point_at("unit:9:0")  # such a layer is no longer there
    assert picture._unit() is None


def test_a_kernel_larger_than_its_input_is_said():
    values = {"kernel_sizes": (5, 9), "strides": (4, 1), "paddings": (0, 0), "input_size": 16}
    exploration = Exploration(ReceptiveField(), values)
    assert exploration.numbers.problem == "From layer 2 on the kernel is larger than its input."
