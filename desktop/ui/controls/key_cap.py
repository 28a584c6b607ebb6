"""A key cap: the shortcut of something, said quietly."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import BOX_RADIUS, Theme

HEIGHT = 18
SIDES = 10  # px left and right of the letters together


def key_cap_width(theme: Theme, key: str) -> int:
    """How wide the cap of a key is."""
    letters = QFontMetricsF(theme.font(Role.KEY)).horizontalAdvance(key)
    return max(theme.px(HEIGHT), round(letters) + theme.px(SIDES))


def paint_key_cap(
    painter: QPainter, theme: Theme, key: str, area: QRectF, ink: QColor, edge: QColor
) -> None:
    """Draw a cap with its letters in the middle."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), BOX_RADIUS, BOX_RADIUS)
    painter.setPen(ink)
    painter.setFont(theme.font(Role.KEY))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)


class KeyCap(Themed, QWidget):
    """A cap that stands by itself."""

    def __init__(self, appearance: Appearance, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(f"Key {key}")
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's size."""
        self.setFixedSize(self.sizeHint())
        super().restyle()

    def sizeHint(self) -> QSize:
        """As wide as its letters."""
        return QSize(key_cap_width(self.theme, self._key), self.theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, edge = self.theme.color("faint"), self.theme.color("rule")
        paint_key_cap(painter, self.theme, self._key, QRectF(self.rect()), ink, edge)
