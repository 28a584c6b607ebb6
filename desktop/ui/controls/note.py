"""A remark on an answer: a wash and a rule of 3 px in the mark's colour; the words carry it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.mark import Sign
from desktop.ui.controls.themed import Themed

RULE = 3


class Note(Themed, QWidget):
    """Holds widgets one below the other; `sign` gives ground and rule, None a grey rule alone."""

    def __init__(
        self, appearance: Appearance, sign: Sign | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self.follow(appearance)

    def add(self, widget: QWidget) -> None:
        """Put another widget below."""
        self._column.addWidget(widget)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        side, end = self.theme.px(16), self.theme.px(12 if self._sign else 2)
        self._column.setContentsMargins(side, end, side, end)
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and rule."""
        painter = QPainter(self)
        if self._sign:
            painter.fillRect(self.rect(), self.theme.color(f"{self._sign}_wash"))
        rule = self._sign or "rule"
        painter.fillRect(0, 0, RULE if self._sign else 2, self.height(), self.theme.color(rule))
