"""The picture of the two layers: the weights entry by entry, or what they hold as blocks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.cells import place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.fc_as_conv.matrices import Matrices
from desktop.ui.explore.scenes.fc_as_conv.numbers import Twins
from desktop.ui.explore.sheets import draw_sheets
from desktop.ui.theme import Theme

LARGEST = 9  # of an input, either sign
BLOCKS_HEIGHT = 330
DENSE, BETWEEN, CONVOLUTION = 46.0, 140.0, 232.0  # middles of the two rows, and of their gap
LONG, TALLEST = 170.0, 80.0
SECOND, THIRD = 232.0, 490.0  # left ends
SIDE = 84.0  # of the largest sheet
LEFT = Qt.AlignmentFlag.AlignLeft


class TwinsPicture(DrawnPicture[Twins]):
    """The neuron and the weight that were pointed at last are followed; inputs can be changed."""

    _neuron, _input = 0, 0
    _matrices: Matrices | None = None

    def arranged(self) -> None:
        """As high as what is drawn."""
        twins = self.numbers
        if twins is None:
            return
        self._matrices = None if twins.entries is None else Matrices(twins, twins.entries)
        self.height_units = self._matrices.height if self._matrices else BLOCKS_HEIGHT
        self._neuron = min(self._neuron, twins.sizes.neurons - 1)
        self._input = min(self._input, twins.sizes.inputs - 1)

    def hits(self) -> Sequence[Hit]:
        """Inputs, weights and outputs."""
        return self._matrices.hits(self.revealed) if self._matrices is not None else ()

    def point_at(self, key: str) -> None:
        """Follow a neuron, an input, or a weight that joins both."""
        found = place_of(key)
        if found is not None and self._matrices is not None:
            neuron, given = self._matrices.joined(found[0], found[1], self._neuron)
            self._neuron = self._neuron if neuron is None else neuron
            self._input = self._input if given is None else given
        super().point_at(key)

    def stepped(self, key: str, steps: int) -> None:
        """Change an input by so many."""
        found, twins = place_of(key), self.numbers
        if found is not None and twins is not None and twins.entries is not None:
            self._change(key, float(twins.entries.x.ravel()[found[1][1]]) + steps)

    def typed(self, key: str, value: float) -> None:
        """Take a typed input."""
        self._change(key, value)

    def _change(self, key: str, value: float) -> None:
        found, twins = place_of(key), self.numbers
        if found is None or found[0] != "x" or twins is None or twins.entries is None:
            return
        inputs = [float(x) for x in twins.entries.x.ravel()]
        inputs[found[1][1]] = min(max(value, -LARGEST), LARGEST)
        self.set_parameter("inputs", tuple(int(x) if x == int(x) else x for x in inputs))

    def draw(self, painter: QPainter, theme: Theme, numbers: Twins) -> None:
        """Entry by entry where they fit."""
        if self._matrices is not None:
            self._matrices.draw(painter, theme, self.revealed, self._neuron, self._input)
            return
        self._draw_dense(painter, theme, numbers)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(0, BETWEEN), QPointF(WIDTH, BETWEEN))
        self._draw_convolution(painter, theme, numbers)

    def _draw_dense(self, painter: QPainter, theme: Theme, numbers: Twins) -> None:
        """Flattened input, weights as a row a neuron, outputs."""
        sizes = numbers.sizes
        rows = min(TALLEST, max(10.0, LONG * sizes.neurons / sizes.inputs))
        top = DENSE - rows / 2
        _box(painter, theme, QRectF(0, DENSE - 5, LONG, 10), "page", "edge")
        _box(painter, theme, QRectF(SECOND, top, LONG, rows), "accent_wash", "s1")
        _box(painter, theme, QRectF(THIRD, top, 10, rows), "page", "edge")
        words = DENSE + TALLEST / 2 + 18
        flat = f"{sizes.inputs:,} values in a row"
        _name(painter, theme, QPointF(0, words), "Dense layer", flat)
        weights = f"{sizes.neurons:,} × {sizes.inputs:,} weights"
        _name(painter, theme, QPointF(SECOND, words), "A row for each neuron", weights)
        _name(painter, theme, QPointF(THIRD, words), "Output", f"{sizes.neurons:,} values")

    def _draw_convolution(self, painter: QPainter, theme: Theme, numbers: Twins) -> None:
        """The map, the kernels as large as it, and one value a filter."""
        sizes = numbers.sizes
        scale = SIDE / max(sizes.height, sizes.width)
        sheet = QSizeF(sizes.width * scale, sizes.height * scale)
        draw_sheets(painter, theme, QPointF(0, CONVOLUTION), sizes.channels, sheet)
        held, made = ("One filter", "?"), "?"
        if self.revealed:
            weights, one = (sizes.height, sizes.width), QSizeF(8, 8)
            place = QPointF(SECOND, CONVOLUTION)
            draw_sheets(painter, theme, place, sizes.channels, sheet, weights=weights)
            draw_sheets(painter, theme, QPointF(THIRD, CONVOLUTION), sizes.neurons, one)
            held = (f"One filter of {sizes.neurons:,}", f"{_by(*sizes.map)}, padding 0")
            made = f"{sizes.neurons:,} × 1 × 1"
        words = CONVOLUTION + SIDE / 2 + 22
        _name(painter, theme, QPointF(0, words), "Convolution", f"{_by(*sizes.map)}, not flattened")
        _name(painter, theme, QPointF(SECOND, words), *held)
        _name(painter, theme, QPointF(THIRD, words), "Output", made)


def _by(*sizes: int) -> str:
    return " × ".join(map(str, sizes))


def _box(painter: QPainter, theme: Theme, area: QRectF, ground: str, line: str) -> None:
    painter.setBrush(theme.color(ground))
    painter.setPen(QPen(theme.color(line), 1.2))
    painter.drawRect(area)


def _name(painter: QPainter, theme: Theme, place: QPointF, name: str, words: str) -> None:
    """A name, and below it what belongs to it."""
    write(painter, theme, name, place, role=Role.WORD, color="ink", align=LEFT)
    below = place + QPointF(0, 20)
    write(painter, theme, words, below, role=Role.NOTE, color="soft", align=LEFT)
