"""Axes of a small chart within a painted picture: hairlines, ticks, and lines of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.ui.explore.drawn_picture import write
from desktop.ui.theme import Theme

Ticks = Sequence[tuple[float, str]]
PERCENT: Ticks = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))


@dataclass(frozen=True)
class PaintedAxes:
    """Maps x from `across` and y from `up` to an area of the picture, in its units."""

    area: QRectF
    across: tuple[float, float]
    up: tuple[float, float]

    def place(self, x: float, y: float) -> QPointF:
        """Where a point stands; what is higher than the axis stands at its end."""
        (left, right), (low, high) = self.across, self.up
        share = min((y - low) / (high - low), 1.0)
        return QPointF(
            self.area.left() + (x - left) / (right - left) * self.area.width(),
            self.area.bottom() - share * self.area.height(),
        )

    def x_at(self, place: QPointF) -> float:
        """The x at a place, kept within the axis."""
        left, right = self.across
        share = min(max((place.x() - self.area.left()) / self.area.width(), 0.0), 1.0)
        return left + share * (right - left)

    def draw(self, painter: QPainter, theme: Theme, x_ticks: Ticks, y_ticks: Ticks) -> None:
        """A hairline at each tick of the upright axis, words at both."""
        for y, words in y_ticks:
            height = self.place(self.across[0], y).y()
            painter.setPen(QPen(theme.color("rule"), 1))
            painter.drawLine(QPointF(self.area.left(), height), QPointF(self.area.right(), height))
            place = QPointF(self.area.left() - 8, height)
            write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignRight)
        for x, words in x_ticks:
            place = QPointF(self.place(x, self.up[0]).x(), self.area.bottom() + 16)
            write(painter, theme, words, place)

    def line(
        self,
        painter: QPainter,
        theme: Theme,
        points: Iterable[tuple[float, float]],
        token: str,
        *,
        dash: Sequence[float] = (),
        dots: float = 0.0,
    ) -> None:
        """A line through points, with dots of a radius on them."""
        places = [self.place(x, y) for x, y in points]
        pen = QPen(theme.color(token), 2)
        if dash:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        for place in places if dots else ():
            painter.drawEllipse(place, dots, dots)

    def mark(self, painter: QPainter, theme: Theme, x: float) -> None:
        """A dashed line upright at an x."""
        painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self.place(x, self.up[0]), self.place(x, self.up[1]))
