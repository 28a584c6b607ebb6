"""Lines over logarithmic axes, with a ring that is dragged along the lower one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.theme import Theme

LEFT, RIGHT = 44.0, 500.0  # units; the lines' names stand right of them
TOP, BOTTOM = 34.0, 300.0
RING = 7.5
LABEL_DISTANCE = 18.0
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DASHES = {"s1": (), "s2": (6, 3), "s3": (2, 2)}


@dataclass(frozen=True)
class LogLine:
    """A line through points (x, y), and its height where the ring is."""

    token: str
    name: str
    points: Sequence[tuple[float, float]]
    here: float


@dataclass(frozen=True)
class LogChart:
    """Lines over x from the first to the last of `ticks`, y from 1 to 10^decades.

    The ring stands at `x`, is the hit `key` and says `words`; `unit` stands behind the ticks.
    """

    lines: Sequence[LogLine]
    ticks: Sequence[int]
    decades: int
    unit: str
    x: float
    key: str
    words: str

    HEIGHT = 346

    def value_at(self, across: float) -> float:
        """The x at a place."""
        share = min(max((across - LEFT) / (RIGHT - LEFT), 0.0), 1.0)
        low, high = self.ticks[0], self.ticks[-1]
        return low * math.pow(high / low, share)

    def hits(self) -> Sequence[Hit]:
        """The ring."""
        place = self._across(self.x)
        area = QRectF(place - 12, BOTTOM - 12, 24, 24)
        return (Hit(self.key, area, self.words, editable=True),)

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Axes, lines with their names, and the ring."""
        self._draw_axes(painter, theme)
        if revealed:
            self._draw_lines(painter, theme)
        else:
            place = QPointF((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2)
            write(painter, theme, "?", place, role=Role.TITLE)
        x = self._across(self.x)
        painter.setPen(QPen(theme.color("edge"), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, TOP), QPointF(x, BOTTOM))
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(QPointF(x, BOTTOM), RING, RING)
        place = QPointF(min(max(x, LEFT + 60), RIGHT - 20), TOP - 14)
        write(painter, theme, f"{self.words}, drag me", place, role=Role.WORD, color="ink")

    def _across(self, x: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return LEFT + math.log(x / low) / math.log(high / low) * (RIGHT - LEFT)

    def _down(self, y: float) -> float:
        return BOTTOM - math.log10(max(y, 1)) / self.decades * (BOTTOM - TOP)

    def _draw_axes(self, painter: QPainter, theme: Theme) -> None:
        for decade in range(0, self.decades + 1, 2):
            y = self._down(10.0**decade)
            painter.setPen(QPen(theme.color("rule"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(RIGHT, y))
            words = "1" if decade == 0 else "10" + str(decade).translate(SUPERSCRIPTS)
            place = QPointF(LEFT - 10, y)
            write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignRight)
        for tick in self.ticks:
            write(painter, theme, f"{tick:,}", QPointF(self._across(tick), BOTTOM + 22))
        place = QPointF(RIGHT + 44, BOTTOM + 22)
        write(painter, theme, self.unit, place, align=Qt.AlignmentFlag.AlignLeft)

    def _draw_lines(self, painter: QPainter, theme: Theme) -> None:
        ends = _apart([self._down(line.points[-1][1]) for line in self.lines])
        for line, end in zip(self.lines, ends, strict=True):
            pen = QPen(theme.color(line.token), 2)
            if DASHES[line.token]:
                pen.setDashPattern(DASHES[line.token])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            points = [QPointF(self._across(x), self._down(y)) for x, y in line.points]
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(line.token))
            painter.drawEllipse(QPointF(self._across(self.x), self._down(line.here)), 4, 4)
            place, left = QPointF(RIGHT + 12, end), Qt.AlignmentFlag.AlignLeft
            write(painter, theme, line.name, place, role=Role.WORD, color=line.token, align=left)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights moved down as far as labels need."""
    placed: dict[int, float] = {}
    lowest = -math.inf
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        lowest = max(heights[index], lowest + LABEL_DISTANCE)
        placed[index] = lowest
    return [placed[index] for index in range(len(heights))]
