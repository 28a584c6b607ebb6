"""Max pooling: which entries pass, and which of them a gradient finds again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from desktop.engine.functional import max_pool2d
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.cells import Cells, Place, changed, place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import table_of, whole_of
from desktop.ui.theme import Role, Theme

TOP, BETWEEN, SECOND_LEFT = 34, 62, 340
LARGEST_CELL = 40.0
ROOM = 290.0  # units for the input
OVERLAPPING = ((5, 1, 2), (3, 9, 4), (7, 6, 8))
BEYOND = 99


@dataclass(frozen=True)
class Pooled:
    """Input, output, both gradients, and for every output the place of its maximum."""

    x: Array
    output: Array
    upstream: Array
    gradient: Array
    winners: dict[Place, Place]
    kernel_size: int
    stride: int

    @property
    def reached(self) -> int:
        """How many inputs a gradient finds."""
        return len(set(self.winners.values()))


class MaxPooling(Scene[Pooled]):
    """A small input that can be changed, pooled forward and backward."""

    name = "max_pooling"
    stories = (
        Story("Windows of 2", {}),
        Story(
            "Overlapping windows",
            {"values": OVERLAPPING, "stride": 1, "upstream": ((1, 2), (3, 4))},
        ),
        Story("Windows of 4", {"kernel_size": 4, "stride": 4, "upstream": ((1,),)}),
    )

    def compute(self, values: Values) -> Pooled:
        """Forward and backward by the engine; the winners are where a lone gradient arrives."""
        x = np.array(table_of(values, "values"), dtype=np.float64)
        size = min(whole_of(values, "kernel_size"), *x.shape)
        stride = whole_of(values, "stride")
        output, backward = _pooled(x, size, stride)
        winners = {}
        for place in np.ndindex(*output.shape):
            alone = np.zeros_like(output)
            alone[place] = 1
            row, column = np.argwhere(backward(alone))[0]
            winners[place] = (int(row), int(column))
        upstream = _fitted(np.array(table_of(values, "upstream"), dtype=np.float64), output.shape)
        return Pooled(x, output, upstream, backward(upstream), winners, size, stride)

    def title(self, values: Values) -> str:
        """The same for all parameters."""
        return "Max pooling, forward and back"

    def caption(self, values: Values, numbers: Pooled) -> str:
        """Where to look."""
        return "Point at an output: see its window, and the one entry of it that passes."

    def controls(self, values: Values) -> tuple[str, ...]:
        """The sizes first, the numbers are changed in the picture."""
        return ("kernel_size", "stride", "values", "upstream")

    def table(self, values: Values, numbers: Pooled) -> DataTable:
        """A line a window."""
        columns = tuple(map(Column, ("Window", "entries", "maximum", "gradient", "goes to")))
        rows: list[tuple[float | int | str, ...]] = []
        for place, winner in numbers.winners.items():
            window = _window(numbers, place)
            rows.append(
                (
                    f"{place[0] + 1}, {place[1] + 1}",
                    ", ".join(plain(float(number)) for number in window.ravel()),
                    plain(float(numbers.output[place])),
                    plain(float(numbers.upstream[place])),
                    f"row {winner[0] + 1}, column {winner[1] + 1}",
                )
            )
        hidden = frozenset((row, column) for row in range(len(rows)) for column in (2, 4))
        return DataTable(columns, tuple(rows), hidden)

    def prediction(self, values: Values, numbers: Pooled) -> Prediction:
        """How many derivatives are not zero."""
        return Prediction(
            f"A gradient comes back to each output. How many of the {numbers.x.size} inputs does "
            "it reach?",
            Key("integer", str(numbers.reached), Tolerance("absolute", "0")),
            "Inputs with a derivative that is not 0",
        )

    def verdict(self, values: Values, numbers: Pooled) -> str:
        """The share."""
        share = fixed(100 * numbers.reached / numbers.x.size, 0)
        shared = numbers.output.size - numbers.reached
        more = f" {shared} windows share a maximum, and its gradients add up." if shared else ""
        return (
            f"Each of the {numbers.output.size} windows sends its gradient to its maximum alone: "
            f"{numbers.reached} of {numbers.x.size} inputs, {share} percent.{more}"
        )

    def sentence(self, values: Values, numbers: Pooled) -> str:
        """The output and the inputs that are reached."""
        rows = "; ".join(", ".join(plain(float(x)) for x in row) for row in numbers.output)
        return f"The output is {rows}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> MaxPoolingPicture:
        """Four matrices."""
        return MaxPoolingPicture(appearance)


def _pooled(x: Array, kernel_size: int, stride: int) -> tuple[Array, _Backward]:
    tensor = Tensor(x[None, None], requires_grad=True)
    return max_pool2d(tensor, kernel_size, stride).data[0, 0], _Backward(x, kernel_size, stride)


@dataclass(frozen=True)
class _Backward:
    """Gradient of the output -> gradient of the input, by the engine's own pass."""

    x: Array
    kernel_size: int
    stride: int

    def __call__(self, gradient: Array) -> Array:
        tensor = Tensor(self.x[None, None], requires_grad=True)
        output = max_pool2d(tensor, self.kernel_size, self.stride)
        (output * Tensor(gradient[None, None])).sum().backward()
        assert tensor.grad is not None
        found: Array = tensor.grad[0, 0]
        return found


