"""The foot of a page: there only where something is to be decided."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.centered import Centered
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import FOOT_HEIGHT, TEXT_WIDTH


class Foot(Themed, QWidget):
    """Buttons on the page's grid: `add` puts one at the left, `add_at_end` at the right."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QWidget()
        self._row = QHBoxLayout(line)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._left = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.addWidget(Centered(appearance, line, narrow=TEXT_WIDTH))
        self.follow(appearance)

    def add(self, widget: QWidget, space: int = 0) -> None:
        """Put a widget at the left, after `space` px."""
        if space:
            self._row.insertSpacing(self._left, space)
            self._left += 1
        self._row.insertWidget(self._left, widget)
        self._left += 1

    def add_at_end(self, widget: QWidget, space: int = 0) -> None:
        """Put a widget at the right, after `space` px."""
        if space:
            self._row.addSpacing(space)
        self._row.addWidget(widget)

    def restyle(self) -> None:
        """Take the theme's height."""
        self.setFixedHeight(self.theme.px(FOOT_HEIGHT))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.color("rule"))
