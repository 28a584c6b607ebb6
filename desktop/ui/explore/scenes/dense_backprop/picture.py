"""The matrices of a dense layer; pointing at an entry of the gradient lights what makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.cells import Cells, Place, changed, place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.dense_backprop.gradients import Layer, Shapes, written_shape
from desktop.ui.explore.scenes.dense_backprop.shape_drawing import HEIGHT, draw_shapes
from desktop.ui.explore.shown_numbers import number
from desktop.ui.theme import Theme

Numbers: TypeAlias = Layer | Shapes

LARGEST = 42.0  # units, of a cell
GAP = 30.0  # between matrices, for the sign
TOP = 30.0
BETWEEN = 64.0  # from the forward line to the backward line
FOOT = 92.0
LIMIT = 9.0
LEFT = Qt.AlignmentFlag.AlignLeft
RESULT = "result"
HINT = "Point at an entry of {} to follow it. Click any other number, then type or press + or −."
PARAMETERS = {"X": "x", "W": "weight", "b": "bias", "dout": "dout"}


class DensePicture(DrawnPicture[Numbers]):
    """Forward above, below it the product that makes the gradient; or the shapes."""

    _forward: Sequence[Cells] = ()
    _backward: Sequence[Cells] = ()

    def arranged(self) -> None:
        """Two lines of matrices."""
        found = self.numbers
        if not isinstance(found, Layer):
            self._forward = self._backward = ()
            self.height_units = HEIGHT
            return
        above = [(name, name, found.arrays[name]) for name in ("X", "W", "b", "Y")]
        (left, left_entries), (right, right_entries) = found.factors
        below = [
            (_kind(left, "left"), left, left_entries),
            (_kind(right, "right"), right, right_entries),
            (RESULT, found.followed, found.result),
        ]
        size = min(_largest(above), _largest(below))
        self._forward = _in_line(above, TOP, size)
        top = max(cells.bottom for cells in self._forward) + BETWEEN
        self._backward = _in_line(below, top, size)
        self.height_units = round(max(cells.bottom for cells in self._backward) + FOOT)

    def hits(self) -> Sequence[Hit]:
        """Every cell that can be followed or changed."""
        matrices = (*self._forward, *self._backward)
        reacting = [cells for cells in matrices if cells.kind in (*PARAMETERS, RESULT)]
        hits = [hit for cells in reacting for hit in cells.hits()]
        return hits if self.revealed else [_without_value(hit) for hit in hits]

    def pressed(self, key: str) -> None:
        """Ask for an entry of the gradient."""
        found = place_of(key)
        if found is not None and found[0] == RESULT:
            self.set_parameter("row", found[1][0] + 1)
            self.set_parameter("column", found[1][1] + 1)

    def stepped(self, key: str, steps: int) -> None:
        """One more or less, within the range."""
        entries, place = self._parameter(key)
        if entries is not None:
            value = float(entries.entries[place]) + steps
            self.typed(key, min(max(value, -LIMIT), LIMIT))

    def typed(self, key: str, value: float) -> None:
        """Another number in X, W, b or dout."""
        cells, place = self._parameter(key)
        if cells is not None:
            rows = changed(cells.entries, place, value)
            self.set_parameter(PARAMETERS[cells.kind], rows[0] if cells.kind == "b" else rows)

    def _parameter(self, key: str) -> tuple[Cells | None, Place]:
        """The matrix and the place of a cell that can be changed."""
        found = place_of(key)
        if found is None:
            return None, (0, 0)
        matrices = (*self._forward, *self._backward)
        named = [cells for cells in matrices if cells.kind == found[0] in PARAMETERS]
        return (named[0] if named else None), found[1]

    def _followed(self, found: Layer) -> Place:
        """The entry that is pointed at, else the one that is asked."""
        pointed = place_of(self.pointed)
        return pointed[1] if pointed and pointed[0] == RESULT else found.place

    def draw(self, painter: QPainter, theme: Theme, numbers: Numbers) -> None:
        """Matrices, what is lit, and the sum."""
        if isinstance(numbers, Shapes):
            draw_shapes(painter, theme, numbers, self.revealed)
            return
        place = self._followed(numbers)
        lit = self._lit(numbers, place) if self.revealed else {RESULT: [numbers.place]}
        for cells in (*self._forward, *self._backward):
            if cells.kind in ("left", "right") and not self.revealed:
                middle = QPointF((cells.left + cells.right) / 2, (cells.top + cells.bottom) / 2)
                write(painter, theme, "?", middle, role=Role.ITEM)
                continue
            hidden = cells.kind == RESULT and not self.revealed
            marked = set(lit.get(cells.kind, ()))
            text = number if cells.size == LARGEST else _short
            cells.draw(painter, theme, hidden=hidden, lit=marked, text=text)
        self._draw_signs(painter, theme, self._forward, ("·", "+", "="))
        self._draw_signs(painter, theme, self._backward, ("·", "="))
        self._draw_sum(painter, theme, numbers, place if self.revealed else numbers.place)

    def _lit(self, found: Layer, place: Place) -> Mapping[str, list[Place]]:
        """Lit cells by matrix: sources where they stand, and their row and column below."""
        row, column = place
        length = found.factors[0][1].shape[1]
        lit = {name: list(places) for name, places in found.sources(place).items()}
        lit.setdefault("left", [(row, k) for k in range(length)])
        lit.setdefault("right", [(k, column) for k in range(length)])
        return lit | {RESULT: [place]}

    def _draw_signs(
        self, painter: QPainter, theme: Theme, line: Sequence[Cells], signs: Sequence[str]
    ) -> None:
        middle = max((cells.top + cells.bottom) / 2 for cells in line)
        for cells, sign in zip(line, signs, strict=False):
            place = QPointF(cells.right + GAP / 2, middle)
            write(painter, theme, sign, place, role=Role.ITEM, color="soft")

    def _draw_sum(self, painter: QPainter, theme: Theme, found: Layer, place: Place) -> None:
        entry = found.entry(place)
        top = self.height_units - FOOT + 24
        (left, _), (right, _) = found.factors
        lines = [f"{entry.name} = ?"]
        if self.revealed:
            factor = "" if found.followed == "db" else f"row {place[0] + 1} of {left} times "
            lines = [
                f"{entry.name} = {factor}column {place[1] + 1} of {right}",
                f"= {entry.symbols}",
                f"= {entry.written}",
            ]
        for row, line in enumerate(lines):
            at = QPointF(2, top + row * 19)
            write(painter, theme, line, at, role=Role.MEASURE, color="ink", align=LEFT)
        hint = HINT.format(found.followed)
        write(painter, theme, hint, QPointF(2, self.height_units - 8), align=LEFT)


def _short(value: float) -> str:
    """What a narrow cell holds."""
    return number(value, 1)


def _kind(title: str, side: str) -> str:
    """A transpose is changed in its original, dout where it stands."""
    return title if title in PARAMETERS else side


Matrices: TypeAlias = Sequence[tuple[str, str, Array]]  # kind, title, entries


def _largest(matrices: Matrices) -> float:
    """The largest cell with which they fit side by side."""
    columns = sum(len(entries[0]) for _, _, entries in matrices)
    return min(LARGEST, (WIDTH - 4 - GAP * (len(matrices) - 1)) / columns)


def _in_line(matrices: Matrices, top: float, size: float) -> list[Cells]:
    """Matrices side by side, centred on one height, with their shapes."""
    tallest = max(len(entries) for _, _, entries in matrices)
    line: list[Cells] = []
    left = 2.0
    for kind, title, entries in matrices:
        at = top + (tallest - len(entries)) * size / 2
        named = f"{title}  {written_shape(entries.shape)}"
        line.append(Cells(kind, named, entries, left, at, size, kind in PARAMETERS))
        left = line[-1].right + GAP
    return line


def _without_value(hit: Hit) -> Hit:
    """An entry of the gradient keeps its number to itself until it is revealed."""
    if not hit.key.startswith(RESULT):
        return hit
    return Hit(hit.key, hit.area, hit.name.rpartition(":")[0] + ": ?", hit.editable)
