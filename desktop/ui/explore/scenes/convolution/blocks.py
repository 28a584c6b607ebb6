"""What the filters of a convolution hold: as deep as the input, one for each output channel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.scenes.convolution.numbers import Convolved
from desktop.ui.explore.sheets import draw_sheets
from desktop.ui.theme import Theme

MIDDLE = 110.0  # of all stacks
LARGEST, SMALLEST, SMALLEST_CELL = 96.0, 14.0, 8.0
INPUT_LEFT, FILTER_LEFT, OUTPUT_LEFT = 0.0, 236.0, 470.0
WORDS_TOP = 190.0
LEFT = Qt.AlignmentFlag.AlignLeft


class Blocks:
    """Input, one filter and output as stacks of sheets."""

    height = 236

    def __init__(self, numbers: Convolved) -> None:
        self.numbers = numbers

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Three stacks and their words."""
        self._draw_stacks(painter, theme)
        filters, kernel = self.numbers.filters, self.numbers.settings.kernel_size
        size = self.numbers.settings.input_size
        given = f"{_channels(filters.in_channels)} of {size} × {size}"
        self._write(painter, theme, INPUT_LEFT, "Input", given)
        bias = "1 bias" if filters.bias else "no bias"
        one = f"{filters.in_channels} × {kernel} × {kernel} weights, {bias}"
        held = one if revealed else "? weights and biases"
        self._write(painter, theme, FILTER_LEFT, "One filter", held)
        count = f"{filters.out_channels} filters" if filters.out_channels > 1 else "1 filter"
        made = f"{_channels(filters.out_channels)} from {count}"
        self._write(painter, theme, OUTPUT_LEFT, "Output", made)

    def _draw_stacks(self, painter: QPainter, theme: Theme) -> None:
        settings, filters = self.numbers.settings, self.numbers.filters
        kernel, output = settings.kernel_size, self.numbers.output_size
        scale = LARGEST / max(settings.input_size, output)
        place = QPointF(INPUT_LEFT, MIDDLE)
        side = settings.input_size * scale
        draw_sheets(painter, theme, place, filters.in_channels, QSizeF(side, side))
        side = min(LARGEST, max(kernel * scale, SMALLEST, SMALLEST_CELL * kernel))
        place = QPointF(FILTER_LEFT, MIDDLE)
        right = draw_sheets(
            painter, theme, place, filters.in_channels, QSizeF(side, side),
            weights=(kernel, kernel),
        )  # fmt: skip
        if filters.bias:
            self._draw_bias(painter, theme, right)
        if output:
            place, side = QPointF(OUTPUT_LEFT, MIDDLE), output * scale
            draw_sheets(painter, theme, place, filters.out_channels, QSizeF(side, side))

    def _draw_bias(self, painter: QPainter, theme: Theme, right: float) -> None:
        place = QPointF(right + 16, MIDDLE)
        write(painter, theme, "+", place, role=Role.BODY, color="ink")
        painter.setBrush(theme.color("accent_wash"))
        painter.setPen(QPen(theme.color("s1"), 1.2))
        painter.drawEllipse(place + QPointF(20, 0), 7, 7)

    def _write(self, painter: QPainter, theme: Theme, left: float, name: str, words: str) -> None:
        place = QPointF(left, WORDS_TOP)
        write(painter, theme, name, place, role=Role.WORD, color="ink", align=LEFT)
        below = place + QPointF(0, 20)
        write(painter, theme, words, below, role=Role.NOTE, color="soft", align=LEFT)


def _channels(count: int) -> str:
    return f"{count} channels" if count > 1 else "1 channel"
