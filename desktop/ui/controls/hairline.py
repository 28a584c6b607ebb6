"""A hairline: what separates without a box."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed


class Hairline(Themed, QWidget):
    """A horizontal line of 1 px; `color` is `rule`, or `edge` under the head of a table."""

    def __init__(
        self, appearance: Appearance, color: str = "rule", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._color = color
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), self.theme.color(self._color))
