"""A small field that lies over a number of a picture while it is typed anew."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.field import HEIGHT, Field
from desktop.ui.explore.number_fields import read
from desktop.ui.explore.shown_numbers import plain

WIDTH = 92  # px


class NumberEditor(Field):
    """Enter, or going elsewhere, takes the number; Esc leaves the old one.

    `given` tells the part's key and the number; what can't be read is not taken.
    """

    given = Signal(str, float)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, "", width=WIDTH, role=Role.NUMBER, parent=parent)
        self._key = ""
        self._picture = parent
        self.hide()

    def edit(self, key: str, name: str, value: float, over: QRect, text: str = "") -> None:
        """Open over an area; `text` is what was typed already."""
        self._key = key
        self.setAccessibleName(name)
        width, height = self.theme.px(WIDTH), self.theme.px(HEIGHT)
        frame = QRect(0, 0, width, height)
        frame.moveCenter(over.center())
        bounds = self._picture.rect()
        frame.moveLeft(max(0, min(frame.left(), bounds.right() - width)))
        frame.moveTop(max(0, min(frame.top(), bounds.bottom() - height)))
        self.setGeometry(frame)
        self.setText(text or plain(value, 6))
        self.show()
        self.setFocus()
        if not text:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves; neither reaches the page."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._close(take=True)
            case Qt.Key.Key_Escape:
                self._close(take=False)
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere takes what was typed."""
        super().focusOutEvent(event)
        self._close(take=True)

    def _close(self, *, take: bool) -> None:
        key, self._key = self._key, ""
        if not key:
            return
        numbers = read(self.text().replace(",", "."), table=False)
        if self.hasFocus():
            self._picture.setFocus()
        self.hide()
        if take and isinstance(numbers, tuple) and isinstance(numbers[0], int | float):
            self.given.emit(key, numbers[0])
