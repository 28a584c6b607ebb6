"""Max pooling as four matrices: input and output above, their gradients below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.cells import Cells, Place, changed, place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scenes.max_pooling.numbers import Pooled
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.theme import Theme

TOP, BETWEEN, SECOND_LEFT = 26.0, 46.0, 330.0
LARGEST_CELL = 44.0
ROOM = 256.0  # units for the input
FOOT = 62
LARGEST = 99  # of an entry, either sign
DOT = 3.0
SPACE = 10.0  # between an arrow and a matrix
MOST_ENTRIES = 9  # written out
LEFT = Qt.AlignmentFlag.AlignLeft


class MaxPoolingPicture(DrawnPicture[Pooled]):
    """Input and gradient from above can be changed; an output that is pointed at is followed."""

    _at: Place = (0, 0)  # the window that is followed

    def arranged(self) -> None:
        """Lay the matrices out."""
        pooled = self.numbers
        if pooled is None:
            return
        size = min(LARGEST_CELL, ROOM / max(pooled.x.shape))
        second = TOP + pooled.x.shape[0] * size + BETWEEN
        self.height_units = round(second + pooled.x.shape[0] * size) + FOOT
        self._x = Cells("x", "Input", pooled.x, 0, TOP, size, True)
        self._output = Cells("y", "Output", pooled.output, SECOND_LEFT, TOP, size)
        self._gradient = Cells("dx", "Gradient of the input", pooled.gradient, 0, second, size)
        self._upstream = Cells(
            "dy", "Gradient that comes back", pooled.upstream, SECOND_LEFT, second, size, True
        )
        if self._at not in pooled.winners:
            self._at = (0, 0)

    def hits(self) -> Sequence[Hit]:
        """What can be changed, and the outputs; what is hidden is not said either."""
        if self.numbers is None:
            return ()
        outputs = self._output.hits() if self.revealed else self._unsaid(self._output)
        gradients = self._gradient.hits() if self.revealed else ()
        return [*self._x.hits(), *outputs, *gradients, *self._upstream.hits()]

    def _unsaid(self, cells: Cells) -> list[Hit]:
        return [Hit(hit.key, hit.area, hit.name.partition(":")[0]) for hit in cells.hits()]

    def point_at(self, key: str) -> None:
        """Follow the window of an output."""
        found = place_of(key)
        if found is not None and found[0] in ("y", "dy"):
            self._at = found[1]
        super().point_at(key)

    def stepped(self, key: str, steps: int) -> None:
        """Change a number by so many."""
        found = self._changeable(key)
        if found is not None:
            entries, place = found
            self._change(key, float(entries[place]) + steps)

    def typed(self, key: str, value: float) -> None:
        """Take a typed number."""
        self._change(key, value)

    def _changeable(self, key: str) -> tuple[Array, Place] | None:
        found = place_of(key)
        if found is None or self.numbers is None or found[0] not in ("x", "dy"):
            return None
        return (self.numbers.x if found[0] == "x" else self.numbers.upstream), found[1]

    def _change(self, key: str, value: float) -> None:
        found = self._changeable(key)
        if found is not None:
            name = "values" if key.startswith("x:") else "upstream"
            self.set_parameter(name, changed(*found, min(max(value, -LARGEST), LARGEST)))

    def draw(self, painter: QPainter, theme: Theme, numbers: Pooled) -> None:
        """The four matrices, the window that is followed, the maxima, and two lines of words."""
        at, winner = self._at, numbers.winners[self._at]
        wash, hidden = theme.color("accent_wash"), not self.revealed
        inputs = numbers.covered(at)
        reached = [(int(row), int(column)) for row, column in np.argwhere(numbers.gradient)]
        self._x.draw(painter, theme, grounds=dict.fromkeys(inputs, wash))
        self._output.draw(painter, theme, hidden=hidden)
        self._gradient.draw(painter, theme, hidden=hidden, grounds=dict.fromkeys(reached, wash))
        self._upstream.draw(painter, theme)
        self._x.frame(painter, theme, inputs[0], inputs[-1])
        self._output.frame(painter, theme, at)
        self._upstream.frame(painter, theme, at)
        if self.revealed:
            self._draw_maxima(painter, theme, numbers)
            self._x.frame(painter, theme, winner, token="ink")
            self._gradient.frame(painter, theme, winner, token="ink")
            self._draw_way(painter, theme, self._x, winner, self._output, at)
            self._draw_way(painter, theme, self._upstream, at, self._gradient, winner)
        self._draw_words(painter, theme, numbers)

    def _draw_maxima(self, painter: QPainter, theme: Theme, numbers: Pooled) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        for place in set(numbers.winners.values()):
            corner = self._x.cell(*place).topRight()
            painter.drawEllipse(corner + QPointF(-7, 7), DOT, DOT)

    def _draw_way(
        self, painter: QPainter, theme: Theme, start: Cells, of: Place, end: Cells, to: Place
    ) -> None:
        """An arrow from a cell's row in one matrix to a cell's row in the other."""
        rightwards = start.left < end.left
        tail = QPointF(start.right + SPACE if rightwards else start.left - SPACE, 0)
        head = QPointF(end.left - SPACE if rightwards else end.right + SPACE, 0)
        tail.setY(start.cell(*of).center().y())
        head.setY(end.cell(*to).center().y())
        painter.setPen(QPen(theme.color("accent"), 1.6))
        painter.drawLine(tail, head)
        way = tail - head
        length = float(np.hypot(way.x(), way.y())) or 1.0
        along = way / length
        aside = QPointF(-along.y(), along.x())
        painter.drawLine(head, head + along * 9 + aside * 4)
        painter.drawLine(head, head + along * 9 - aside * 4)

    def _draw_words(self, painter: QPainter, theme: Theme, numbers: Pooled) -> None:
        at, winner = self._at, numbers.winners[self._at]
        largest, place = "?", "?"
        count = "? inputs get no gradient"
        if self.revealed:
            largest = plain(float(numbers.output[at]))
            place = f"row {winner[0] + 1}, column {winner[1] + 1}"
            without = numbers.x.size - numbers.reached
            share = fixed(100 * without / numbers.x.size, 0)
            count = f"{without} of {numbers.x.size} inputs get no gradient: {share} percent"
        first = " the first," if numbers.ties(at) and self.revealed else ""
        window = numbers.window(at)
        entries = ", ".join(map(plain, window))
        if len(window) > MOST_ENTRIES:
            entries = f"these {len(window)} entries"
        lines = (
            f"Of {entries} the largest is {largest},{first} at {place}: there the "
            f"{plain(float(numbers.upstream[at]))} goes back.",
            f"{count}. A dot marks the maximum of a window." if self.revealed else f"{count}.",
        )
        for row, words in enumerate(lines):
            left = QPointF(0, self.height_units - 36 + 22 * row)
            write(painter, theme, words, left, role=Role.NOTE, color="soft", align=LEFT)
