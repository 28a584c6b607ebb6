"""What the filters of a convolution hold: as deep as the input, one for each output channel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.scenes.convolution.numbers import Convolved
from desktop.ui.theme import Role, Theme

MIDDLE = 110.0  # of all stacks
BEHIND = 7.0  # how far a sheet stands behind the one before it, across and up
MOST_SHEETS = 6
LARGEST, SMALLEST = 96.0, 14.0  # of a sheet
INPUT_LEFT, FILTER_LEFT, OUTPUT_LEFT = 0.0, 236.0, 470.0
WORDS_TOP = 190.0
LARGEST_GRID = 11
LEFT = Qt.AlignmentFlag.AlignLeft


class Blocks:
    """Input, one filter and output as stacks of sheets, a sheet a channel."""

    height = 236

    def __init__(self, numbers: Convolved) -> None:
        self.numbers = numbers

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Three stacks and their words."""
        settings, filters = self.numbers.settings, self.numbers.filters
        size, kernel, output = settings.input_size, settings.kernel_size, self.numbers.output_size
        scale = LARGEST / max(size, output)
        self._draw_stack(painter, theme, INPUT_LEFT, filters.in_channels, size * scale)
        side = min(LARGEST, max(kernel * scale, SMALLEST, 8.0 * kernel))
        right = self._draw_stack(
            painter, theme, FILTER_LEFT, filters.in_channels, side, cells=kernel
        )
        if filters.bias:
            self._draw_bias(painter, theme, right)
        if output:
            self._draw_stack(painter, theme, OUTPUT_LEFT, filters.out_channels, output * scale)
        weights = f"{filters.in_channels} × {kernel} × {kernel} weights"
        bias = "1 bias" if filters.bias else "no bias"
        self._write(painter, theme, INPUT_LEFT, "Input", f"{_channels(filters.in_channels)} of "
                    f"{size} × {size}")  # fmt: skip
        one = f"{weights}, {bias}" if revealed else "? weights and biases"
        self._write(painter, theme, FILTER_LEFT, "One filter", one)
        count = f"{filters.out_channels} filters" if filters.out_channels > 1 else "1 filter"
        made = f"{_channels(filters.out_channels)} from {count}"
        self._write(painter, theme, OUTPUT_LEFT, "Output", made)

    def _draw_stack(
        self, painter: QPainter, theme: Theme, left: float, channels: int, side: float,
        cells: int = 0,
    ) -> float:  # fmt: skip
        """Sheets from the last to the first; where the stack ends at the right."""
        sheets = min(channels, MOST_SHEETS)
        side = max(side, 6.0)
        deep = (sheets - 1) * BEHIND
        top = MIDDLE - (side - deep) / 2
        token = "s1" if cells else "edge"
        for sheet in reversed(range(sheets)):
            area = QRectF(left + sheet * BEHIND, top - sheet * BEHIND, side, side)
            painter.setBrush(theme.color("accent_wash" if cells else "page"))
            painter.setPen(QPen(theme.color(token), 1.2))
            painter.drawRect(area)
            if sheet == 0 and 1 < cells <= LARGEST_GRID:
                for line in range(1, cells):
                    at = line * side / cells
                    across = QPointF(area.left() + at, area.top())
                    painter.drawLine(across, across + QPointF(0, side))
                    down = QPointF(area.left(), area.top() + at)
                    painter.drawLine(down, down + QPointF(side, 0))
        if channels > sheets:
            place = QPointF(left + side + deep + 6, top - deep + 4)
            write(painter, theme, f"… {channels}", place, color="faint", align=LEFT)
        return left + side + deep

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
