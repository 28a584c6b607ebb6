"""TextView: its height, what is copied and read aloud, and which keys it leaves to the page."""

from __future__ import annotations

import dataclasses
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desktop.questions.document import DisplayFormula, Formula, Paragraph, Text
from desktop.typeset.documents import Passage, TypesetDocument
from desktop.typeset.text_view import TextView
from tests.typeset.pictures import DARK, LIGHT, array_of, passages_of
from tests.typeset.test_documents import EVERYTHING, MARKDOWN

WIDE = DisplayFormula("+".join(["x"] * 60))


class Page(QWidget):
    """Notes the keys that reach it."""

    def __init__(self):
        super().__init__()
        self.pressed = []

    def keyPressEvent(self, event):  # noqa: N802
        self.pressed.append(event.key())


@pytest.fixture
def view(qtbot, source):
    view = TextView(source, LIGHT)
    qtbot.addWidget(view)
    view.show_passages(Passage(EVERYTHING, {"count": "7"}))
    view.resize(640, view.heightForWidth(640))
    view.show()
    return view


@pytest.fixture
def wide(qtbot, source):
    """A view whose one formula is wider than its column."""
    view = TextView(source, LIGHT)
    qtbot.addWidget(view)
    view.show_passages(Passage((Paragraph((Text("before"),)), WIDE)))
    view.resize(400, view.heightForWidth(400))
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return view


def test_copied_is_markdown_with_tex(view):
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == MARKDOWN
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    assert view.markdown() == MARKDOWN


def test_a_part_can_be_copied(view):
    cursor = view.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.copy()
    assert QGuiApplication.clipboard().text() == "*some* ***and***"


def test_every_card_is_copied_with_every_formula_that_it_shows(bundle, qtbot, source):
    view = TextView(source, LIGHT)
    qtbot.addWidget(view)
    for card in bundle.cards()[::3]:
        view.show_passages(*passages_of(card))
        copied = view.markdown()
        assert "\ufffc" not in copied
        assert "\u2060" not in copied
        objects = view.document().toPlainText().count("\ufffc")
        assert copied.count("$") == 2 * objects + 2 * copied.count("$$") // 2


def test_a_screen_reader_hears_words_and_tex(view):
    heard = view.accessibleDescription()
    assert heard == view.text()
    assert heard.startswith("Of some and all x = 1\nfor (n)th 7\n\\frac{7}{2}\none")
    assert not {"\ufffc", "$", "*"} & set(heard)


def test_it_is_as_high_as_its_content_at_every_width(qtbot, source):
    page = QWidget()
    column = QVBoxLayout(page)
    view = TextView(source, LIGHT)
    view.show_passages(Passage((Paragraph((Text("Some words. " * 60),)),)))
    column.addWidget(view)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.show()
    heights = []
    for width in (400, 800, 300):
        area.resize(width, 300)
        QApplication.processEvents()
        assert view.height() == view.document().size().height()
        assert view.document().textWidth() == view.width()
        heights.append(view.height())
    assert heights[1] < heights[0] < heights[2]
    assert heights[0] % 28 == 0


def test_measuring_at_another_width_changes_nothing(view):
    before = view.grab().toImage()
    assert view.heightForWidth(60) > view.heightForWidth(640)
    assert view.document().textWidth() == 640
    assert view.grab().toImage() == before


def test_another_look_keeps_what_is_selected(view):
    cursor = view.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    small = view.heightForWidth(640)
    view.set_look(dataclasses.replace(DARK, scale=1.3))
    assert view.textCursor().selectedText() == "some and"
    assert view.heightForWidth(640) > small


def test_an_equal_look_costs_nothing_and_a_hidden_text_waits(view):
    document = view.document()
    view.set_look(dataclasses.replace(LIGHT))
    assert view.document() is document
    view.hide()
    view.set_look(DARK)
    assert view.document() is document
    view.show()
    assert view.document() is not document


def test_what_was_shown_before_is_let_go(view):
    before = [weakref.ref(view.document()), weakref.ref(view.document().formulas)]
    for number in range(5):
        view.show_passages(Passage(EVERYTHING, {"count": str(number)}))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [thing() for thing in before] == [None, None]
    assert len(view.findChildren(TypesetDocument)) == 1


def test_the_page_gets_the_keys_that_are_not_of_a_text(qtbot, source):
    page = Page()
    qtbot.addWidget(page)
    view = TextView(source, LIGHT, parent=page)
    view.show_passages(Passage((Paragraph((Text("words"),)),)))
    keys = [Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_PageDown]
    for key in keys:
        qtbot.keyClick(view, key)
    assert page.pressed == keys


def test_text_is_selected_and_copied_by_keys_alone(view, qtbot):
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for _ in range(6):
        qtbot.keyClick(
            view,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.ShiftModifier,
        )
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "f *some*"
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == MARKDOWN


def shown(view):
    return array_of(view.grab().toImage())


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_selected_formula_is_as_dark_as_selected_text(qtbot, source, look):
    view = TextView(source, look)
    qtbot.addWidget(view)
    view.show_passages(Passage((Paragraph((Formula(r"\blacksquare"),)),)))
    view.resize(60, view.heightForWidth(60))
    view.show()
    view.selectAll()
    colors = {tuple(color) for row in shown(view) for color in row}
    for name in (look.ink, look.select):
        assert QColor(name).getRgb()[:3] in colors


def test_a_wide_formula_is_moved_by_keys(wide, qtbot):
    start = shown(wide)
    qtbot.keyClick(wide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (shown(wide) == start).all()
    qtbot.keyClick(wide, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (shown(wide) != start).any()
    qtbot.keyClick(wide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (shown(wide) == start).all()


def test_a_wide_formula_is_moved_by_its_strip(wide, qtbot):
    [formula] = wide.document().formulas.wide()
    start = shown(wide)
    strip = formula.rect.bottomLeft().toPoint() + QPoint(5, -2)
    qtbot.mousePress(wide.viewport(), Qt.MouseButton.LeftButton, pos=strip)
    qtbot.mouseMove(wide.viewport(), strip + QPoint(1000, 0))
    qtbot.mouseRelease(wide.viewport(), Qt.MouseButton.LeftButton, pos=strip)
    assert formula.shift == pytest.approx(formula.width - formula.rect.width())
    assert (shown(wide) != start).any()
    assert not wide.textCursor().hasSelection()


@pytest.mark.parametrize(
    ("turn", "modifier", "moves"),
    [
        (QPoint(-120, 0), Qt.KeyboardModifier.NoModifier, True),
        (QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier, True),
        (QPoint(0, -120), Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_a_wheel_moves_a_wide_formula_sideways_only(wide, turn, modifier, moves):
    [formula] = wide.document().formulas.wide()
    place = formula.rect.center()
    event = QWheelEvent(
        QPointF(place),
        QPointF(wide.mapToGlobal(place.toPoint())),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    wide.wheelEvent(event)
    assert (formula.shift > 0) == moves
    assert event.isAccepted() == moves


def test_a_formula_that_fits_does_not_scroll(view):
    view.grab()
    assert list(view.document().formulas.wide()) == []
