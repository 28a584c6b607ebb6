"""Drives the app's window as a user does: keys to what has the focus, clicks to what is seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.questions.bundle import Bundle
from desktop.review.grading import Reply
from desktop.review.records import Kind, LogRow
from desktop.review.selection import Selection
from desktop.review.store import Store
from desktop.review.task import Task
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.controls.button import Button
from desktop.ui.controls.words import Words
from desktop.ui.pages.home.page import HomePage
from desktop.ui.registry import HOME, REVIEW
from desktop.ui.reviewing.inputs.answer_input import AnswerInput
from desktop.ui.reviewing.page import ReviewPage
from desktop.ui.reviewing.sheet import Sheet
from desktop.ui.window import Window
from desktop.ui.workspace import Workspace
from tests import replies
from tests.review.clocks import SettableClock

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Space": Qt.Key.Key_Space,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "PgUp": Qt.Key.Key_PageUp,
    "PgDn": Qt.Key.Key_PageDown,
}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Driver:
    """The window, and what a user does to it."""

    def __init__(
        self,
        bundle: Path,
        folder: Path,
        clock: SettableClock,
        *,
        scheme: Scheme = Scheme.LIGHT,
        scale: float = 1.0,
        connect=None,
        read_only: bool = False,
    ) -> None:
        self.clock = clock
        self.store = Store.open(folder, clock, connect=connect, read_only=read_only)
        self.appearance = Appearance(scheme, scale)
        self.appearance.apply(QApplication.instance())
        self.workspace = Workspace(Bundle(bundle), self.store, self.appearance)
        self.window = Window(self.workspace)
        self.shell = self.window.shell
        self.window.open()
        QTest.qWaitForWindowExposed(self.shell)
        self.shell.activateWindow()
        self.settle()
        self._closed = False

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self.shell.close()
            self.shell.deleteLater()
            self.window.deleteLater()
            self.appearance.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # What is seen

    @property
    def home(self) -> HomePage:
        page = self.shell.page(HOME)
        assert isinstance(page, HomePage)
        return page

    @property
    def review(self) -> ReviewPage:
        page = self.shell.page(REVIEW)
        assert isinstance(page, ReviewPage)
        return page

    @property
    def sheet(self) -> Sheet:
        assert self.review.sheet is not None
        return self.review.sheet

    @property
    def task(self) -> Task:
        return self.sheet.task

    @property
    def input(self) -> AnswerInput:
        return self.sheet.input

    @property
    def message(self) -> str:
        return self.shell.strip.text

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every visible word of our own labels."""
        holder = inside or self.shell
        return [words.text() for words in holder.findChildren(Words) if words.isVisible()]

    def reviews(self) -> list[LogRow]:
        return [row for row in self.store.counted_rows() if row.kind is Kind.REVIEW]

    # What is done

    def press(self, *keys: str) -> None:
        """Press keys as the table writes them, such as Ctrl+Z, one after another."""
        for name in keys:
            plain, modifiers = name, Qt.KeyboardModifier.NoModifier
            while plain[:-1].partition("+")[0] in MODIFIERS and "+" in plain[:-1]:
                modifier, _, plain = plain.partition("+")
                modifiers |= MODIFIERS[modifier]
            key = NAMED.get(plain) or Qt.Key(ord(plain.upper()))
            QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifiers)
            self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        place = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def button(self, words: str) -> Button:
        """The visible button with these words."""
        found = [
            button
            for button in self.shell.findChildren(Button)
            if button.text() == words and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons say {words!r}"
        return found[0]

    def start(self, *card_ids: str, cram: bool = False) -> None:
        """Review these cards alone."""
        ids = frozenset(f"in2346-2022/{card_id}" for card_id in card_ids)
        self.window.start_review(Selection(ids=ids, cram=cram))
        self.settle()

    def answer_rightly(self) -> None:
        self.input.set_reply(right_reply(self.task))

    def settle(self) -> None:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def right_reply(task: Task) -> Reply:
    """A reply that earns all credits; an open one is text alone, its rubric comes later."""
    return replies.right_reply(task.card, task.row)
