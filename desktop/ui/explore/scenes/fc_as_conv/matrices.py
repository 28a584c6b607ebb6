"""The two small layers entry by entry: a row of weights, and the same weights folded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.cells import Cells, Place, signed_ground
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.fc_as_conv.numbers import LARGEST_WEIGHT, Entries, Twins
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.theme import Theme

TOP, TITLE, GAP = 26.0, 40.0, 18.0
ROOM = 500.0  # for the inputs in a row
LARGEST = 30.0
BIAS_GAP, OUTPUT_LEFT = 12.0, 586.0
ROOM_FOR_TITLE = 200.0
FOOT = 40
LEFT = Qt.AlignmentFlag.AlignLeft


class Matrices:
    """Above the dense layer with its inputs in a row, below the map and one neuron's kernel."""

    def __init__(self, numbers: Twins, entries: Entries) -> None:
        self.numbers, self.entries = numbers, entries
        sizes = numbers.sizes
        size = min(LARGEST, ROOM / sizes.inputs)
        flat, biases = entries.x.reshape(1, -1), entries.biases.reshape(-1, 1)
        self._x = Cells("x", "Dense layer: the map in a row", flat, 0, TOP, size, True)
        top = self._x.bottom + TITLE
        wide = sizes.inputs * size > ROOM_FOR_TITLE
        title = "Weights, a row for each neuron" if wide else "Weights"
        self._weights = Cells("w", title, entries.weights, 0, top, size)
        left = self._weights.right + BIAS_GAP
        self._biases = Cells("b", "+ bias" if sizes.bias else "no bias", biases, left, top, size)
        dense = entries.dense.reshape(-1, 1)
        self._dense = Cells("dense", "Output", dense, OUTPUT_LEFT, top, size)
        self._second = self._weights.bottom + 34
        top = self._second + TITLE
        columns = 2 * sizes.channels * sizes.width + 2
        gaps = (2 * sizes.channels + 1) * GAP
        self._folded = min(LARGEST, (OUTPUT_LEFT - gaps) / columns)
        self._maps = self._in_line("map", entries.x, 0, top)
        self._kernel_left = self._maps[-1].right + 2 * GAP
        self._kernel_top = top
        convolved = entries.convolved.reshape(-1, 1)
        self._convolved = Cells("conv", "Output", convolved, OUTPUT_LEFT, top, size)

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        return round(max(self._maps[0].bottom, self._convolved.bottom)) + FOOT

    def _in_line(self, kind: str, entries: Array, left: float, top: float) -> list[Cells]:
        """Matrices (channels, height, width) side by side."""
        line = []
        for channel in entries:
            line.append(Cells(kind, "", channel, left, top, self._folded))
            left = line[-1].right + GAP
        return line

    def hits(self, revealed: bool) -> Sequence[Hit]:
        """Inputs, weights and outputs of the dense layer; those of the other once they show."""
        after = self._convolved.hits() if revealed else ()
        return [*self._x.hits(), *self._weights.hits(), *self._dense.hits(), *after]

    def joined(self, kind: str, place: Place, neuron: int) -> tuple[int | None, int | None]:
        """The neuron and the input that a cell belongs to."""
        if kind == "x":
            return None, place[1]
        return place[0], place[1] if kind == "w" else None

    def draw(
        self, painter: QPainter, theme: Theme, revealed: bool, neuron: int, given: int
    ) -> None:
        """Both layers; one neuron and one of its inputs are framed in both."""
        grounds = self._signed(theme, self.entries.weights)
        self._x.draw(painter, theme)
        self._weights.draw(painter, theme, grounds=grounds)
        self._biases.draw(painter, theme)
        self._dense.draw(painter, theme)
        last = (neuron, self.numbers.sizes.inputs - 1)
        self._weights.frame(painter, theme, (neuron, 0), last)
        self._dense.frame(painter, theme, (neuron, 0))
        self._x.frame(painter, theme, (0, given), token="ink")
        self._weights.frame(painter, theme, (neuron, given), token="ink")
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(0, self._second), QPointF(WIDTH, self._second))
        self._draw_folded(painter, theme, revealed, neuron, given)
        self._convolved.draw(painter, theme, hidden=not revealed)
        self._convolved.frame(painter, theme, (neuron, 0))
        self._draw_words(painter, theme, revealed, neuron)

    def _signed(self, theme: Theme, entries: Array) -> dict[Place, QColor]:
        return {
            (row, column): signed_ground(theme, float(weight), LARGEST_WEIGHT)
            for (row, column), weight in np.ndenumerate(entries)
        }

    def _draw_folded(
        self, painter: QPainter, theme: Theme, revealed: bool, neuron: int, given: int
    ) -> None:
        """The map, and the neuron's weights as a kernel that covers it."""
        sizes = self.numbers.sizes
        channel, place = divmod(given, sizes.height * sizes.width)
        at = divmod(place, sizes.width)
        above = self._kernel_top - 13
        channels = f"{sizes.channels} channels" if sizes.channels > 1 else "1 channel"
        words = f"Convolution: the map, {channels}"
        write(painter, theme, words, QPointF(0, above), role=Role.WORD, color="ink", align=LEFT)
        for cells in self._maps:
            cells.draw(painter, theme)
        self._maps[channel].frame(painter, theme, at, token="ink")
        words = f"Kernel of filter {neuron + 1}" if revealed else "Kernel  ?"
        place_of_words = QPointF(self._kernel_left, above)
        write(painter, theme, words, place_of_words, role=Role.WORD, color="ink", align=LEFT)
        if not revealed:
            return
        weights = self.entries.weights[neuron].reshape(sizes.map)
        kernel = self._in_line("kernel", weights, self._kernel_left, self._kernel_top)
        for cells in kernel:
            cells.draw(painter, theme, grounds=self._signed(theme, cells.entries))
            cells.frame(painter, theme, (0, 0), (sizes.height - 1, sizes.width - 1))
        kernel[channel].frame(painter, theme, at, token="ink")

    def _draw_words(self, painter: QPainter, theme: Theme, revealed: bool, neuron: int) -> None:
        total = float(self.entries.dense[neuron] - self.entries.biases[neuron])
        bias, output = float(self.entries.biases[neuron]), float(self.entries.dense[neuron])
        count = self.numbers.sizes.inputs
        more = (
            f"; with its bias {plain(bias)} that is {plain(output)}"
            if self.numbers.sizes.bias
            else ""
        )
        words = f"Neuron {neuron + 1}: its {count} products add up to {plain(total)}{more}"
        words += f". Filter {neuron + 1} gives the same." if revealed else "."
        place = QPointF(0, self.height - 14)
        write(painter, theme, words, place, role=Role.NOTE, color="soft", align=LEFT)
