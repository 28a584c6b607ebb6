"""Small controls: what they say, how they are moved, what they leave to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Scheme
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.field import Field
from desktop.ui.controls.message_strip import MessageStrip
from desktop.ui.controls.note import Note
from desktop.ui.controls.progress_line import ProgressLine
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.slider import Slider
from desktop.ui.controls.table import Table
from desktop.ui.controls.tick_box import TickBox
from desktop.ui.controls.words import Words
from desktop.ui.theme import DARK, LIGHT, TARGET_HEIGHT


@pytest.fixture
def shown(qtbot):
    """Shows a control in a window of its own."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        return widget

    return show


def test_a_slider_moves_by_one_and_with_shift_by_ten(shown, appearance):
    slider = shown(Slider(appearance, "Rate", 0, 100, 40, written=lambda v: f"{v} %"))
    told = []
    slider.changed.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(slider.track, key)
    QTest.keyClick(slider.track, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told == [41, 42, 41, 51]
    assert slider.track.accessibleName() == "Rate"
    assert slider.track.accessibleDescription() == "51 %"
    slider.set_value(7)
    assert told[-1] == 51, "who sets it knows it"
    QTest.mouseClick(slider.track, Qt.MouseButton.LeftButton, pos=QPoint(2, 10))
    assert slider.value == 0


def test_words_in_a_row_are_chosen_by_key_and_by_mouse(shown, appearance):
    row = shown(Segmented(appearance, "Range", [("a", "30 days"), ("b", "90 days"), ("c", "All")]))
    told = []
    row.chosen.connect(told.append)
    row.segment("a").setFocus()
    QTest.keyClick(row.segment("a"), Qt.Key.Key_Right)
    QTest.mouseClick(row.segment("c"), Qt.MouseButton.LeftButton)
    QTest.keyClick(row.segment("c"), Qt.Key.Key_Right)
    assert told == ["b", "c", "a"]
    row.choose("b")
    assert (row.value, told[-1]) == ("b", "a")


def test_a_field_shows_its_mark_and_leaves_alt_to_the_page(shown, appearance):
    field = shown(Field(appearance, "Loss"))
    QTest.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert field.text() == ""
    QTest.keyClicks(field, "0.5")
    assert field.text() == "0.5"
    field.clearFocus()
    for sign in ("right", "wrong", "partly"):
        field.set_sign(sign)
        picture = field.grab().toImage()
        colors = {
            picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(44)
        }
        assert getattr(LIGHT, sign) in colors
    assert field.accessibleDescription() == "Partly right"


def test_a_disabled_button_says_so_by_its_look(shown, appearance):
    button = shown(Button(appearance, "Start", "Enter", Kind.FILLED))
    center = QPoint(6, button.height() // 2)
    assert button.grab().toImage().pixelColor(center).name() == LIGHT.accent
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(center).name() == LIGHT.sunk
    assert button.accessibleDescription() == "Key Enter"
    assert button.height() >= TARGET_HEIGHT


def test_a_tick_box_and_a_circle(shown, appearance):
    box = shown(TickBox(appearance, "Take drills in"))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_words_wrap_on_their_own_grid(shown, appearance):
    words = shown(Words(appearance, "four words in turn", Role.BODY, wrap=True))
    line = appearance.theme.line(Role.BODY)
    assert words.heightForWidth(1000) == line
    assert words.heightForWidth(60) >= 2 * line
    words.set_text([("Strong", True), (" and not", False)])
    assert words.text() == words.accessibleName() == "Strong and not"


def test_a_message_stays_until_it_is_settled(shown, appearance):
    strip = MessageStrip(appearance)
    holder = QWidget()
    strip.setParent(holder)
    holder.resize(1180, 200)
    shown(holder)
    done = []
    strip.say("The disk is full.", ("Retry", lambda: done.append(1)))
    assert strip.text == "The disk is full."
    strip.buttons[0].click()
    assert (done, strip.text) == ([1], "")


def test_a_note_takes_the_marks_ground_and_follows_the_look(shown, appearance):
    note = Note(appearance, "wrong")
    note.add(Words(appearance, "12: you left out the strides."))
    shown(note)
    point = QPoint(note.width() - 2, 2)
    assert note.grab().toImage().pixelColor(point).name() == LIGHT.wrong_wash
    appearance.set_scheme(Scheme.DARK)
    assert note.grab().toImage().pixelColor(point).name() == DARK.wrong_wash


def test_progress(appearance):
    line = ProgressLine(appearance)
    line.set_share(1.7)
    assert (line.share, line.accessibleDescription()) == (1.0, "100%")


def test_a_table_chooses_by_enter_and_leaves_signs_to_the_page(shown, appearance, qtbot):
    table = Table(appearance, "Cards")
    model = QStandardItemModel(2, 2, table)
    for row in range(2):
        model.setItem(row, 0, QStandardItem(f"card {row}"))
    table.setModel(model)
    shown(table)
    chosen = []
    table.row_chosen.connect(chosen.append)
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_C)
    assert table.currentIndex().row() == 1, "no search in the rows by letters"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [1]
    place = table.visualRect(model.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [1, 0]
    assert table.focus_rect().height() < table.rowHeight(0)
