"""A window with one message, where there is no page to say it on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.focus_ring import FocusRing
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words

WIDTH = 560
SIDE = 36


class Choice(NamedTuple):
    """Something that can be done."""

    words: str
    do: Callable[[], object]


class MessageWindow(Themed, QWidget):
    """What happened, what is safe, what to do; the first choice is the filled button."""

    def __init__(
        self,
        appearance: Appearance,
        what: str,
        rest: Sequence[str],
        choices: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Endterm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.buttons: list[Button] = []
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, SIDE - 4, SIDE, SIDE - 8)
        column.setSpacing(8)
        self.what = Words(appearance, what, Role.SECTION, wrap=True)
        column.addWidget(self.what)
        for sentence in rest:
            column.addWidget(Words(appearance, sentence, Role.BODY, "soft", wrap=True))
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(12)
        for place, choice in enumerate(choices):
            kind = Kind.OUTLINE if place else Kind.FILLED
            key = "" if place else "Enter"
            button = Button(appearance, choice.words, key, kind, height=START_HEIGHT)
            button.clicked.connect(choice.do)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._ring = FocusRing(appearance, self)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's ground and size."""
        self.setPalette(self.theme.palette())
        self.setAutoFillBackground(True)
        width = self.theme.px(WIDTH)
        self.resize(width, self._column.totalHeightForWidth(width))
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the focused choice, or the first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.buttons:
            focused = next((b for b in self.buttons if b.hasFocus()), self.buttons[0])
            focused.click()
        else:
            super().keyPressEvent(event)