def _fitted(upstream: Array, shape: tuple[int, ...]) -> Array:
    """The gradient in the output's shape: cut, or filled up with ones."""
    fitted = np.ones(shape)
    rows, columns = min(shape[0], upstream.shape[0]), min(shape[1], upstream.shape[1])
    fitted[:rows, :columns] = upstream[:rows, :columns]
    return fitted


def _window(numbers: Pooled, place: Place) -> Array:
    top, left = place[0] * numbers.stride, place[1] * numbers.stride
    size = numbers.kernel_size
    window: Array = numbers.x[top : top + size, left : left + size]
    return window


class MaxPoolingPicture(DrawnPicture[Pooled]):
    """Input and output above, the gradients below; input and gradient from above can be changed."""

    def arranged(self) -> None:
        """Lay the matrices out."""
        pooled = self.numbers
        if pooled is None:
            return
        size = min(LARGEST_CELL, ROOM / max(pooled.x.shape))
        second = TOP + pooled.x.shape[0] * size + BETWEEN
        self.height_units = round(second + pooled.x.shape[0] * size + 12)
        self._x = Cells("x", "Input", pooled.x, 0, TOP, size, True)
        self._output = Cells("output", "Output", pooled.output, SECOND_LEFT, TOP, size)
        self._gradient = Cells("dx", "Gradient of the input", pooled.gradient, 0, second, size)
        self._upstream = Cells(
            "dout", "Gradient from above", pooled.upstream, SECOND_LEFT, second, size, True
        )

    def hits(self) -> Sequence[Hit]:
        """Every cell of all four."""
        if self.numbers is None:
            return ()
        matrices = (self._x, self._output, self._gradient, self._upstream)
        return [hit for matrix in matrices for hit in matrix.hits()]

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
        if found is None or self.numbers is None or found[0] not in ("x", "dout"):
            return None
        return (self.numbers.x if found[0] == "x" else self.numbers.upstream), found[1]

    def _change(self, key: str, value: float) -> None:
        found = self._changeable(key)
        if found is not None:
            name = "values" if key.startswith("x:") else "upstream"
            inside = min(max(value, -BEYOND), BEYOND)
            self.set_parameter(name, changed(*found, inside))

    def draw(self, painter: QPainter, theme: Theme, numbers: Pooled) -> None:
        """The four matrices, the window that is pointed at, the winners."""
        found = place_of(self.pointed)
        at = found[1] if found is not None and found[0] in ("output", "dout") else None
        window = _covered(numbers, at) if at is not None else set()
        winners = set(numbers.winners.values()) if self.revealed else set()
        self._x.draw(painter, theme, lit=window)
        self._output.draw(painter, theme, hidden=not self.revealed, lit={at} if at else set())
        self._gradient.draw(
            painter, theme, hidden=not self.revealed, share=lambda g: 0.35 if g else 0.0
        )
        self._upstream.draw(painter, theme, lit={at} if at else set())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        for row, column in winners:
            corner = self._x.cell(row, column).topRight()
            painter.drawEllipse(QPointF(corner.x() - 6, corner.y() + 6), 2.6, 2.6)
        words = "A dot marks the largest entry of a window." if self.revealed else ""
        place = QPointF(SECOND_LEFT, self._output.bottom + 18)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, words, place, role=Role.NOTE, color="soft", align=left)


def _covered(numbers: Pooled, place: Place) -> set[Place]:
    top, left = place[0] * numbers.stride, place[1] * numbers.stride
    size = numbers.kernel_size
    return {(top + row, left + column) for row in range(size) for column in range(size)}


SCENE = MaxPooling
