"""Right, wrong, partly: drawn signs, so that no colour is needed to tell them apart."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed

Sign: TypeAlias = Literal["right", "wrong", "partly"]
NAMES: dict[Sign, str] = {"right": "Right", "wrong": "Wrong", "partly": "Partly right"}
GRID = 16  # the signs are drawn on 16 units
TICK = (QPointF(2.5, 8.5), QPointF(6.3, 12.3), QPointF(13.5, 3.8))
CROSS = (QPointF(3.5, 3.5), QPointF(12.5, 12.5), QPointF(12.5, 3.5), QPointF(3.5, 12.5))
CENTER = QPointF(8, 8)
DISC = QRectF(2.4, 2.4, 11.2, 11.2)
SIXTEENTHS = 16  # Qt counts angles in sixteenths of a degree


def paint_sign(painter: QPainter, sign: Sign, area: QRectF, color: QColor) -> None:
    """Draw a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / GRID, area.height() / GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    if sign == "right":
        painter.drawPolyline(TICK)
    elif sign == "wrong":
        painter.drawLine(CROSS[0], CROSS[1])
        painter.drawLine(CROSS[2], CROSS[3])
    else:
        painter.setPen(QPen(color, 1.6))
        painter.drawEllipse(CENTER, 5.6, 5.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPie(DISC, 90 * SIXTEENTHS, 180 * SIXTEENTHS)
    painter.restore()


class Mark(Themed, QWidget):
    """A sign of 16 px."""

    def __init__(self, appearance: Appearance, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_sign(sign)
        self.follow(appearance)

    def set_sign(self, sign: Sign) -> None:
        """Show another sign."""
        self._sign: Sign = sign
        self.setAccessibleName(NAMES[sign])
        self.update()

    def restyle(self) -> None:
        """Take the theme's size."""
        self.setFixedSize(self.theme.px(GRID), self.theme.px(GRID))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign in its own colour."""
        painter = QPainter(self)
        paint_sign(painter, self._sign, QRectF(self.rect()), self.theme.color(self._sign))
