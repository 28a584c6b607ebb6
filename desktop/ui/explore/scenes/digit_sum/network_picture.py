"""A pair of digits, the maps that the network makes of them, and its 19 outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.scenes.digit_sum.digits import GRID, PEN_UP, SIDES, lines_of
from desktop.ui.explore.scenes.digit_sum.numbers import SUM_NAMES, Through
from desktop.ui.explore.share_bars import draw_share_bars
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import numbers_of, text_of, whole_of
from desktop.ui.theme import Theme

INPUT = 116.0
INPUT_TOPS = (28.0, 196.0)
PIXELS = 28
SAMPLES = 50
MAP_WORDS = ("8 maps of 14 × 14", "16 maps of 7 × 7")
MAPS = (  # left end, columns, rows, side, gap, units a side
    (140.0, 2, 4, 62.0, 8.0, 14),
    (286.0, 4, 4, 44.0, 8.0, 7),
)
MAPS_TOP = 28.0
BARS = QRectF(498, 24, 142, 304)
LEAST_WAY = 3.0  # places of the grid between two points of a stroke
MOST_NUMBERS = 600
LEFT = Qt.AlignmentFlag.AlignLeft
Unit = tuple[int, int, int, int]  # block, map, row, column


class NetworkPicture(DrawnPicture[Through]):
    """Digits are drawn over, units of the maps are pointed at."""

    height_units = 352

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._unit_at: Unit | None = None  # until one is pointed at the most active one
        self._stroke: list[tuple[float, float]] = []
        self._drawing = ""

    def hits(self) -> Sequence[Hit]:
        """Both digits, the words below them, then every map."""
        found = []
        for number, side in enumerate(SIDES):
            area = QRectF(0, INPUT_TOPS[number], INPUT, INPUT)
            found.append(Hit(side, area, f"The {side} digit; draw over it"))
            words = QRectF(0, area.bottom() + 2, INPUT, 20)
            found.append(Hit(f"{side}:next", words, f"Another {side} digit from the test set"))
        for block, (_, columns, rows, *_) in enumerate(MAPS):
            for number in range(columns * rows):
                name = f"Map {number + 1} of block {block + 1}; plus and minus go through its units"
                found.append(Hit(f"map:{block}:{number}", map_area(block, number), name, True))
        return found

    # Drawing a digit

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins where a digit stands."""
        super().mousePressEvent(event)
        self._drawing = self.pointed if self.pointed in SIDES else ""
        self._stroke = []
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._draw_to(event.position() / self.unit)

    def dragged(self, key: str, place: QPointF) -> None:
        """The stroke goes on."""
        if key == self._drawing and self._drawing:
            self._draw_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke ends, and the network reads it."""
        super().mouseReleaseEvent(event)
        side, stroke = self._drawing, self._stroke
        self._drawing, self._stroke = "", []
        if side and len(stroke) > 1:
            name = f"{side}_strokes"
            points = [round(number) for point in stroke for number in point]
            together = (*numbers_of(self.values, name), PEN_UP, *points)
            self.set_parameter(name, together[-MOST_NUMBERS:])
        self.update()

    def _draw_to(self, place: QPointF) -> None:
        within = (place - QPointF(0, INPUT_TOPS[SIDES.index(self._drawing)])) * (GRID / INPUT)
        point = (min(max(within.x(), 0), GRID), min(max(within.y(), 0), GRID))
        if self._stroke:
            last = self._stroke[-1]
            if abs(point[0] - last[0]) + abs(point[1] - last[1]) < LEAST_WAY:
                return
        self._stroke.append(point)
        self.update()

    def pressed(self, key: str) -> None:
        """Below a digit: the real one again, or the next one."""
        side, _, what = key.partition(":")
        if what != "next" or side not in SIDES:
            return
        if numbers_of(self.values, f"{side}_strokes"):
            self.set_parameter(f"{side}_strokes", ())
        else:
            sample = (whole_of(self.values, f"{side}_sample") + 1) % SAMPLES
            self.set_parameter(f"{side}_sample", sample)

    # Looking at a unit

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the unit under the pointer."""
        super().mouseMoveEvent(event)
        place = event.position() / self.unit
        for block, (_, columns, rows, side, _, units) in enumerate(MAPS):
            for number in range(columns * rows):
                area = map_area(block, number)
                if area.contains(place):
                    within = (place - area.topLeft()) * (units / side)
                    self._look(block, number, int(within.y()), int(within.x()))

    def stepped(self, key: str, steps: int) -> None:
        """Plus and minus go through a map's units."""
        _, block, number = key.split(":")
        units = MAPS[int(block)][5]
        at = 0
        if self._unit_at is not None and self._unit_at[:2] == (int(block), int(number)):
            at = self._unit_at[2] * units + self._unit_at[3] + steps
        self._look(int(block), int(number), *divmod(at % units**2, units))

    def _look(self, block: int, number: int, row: int, column: int) -> None:
        units = MAPS[block][5]
        self._unit_at = (block, number, min(row, units - 1), min(column, units - 1))
        self.update()

    # How it is drawn

    def draw(self, painter: QPainter, theme: Theme, numbers: Through) -> None:
        """Inputs, maps, the unit and what it sees, outputs."""
        asked = text_of(self.values, "asked")
        for number, side in enumerate(SIDES):
            self._draw_input(painter, theme, numbers, number, side)
        for block, maps in enumerate(numbers.maps):
            largest = max(float(maps.max()), 1e-6)
            for number, entries in enumerate(maps):
                draw_image(painter, theme, map_area(block, number), entries / largest, token="s1")
            words = MAP_WORDS[block]
            if block == 1 and not self.revealed and asked == "features":
                words = "after the second pooling"
            place = QPointF(MAPS[block][0], 12)
            write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
        self._draw_unit(painter, theme, numbers)
        place = QPointF(BARS.left(), 12)
        if asked == "classes" and not self.revealed:
            write(painter, theme, "? sums", place, role=Role.WORD, color="ink", align=LEFT)
            return
        write(painter, theme, "19 sums", place, role=Role.WORD, color="ink", align=LEFT)
        draw_share_bars(
            painter,
            theme,
            BARS,
            [float(share) for share in numbers.shares],
            SUM_NAMES,
            labelled=numbers.total,
            hidden=not self.revealed,
        )

    def _draw_input(
        self, painter: QPainter, theme: Theme, numbers: Through, number: int, side: str
    ) -> None:
        area = QRectF(0, INPUT_TOPS[number], INPUT, INPUT)
        shown = numbers.sides[number]
        label = "drawn" if shown.label is None else f"a {shown.label}"
        read = f", read as {shown.read}" if self.revealed else ""
        place = QPointF(0, area.top() - 16)
        write(painter, theme, label + read, place, role=Role.WORD, color="ink", align=LEFT)
        draw_image(painter, theme, area, shown.image)
        if self._drawing == side and len(self._stroke) > 1:
            self._draw_stroke(painter, theme, area)
        words = "a real one again" if shown.label is None else "draw here, or: next one"
        write(painter, theme, words, QPointF(0, area.bottom() + 13), color="accent", align=LEFT)

    def _draw_stroke(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        known = lines_of(numbers_of(self.values, f"{self._drawing}_strokes"))
        painter.fillRect(area.adjusted(1, 1, -1, -1), theme.color("page"))
        pen = QPen(theme.color("ink"), 8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for line in (*known, self._stroke):
            points = [area.topLeft() + QPointF(x, y) * (INPUT / GRID) for x, y in line]
            painter.drawPolyline(QPolygonF(points))

    def _draw_unit(self, painter: QPainter, theme: Theme, numbers: Through) -> None:
        block, number, row, column = self._unit_at or most_active(numbers)
        side, units = MAPS[block][3], MAPS[block][5]
        corner, cell = map_area(block, number).topLeft(), side / units
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("s2"), 2))
        unit = QRectF(corner.x() + column * cell, corner.y() + row * cell, cell, cell)
        painter.drawRect(unit.adjusted(-1, -1, 1, 1))
        rows, columns = numbers.seen_by(block, row, column)
        scale = INPUT / PIXELS
        for top in INPUT_TOPS:
            painter.drawRect(
                QRectF(
                    columns[0] * scale,
                    top + rows[0] * scale,
                    (columns[1] - columns[0] + 1) * scale,
                    (rows[1] - rows[0] + 1) * scale,
                )
            )
        size = f"{rows[1] - rows[0] + 1} × {columns[1] - columns[0] + 1}"
        value = fixed(float(numbers.maps[block][number, row, column]), 2)
        words = f"a unit of block {block + 1}: {value}, sees {size} pixels of both images"
        place = QPointF(MAPS[0][0], 336)
        write(painter, theme, words, place, role=Role.WORD, color="s2", align=LEFT)


def most_active(numbers: Through) -> Unit:
    """The unit of the second block with the largest value."""
    number, row, column = np.unravel_index(numbers.maps[1].argmax(), numbers.maps[1].shape)
    return 1, int(number), int(row), int(column)


def map_area(block: int, number: int) -> QRectF:
    """Where a map of a block stands."""
    left, columns, _, side, gap, _ = MAPS[block]
    row, column = divmod(number, columns)
    return QRectF(left + column * (side + gap), MAPS_TOP + row * (side + gap), side, side)
