"""The picture of a convolution: small ones cell by cell, others to scale, or what filters hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtGui import QPainter

from desktop.engine.ops.operation import Array
from desktop.ui.explore.cells import Place, changed, place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit
from desktop.ui.explore.scenes.convolution.blocks import Blocks
from desktop.ui.explore.scenes.convolution.matrices import Matrices
from desktop.ui.explore.scenes.convolution.numbers import Convolved
from desktop.ui.explore.scenes.convolution.side import Side
from desktop.ui.explore.values import text_of, whole_of
from desktop.ui.theme import Theme

LARGEST = 9  # of an entry, either sign

Drawing: TypeAlias = Matrices | Side | Blocks


class ConvolutionPicture(DrawnPicture[Convolved]):
    """Entries of input and kernel can be changed; a click on an output takes the kernel there."""

    _drawing: Drawing | None = None

    def arranged(self) -> None:
        """As high as what is drawn."""
        if self.numbers is not None:
            self._drawing = self._fitting(self.numbers)
            self.height_units = self._drawing.height

    def _fitting(self, numbers: Convolved) -> Drawing:
        if text_of(self.values, "asked") == "parameters":
            return Blocks(numbers)
        return Side(numbers) if numbers.entries is None else Matrices(numbers, numbers.entries)

    def draw(self, painter: QPainter, theme: Theme, numbers: Convolved) -> None:
        """What fits."""
        match self._drawing:
            case Matrices() as matrices:
                place = numbers.place(whole_of(self.values, "position"))
                matrices.draw(painter, theme, self.revealed, self.pointed, place)
            case Side() | Blocks() as drawing:
                drawing.draw(painter, theme, self.revealed)

    def hits(self) -> Sequence[Hit]:
        """Every cell; the outputs once they are shown."""
        return self._drawing.hits(self.revealed) if isinstance(self._drawing, Matrices) else ()

    def pressed(self, key: str) -> None:
        """Take the kernel to an output."""
        found = place_of(key)
        if found is not None and found[0] == "y" and self.numbers is not None:
            row, column = found[1]
            self.set_parameter("position", row * self.numbers.output_size + column)

    def stepped(self, key: str, steps: int) -> None:
        """Change an entry by so many."""
        found = self._entry(key)
        if found is not None:
            entries, place = found
            self._change(key, float(entries[place]) + steps)

    def typed(self, key: str, value: float) -> None:
        """Take a typed entry."""
        self._change(key, value)

    def _entry(self, key: str) -> tuple[Array, Place] | None:
        found, numbers = place_of(key), self.numbers
        if found is None or numbers is None or numbers.entries is None or found[0] == "y":
            return None
        return (numbers.entries.x if found[0] == "x" else numbers.entries.kernel), found[1]

    def _change(self, key: str, value: float) -> None:
        found = self._entry(key)
        if found is not None:
            name = "values" if key.startswith("x:") else "kernel"
            self.set_parameter(name, changed(*found, min(max(value, -LARGEST), LARGEST)))
