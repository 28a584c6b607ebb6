"""Parameters, activations and attention scores over the length, on logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.scenes.attention.numbers import Growth
from desktop.ui.theme import Role, Theme

LEFT, RIGHT = 44.0, 500.0  # units; the lines' names stand right of them
TOP, BOTTOM = 34.0, 300.0
LONGEST = 4096
MOST_DECADES = 10  # scores and parameters stay below 10^10
RING = 7.5
LABEL_DISTANCE = 18.0
LENGTHS = (1, 8, 64, 512, 4096)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DASHES = {"s1": (), "s2": (6, 3), "s3": (2, 2)}


class GrowthChart:
    """Lays the chart out, and draws it."""

    HEIGHT = 346

    def __init__(self, numbers: Growth) -> None:
        self.numbers = numbers

    def length_at(self, x: float) -> int:
        """The length at a place."""
        share = min(max((x - LEFT) / (RIGHT - LEFT), 0.0), 1.0)
        return round(math.pow(LONGEST, share))

    def hits(self) -> Sequence[Hit]:
        """The ring at the length."""
        x = self._x(self.numbers.length)
        area = QRectF(x - 12, BOTTOM - 12, 24, 24)
        return (Hit("length", area, f"Length {self.numbers.length}", editable=True),)

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Axes, lines with their names, and the ring at the length."""
        self._draw_axes(painter, theme)
        if revealed:
            self._draw_lines(painter, theme)
        else:
            place = QPointF((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2)
            write(painter, theme, "?", place, role=Role.TITLE)
        x = self._x(self.numbers.length)
        painter.setPen(QPen(theme.color("edge"), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, TOP), QPointF(x, BOTTOM))
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(QPointF(x, BOTTOM), RING, RING)
        words = f"length {self.numbers.length:,}, drag me"
        place = QPointF(min(max(x, LEFT + 60), RIGHT - 20), TOP - 14)
        write(painter, theme, words, place, role=Role.WORD, color="ink")

    def _x(self, length: int) -> float:
        return LEFT + math.log(length) / math.log(LONGEST) * (RIGHT - LEFT)

    def _y(self, count: int) -> float:
        return BOTTOM - math.log10(max(count, 1)) / MOST_DECADES * (BOTTOM - TOP)

    def _draw_axes(self, painter: QPainter, theme: Theme) -> None:
        for decade in range(0, MOST_DECADES + 1, 2):
            y = self._y(10**decade)
            painter.setPen(QPen(theme.color("rule"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(RIGHT, y))
            words = "1" if decade == 0 else "10" + str(decade).translate(SUPERSCRIPTS)
            place = QPointF(LEFT - 10, y)
            write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignRight)
        for length in LENGTHS:
            write(painter, theme, f"{length:,}", QPointF(self._x(length), BOTTOM + 22))
        place = QPointF(RIGHT + 44, BOTTOM + 22)
        write(painter, theme, "words", place, align=Qt.AlignmentFlag.AlignLeft)

    def _draw_lines(self, painter: QPainter, theme: Theme) -> None:
        n = self.numbers
        lines = (
            ("s1", "parameters", n.parameters, n.parameters, n.parameters),
            (
                "s2",
                "attention scores",
                n.scores(1),
                n.scores(LONGEST),
                n.scores(n.length),
            ),
            (
                "s3",
                "Q, K and V",
                n.activations(1),
                n.activations(LONGEST),
                n.activations(n.length),
            ),
        )
        places = _apart([self._y(line[3]) for line in lines])
        for (token, name, first, last, here), label in zip(lines, places, strict=True):
            pen = QPen(theme.color(token), 2)
            if DASHES[token]:
                pen.setDashPattern(DASHES[token])
            painter.setPen(pen)
            painter.drawLine(QPointF(LEFT, self._y(first)), QPointF(RIGHT, self._y(last)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token))
            painter.drawEllipse(QPointF(self._x(n.length), self._y(here)), 4, 4)
            place = QPointF(RIGHT + 12, label)
            left = Qt.AlignmentFlag.AlignLeft
            write(painter, theme, name, place, role=Role.WORD, color=token, align=left)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights moved down as far as labels need."""
    placed: dict[int, float] = {}
    lowest = -math.inf
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        lowest = max(heights[index], lowest + LABEL_DISTANCE)
        placed[index] = lowest
    return [placed[index] for index in range(len(heights))]
