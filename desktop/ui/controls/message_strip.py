"""A message that stays until it is settled: below the top bar, over nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.centered import Centered
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.theme import TEXT_WIDTH


class MessageStrip(Themed, QWidget):
    """One message with what can be done about it; hidden while there is none."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(appearance, "", Role.BODY, "ink", wrap=True)
        line = QWidget()
        self._row = QHBoxLayout(line)
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(16)
        self._row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Centered(appearance, line, narrow=TEXT_WIDTH))
        self._buttons: list[Button] = []
        self.hide()
        self.follow(appearance)

    @property
    def text(self) -> str:
        """The message that is shown, or nothing."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What can be pressed."""
        return tuple(self._buttons)

    def say(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show a message and a button for each way to settle it; any press closes it."""
        self.clear()
        self._words.set_text(text)
        for words, action in actions:
            button = Button(self.appearance, words, "", Kind.TEXT)
            button.clicked.connect(self.clear)
            button.clicked.connect(action)
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        self.setMinimumHeight(self.theme.px(52))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("partly_wash"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("rule"))
