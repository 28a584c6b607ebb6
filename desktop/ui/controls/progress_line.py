"""How far: a line of 2 px."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed

HEIGHT = 2


class ProgressLine(Themed, QWidget):
    """A share from 0 to 1, drawn in the accent on a rule."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Progress")
        self.follow(appearance)

    @property
    def share(self) -> float:
        """How much is done."""
        return self._share

    def set_share(self, share: float) -> None:
        """Show how much is done."""
        self._share = max(0.0, min(share, 1.0))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("rule"))
        done = round(self.width() * self._share)
        painter.fillRect(0, 0, done, self.height(), self.theme.color("accent"))
