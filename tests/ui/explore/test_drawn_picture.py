"""Parts of a drawn picture: pointed at, stepped, typed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit


class TwoNumbers(DrawnPicture[list]):
    """Two editable numbers, and a part that can only be pressed."""

    def __init__(self, appearance):
        self.done = []
        super().__init__(appearance)

    def draw(self, painter, theme, numbers):
        """Nothing."""

    def hits(self):
        """Left, middle, right."""
        areas = [QRectF(20 + 200 * place, 20, 60, 30) for place in range(3)]
        return (
            Hit("a", areas[0], "a", editable=True, value=self.numbers[0]),
            Hit("b", areas[1], "b", editable=True, value=self.numbers[1]),
            Hit("plain", areas[2], "plain"),
        )

    def pressed(self, key):
        """Note it."""
        self.done.append(("pressed", key))

    def stepped(self, key, steps):
        """Note it."""
        self.done.append(("stepped", key, steps))

    def typed(self, key, value):
        """Note it."""
        self.done.append(("typed", key, value))


@pytest.fixture
def picture(qtbot):
    picture = TwoNumbers(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    picture.resize(640, 360)
    picture.show_numbers({}, [1.5, -2.0], True)
    picture.show()
    qtbot.waitUntil(picture.isVisible)
    return picture


def editor_of(picture):
    return picture._editor


def test_a_clicked_number_stays_in_hand_while_the_pointer_goes_elsewhere(picture, qtbot):
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    picture.setFocus()
    qtbot.mouseMove(picture, QPoint(150, 200))
    assert picture.pointed == "a"
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    qtbot.keyClick(picture, Qt.Key.Key_Minus, Qt.KeyboardModifier.ShiftModifier)
    assert picture.done == [("pressed", "a"), ("stepped", "a", 1), ("stepped", "a", -10)]


def test_a_number_is_typed_over(picture, qtbot):
    picture.setFocus()
    picture.point_at("b")
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    editor = editor_of(picture)
    assert editor.text() == "\N{MINUS SIGN}2"
    assert editor.selectedText() == editor.text()
    editor.setText("0,25")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert picture.done == [("typed", "b", 0.25)]
    assert editor.isHidden()
    assert picture.hasFocus()


def test_a_digit_begins_to_type(picture, qtbot):
    picture.setFocus()
    picture.point_at("a")
    qtbot.keyClick(picture, Qt.Key.Key_7)
    qtbot.keyClicks(editor_of(picture), ".5")
    qtbot.keyClick(editor_of(picture), Qt.Key.Key_Enter)
    assert picture.done == [("typed", "a", 7.5)]


def test_escape_and_words_leave_the_old_number(picture, qtbot):
    picture.setFocus()
    for text, key in (
        ("9", Qt.Key.Key_Escape),
        ("two", Qt.Key.Key_Return),
        ("", Qt.Key.Key_Return),
    ):
        picture.edit("a")
        editor_of(picture).setText(text)
        qtbot.keyClick(editor_of(picture), key)
        assert editor_of(picture).isHidden()
    assert picture.done == []


def test_a_double_click_types_and_going_elsewhere_takes_it(picture, qtbot):
    qtbot.mouseDClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(240, 30))
    editor_of(picture).setText("3")
    picture.setFocus()
    assert ("typed", "b", 3.0) in picture.done


def test_a_part_without_a_value_is_pressed(picture, qtbot):
    picture.setFocus()
    picture.point_at("plain")
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    qtbot.keyClick(picture, Qt.Key.Key_5)
    assert picture.done == [("pressed", "plain")]
    assert editor_of(picture) is None
