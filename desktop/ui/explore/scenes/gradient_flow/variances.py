"""Variance of an input and of an output after several initializations, as bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.scenes.gradient_flow.numbers import Layer
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.theme import Theme

LEFT, RIGHT = 210.0, 560.0  # the bars' numbers stand right of them
TOP, ROW, BAR = 30.0, 58.0, 24.0
MOST = 4.0  # times the input's variance; a longer bar is cut, with its number
NAMES = {
    "fan_in": "output, 1 / inputs",
    "xavier": "output, Xavier",
    "fan_out": "output, 1 / outputs",
    "he": "output, He",
}


class Variances:
    """Lays the bars out, and draws them."""

    def __init__(self, numbers: Layer) -> None:
        self.numbers = numbers

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """The input's bar with a line through all rows, then the outputs'."""
        x = self._x(self.numbers.input_variance)
        painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, TOP - 14), QPointF(x, TOP + 5 * ROW - 24))
        self._draw_bar(painter, theme, 0, "input", self.numbers.input_variance, "faint")
        for row, (name, words) in enumerate(NAMES.items(), 1):
            token = "s1" if name == "xavier" else "s2"
            output = self.numbers.outputs[name] if revealed else None
            self._draw_bar(painter, theme, row, words, output, token)

    def _x(self, variance: float) -> float:
        share = variance / (MOST * self.numbers.input_variance)
        return LEFT + min(share, 1.0) * (RIGHT - LEFT)

    def _draw_bar(
        self,
        painter: QPainter,
        theme: Theme,
        row: int,
        words: str,
        variance: float | None,
        token: str,
    ) -> None:
        y = TOP + row * ROW
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        weight = 600 if token == "s1" else None
        place = QPointF(LEFT - 14, y)
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=right, weight=weight)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(LEFT, y - BAR / 2 - 6), QPointF(LEFT, y + BAR / 2 + 6))
        if variance is None:
            write(painter, theme, "?", QPointF(LEFT + 16, y), role=Role.MEASURE)
            return
        end = self._x(variance)
        painter.fillRect(QRectF(LEFT, y - BAR / 2, end - LEFT, BAR), theme.color(token))
        said = fixed(variance, 2)
        if variance > MOST * self.numbers.input_variance:
            said += ", beyond"
        place = QPointF(end + 10, y)
        write(painter, theme, said, place, role=Role.MEASURE, color="ink", align=left)
