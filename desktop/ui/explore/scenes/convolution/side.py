"""One side of a convolution too large for cells, to scale: where the kernel can stand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.convolution.numbers import Convolved
from desktop.ui.theme import Theme

ROOM = WIDTH - 4.0
BAND_TOP, BAND = 34.0, 22.0
FIRST_ROW, ROW, BAR = 76.0, 22.0, 12.0
ROWS = 5  # places shown: the first ones, a gap, the last
BEFORE_ANSWER = 2
OUTPUT_TOP = FIRST_ROW + ROWS * ROW + 42
SMALLEST_CELL = 5.0  # units, drawn with lines between cells
LABEL_ROOM = 130.0
LEFT = Qt.AlignmentFlag.AlignLeft


class Side:
    """The padded input as a band, the kernel's places below it, the output at the bottom."""

    height = round(OUTPUT_TOP + BAND + 14)

    def __init__(self, numbers: Convolved) -> None:
        self.numbers = numbers
        self._unit = ROOM / max(numbers.settings.padded, numbers.settings.span)

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Band, places, output."""
        settings, count = self.numbers.settings, self.numbers.output_size
        words = f"One side of the input: {settings.input_size}"
        if settings.padding:
            words += f" and {settings.padding} of padding on both ends"
        self._write(painter, theme, words, 0, BAND_TOP - 14)
        self._draw_band(painter, theme)
        self._draw_places(painter, theme, revealed)
        self._write(painter, theme, f"Output: {count if revealed else '?'}", 0, OUTPUT_TOP - 14)
        if revealed and count:
            self._draw_cells(painter, theme, 0, count, OUTPUT_TOP, "page")

    def _draw_band(self, painter: QPainter, theme: Theme) -> None:
        settings = self.numbers.settings
        padding, size = settings.padding, settings.input_size
        self._draw_cells(painter, theme, 0, settings.padded, BAND_TOP, "sunk")
        self._draw_cells(painter, theme, padding, size, BAND_TOP, "page")

    def _draw_cells(
        self, painter: QPainter, theme: Theme, first: int, count: int, top: float, ground: str
    ) -> None:
        """A band of cells, with lines between them where they are wide enough."""
        unit = self._unit
        area = QRectF(2 + first * unit, top, count * unit, BAND)
        painter.fillRect(area, theme.color(ground))
        if unit >= SMALLEST_CELL:
            painter.setPen(QPen(theme.color("rule"), 1))
            for line in range(1, count):
                x = area.left() + line * unit
                painter.drawLine(QPointF(x, top), QPointF(x, top + BAND))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRect(area)

    def _draw_places(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        count = self.numbers.output_size
        if not count:
            self._draw_place(painter, theme, 0, 0, "does not fit" if revealed else "")
            return
        shown = BEFORE_ANSWER if not revealed else ROWS if count <= ROWS else ROWS - 2
        for place in range(min(shown, count)):
            self._draw_place(painter, theme, place, place, f"place {place + 1}")
        if not revealed or count > ROWS:
            self._write(painter, theme, "⋮", 6, FIRST_ROW + (ROWS - 2) * ROW + BAR / 2)
        if revealed and count > ROWS:
            left = self.numbers.left_over
            more = f", {left} left over" if left else ""
            self._draw_place(painter, theme, ROWS - 1, count - 1, f"place {count}{more}")

    def _draw_place(
        self, painter: QPainter, theme: Theme, row: int, place: int, words: str
    ) -> None:
        """The kernel's entries at a place, joined by a line where they are spread."""
        settings, unit = self.numbers.settings, self._unit
        left = 2 + place * settings.stride * unit
        right = left + settings.span * unit
        top = FIRST_ROW + row * ROW
        painter.setPen(QPen(theme.color("s1"), 1))
        painter.drawLine(QPointF(left, top + BAR / 2), QPointF(right, top + BAR / 2))
        for entry in range(settings.kernel_size):
            x = left + entry * settings.dilation * unit
            gap = 1.0 if unit >= SMALLEST_CELL else 0.0
            painter.fillRect(QRectF(x + gap / 2, top, unit - gap, BAR), theme.color("s1"))
        if right + LABEL_ROOM < WIDTH:
            self._write(painter, theme, words, right + 8, top + BAR / 2)
        else:
            at = QPointF(left - 8, top + BAR / 2)
            right_of = Qt.AlignmentFlag.AlignRight
            write(painter, theme, words, at, role=Role.NOTE, color="soft", align=right_of)

    def _write(self, painter: QPainter, theme: Theme, words: str, x: float, y: float) -> None:
        write(painter, theme, words, QPointF(x, y), role=Role.NOTE, color="soft", align=LEFT)
