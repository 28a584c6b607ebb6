"""Convolution: a kernel that walks over an input, what it makes there, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.arithmetic import conv_output_size, conv_parameters
from desktop.engine.errors import ShapeError
from desktop.engine.functional import conv2d
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.cells import Cells, Place, changed, place_of
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import is_on, number_of, table_of, text_of, whole_of
from desktop.ui.theme import Role, Theme

LARGEST_DRAWN = 12  # cells a side
TOP = 34.0
INPUT_ROOM, KERNEL_LEFT, KERNEL_ROOM, OUTPUT_LEFT, OUTPUT_ROOM = 290.0, 316.0, 96.0, 438.0, 198.0
LARGEST_CELL = 34.0
BEYOND = 9
MOST_TERMS = 9


@dataclass(frozen=True)
class Convolved:
    """Sizes and parameters; input (with its border), kernel and output where they can be drawn.

    `output_size` is 0 where the kernel is larger than the padded input.
    """

    input_size: int
    output_size: int
    parameters: int
    kernel_size: int
    stride: int
    padding: int
    dilation: int
    x: Array | None
    padded: Array | None
    kernel: Array | None
    output: Array | None

    @property
    def count(self) -> int:
        """Positions of the kernel, along both sides together."""
        return self.output_size**2

    def covered(self, place: Place) -> list[Place]:
        """The cells of the padded input under the kernel at an output's place."""
        steps = range(0, self.kernel_size * self.dilation, self.dilation)
        top, left = place[0] * self.stride, place[1] * self.stride
        return [(top + row, left + column) for row in steps for column in steps]


class Convolution(Scene[Convolved]):
    """One channel is drawn; channels and filters count."""

    name = "convolution"
    played = "position"
    stories = (
        Story("Kernel 3", {}),
        Story("The size is kept", {"padding": 1}),
        Story("Stride 2", {"stride": 2, "padding": 1}),
        Story("Dilation 2", {"dilation": 2}),
        Story("One filter, 32 channels", {
            "asked": "parameters", "input_size": 64, "kernel_size": 1, "in_channels": 32,
        }),
    )  # fmt: skip

    def compute(self, values: Values) -> Convolved:
        """Sizes in closed form, the drawn output by the engine."""
        size, kernel_size, stride, padding, dilation = (
            whole_of(values, name)
            for name in ("input_size", "kernel_size", "stride", "padding", "dilation")
        )
        try:
            output_size = conv_output_size(size, kernel_size, stride, padding, dilation)
        except ShapeError:
            output_size = 0
        parameters = conv_parameters(
            whole_of(values, "in_channels"), whole_of(values, "out_channels"), kernel_size,
            bias=is_on(values, "bias"),
        )  # fmt: skip
        drawn: tuple[Array | None, Array | None, Array | None, Array | None] = (None,) * 4
        if output_size and size + 2 * padding <= LARGEST_DRAWN:
            drawn = _drawn(values, size, kernel_size, (stride, padding, dilation))
        sizes = (size, output_size, parameters, kernel_size, stride, padding, dilation)
        return Convolved(*sizes, *drawn)

    def title(self, values: Values) -> str:
        """The kernel."""
        size = whole_of(values, "kernel_size")
        return f"A convolution with kernel {size} × {size}"

    def caption(self, values: Values, numbers: Convolved) -> str:
        """Where to look."""
        if text_of(values, "asked") == "parameters":
            return "Change one size at a time: some of them cost parameters, and some do not."
        return "Point at an output to see what it is made of; count where the kernel can stand."

    def controls(self, values: Values) -> tuple[str, ...]:
        """The numbers of input and kernel are changed in the picture."""
        sizes = ("input_size", "kernel_size", "stride", "padding", "dilation")
        return ("asked", *sizes, "in_channels", "out_channels", "bias")

    def advances(self, values: Values) -> bool:
        """Whether there is a kernel to walk."""
        size = whole_of(values, "input_size") + 2 * whole_of(values, "padding")
        return size <= LARGEST_DRAWN

    def table(self, values: Values, numbers: Convolved) -> DataTable:
        """Both closed forms with these numbers."""
        n, k, s, p, d = (numbers.input_size, numbers.kernel_size, numbers.stride,
                         numbers.padding, numbers.dilation)  # fmt: skip
        channels, filters = whole_of(values, "in_channels"), whole_of(values, "out_channels")
        one = " + 1" if is_on(values, "bias") else ""
        output = str(numbers.output_size) if numbers.output_size else "none: the kernel is larger"
        rows = (
            ("Output size", f"⌊({n} + 2·{p} − {d}·({k} − 1) − 1) / {s}⌋ + 1", output),
            ("Parameters", f"({channels}·{k}·{k}{one}) · {filters}", f"{numbers.parameters:,}"),
        )
        columns = (Column("What"), Column("Worked out"), Column("Number"))
        return DataTable(columns, rows, frozenset({(0, 2), (1, 2)}))

    def prediction(self, values: Values, numbers: Convolved) -> Prediction:
        """What is asked: the size, or the parameters."""
        exact = Tolerance("absolute", "0")
        if text_of(values, "asked") == "parameters":
            filters = whole_of(values, "out_channels")
            many = "one filter" if filters == 1 else f"{filters} filters"
            bias = "bias included" if is_on(values, "bias") else "without bias"
            question = (
                f"How many parameters do {many} of kernel {numbers.kernel_size} have on "
                f"{whole_of(values, 'in_channels')} input channels, {bias}?"
            )
            if filters == 1:
                question = question.replace("do one filter", "does one filter")
            return Prediction(
                question, Key("integer", str(numbers.parameters), exact), "Parameters"
            )
        return Prediction(
            "How many outputs lie along one side? Say 0 if the kernel does not fit.",
            Key("integer", str(numbers.output_size), exact),
            "Height and width of the output",
        )

    def verdict(self, values: Values, numbers: Convolved) -> str:
        """Why."""
        if text_of(values, "asked") == "parameters":
            return (
                f"A filter has one weight for each kernel cell and input channel: "
                f"{self.table(values, numbers).rows[1][1]} = {numbers.parameters:,}. "
                "Image and batch size do not count."
            )
        if not numbers.output_size:
            return "The kernel, spread by its dilation, is larger than the padded input."
        reach = numbers.dilation * (numbers.kernel_size - 1) + 1
        padded = numbers.input_size + 2 * numbers.padding
        return (
            f"The kernel covers {reach} of {padded} cells a side, so it can move {padded - reach} "
            f"further. Steps of {numbers.stride} make {numbers.output_size} places."
        )

    def sentence(self, values: Values, numbers: Convolved) -> str:
        """Sizes."""
        return (
            f"{numbers.input_size} inputs a side give {numbers.output_size} outputs a side, with "
            f"{numbers.parameters:,} parameters."
        )

    def picture(self, appearance: Appearance) -> ConvolutionPicture:
        """Input, kernel, output."""
        return ConvolutionPicture(appearance)


def _drawn(
    values: Values, size: int, kernel_size: int, steps: tuple[int, int, int]
) -> tuple[Array, Array, Array, Array]:
    stride, padding, dilation = steps
    x = _fitted(np.array(table_of(values, "values"), dtype=np.float64), size)
    kernel = _fitted(np.array(table_of(values, "kernel"), dtype=np.float64), kernel_size)
    images, kernels = Tensor(x[None, None]), Tensor(kernel[None, None])
    convolved = conv2d(images, kernels, stride=stride, padding=padding, dilation=dilation)
    output: Array = convolved.data[0, 0]
    return x, np.pad(x, padding), kernel, output


def _fitted(given: Array, size: int) -> Array:
    """The matrix cut to a square, or repeated until it fills one."""
    times = (-(-size // given.shape[0]), -(-size // given.shape[1]))
    fitted: Array = np.tile(given, times)[:size, :size]
    return fitted


class ConvolutionPicture(DrawnPicture[Convolved]):
    """Three matrices; the kernel lies on the input where the output is pointed at."""

    def arranged(self) -> None:
        """Lay the matrices out, or leave room for words."""
        numbers = self.numbers
        self._cells: tuple[Cells, Cells, Cells] | None = None
        if numbers is None or numbers.padded is None:
            self.height_units = 150
            return
        assert numbers.kernel is not None
        assert numbers.output is not None
        size = min(LARGEST_CELL, INPUT_ROOM / len(numbers.padded))
        small = min(LARGEST_CELL, KERNEL_ROOM / len(numbers.kernel))
        out = min(LARGEST_CELL, OUTPUT_ROOM / len(numbers.output))
        self._cells = (
            Cells("x", "Input", numbers.padded, 0, TOP, size, True),
            Cells("w", "Kernel", numbers.kernel, KERNEL_LEFT, TOP, small, True),
            Cells("y", "Output", numbers.output, OUTPUT_LEFT, TOP, out),
        )
        self.height_units = round(max(cells.bottom for cells in self._cells) + 48)

    def hits(self) -> Sequence[Hit]:
        """Every cell but those of the border."""
        if self._cells is None or self.numbers is None:
            return ()
        border = self.numbers.padding
        inside = range(border, border + self.numbers.input_size)
        x, kernel, output = self._cells
        found = []
        for hit in x.hits():
            place = place_of(hit.key)
            if place is not None and place[1][0] in inside and place[1][1] in inside:
                found.append(hit)
        return [*found, *kernel.hits(), *output.hits()]

    _cells: tuple[Cells, Cells, Cells] | None = None

    def stepped(self, key: str, steps: int) -> None:
        """Change a number by so many."""
        found = self._entry(key)
        if found is not None:
            self._change(key, float(found[0][found[1]]) + steps)

    def typed(self, key: str, value: float) -> None:
        """Take a typed number."""
        self._change(key, value)

    def _entry(self, key: str) -> tuple[Array, Place] | None:
        found, numbers = place_of(key), self.numbers
        if found is None or numbers is None or numbers.x is None or numbers.kernel is None:
            return None
        kind, (row, column) = found
        if kind == "x":
            return numbers.x, (row - numbers.padding, column - numbers.padding)
        return (numbers.kernel, (row, column)) if kind == "w" else None

    def _change(self, key: str, value: float) -> None:
        found = self._entry(key)
        if found is not None:
            name = "values" if key.startswith("x:") else "kernel"
            self.set_parameter(name, changed(*found, min(max(value, -BEYOND), BEYOND)))

    def pressed(self, key: str) -> None:
        """Go to a position."""
        found = place_of(key)
        if found is not None and found[0] == "y" and self.numbers is not None:
            row, column = found[1]
            self.set_parameter("position", row * self.numbers.output_size + column)

    def _place(self, numbers: Convolved) -> Place:
        """The output that is pointed at, or the one that the walk has come to."""
        found = place_of(self.pointed)
        if found is not None and found[0] == "y":
            return found[1]
        at = min(int(number_of(self.values, "position")), numbers.count - 1)
        return divmod(at, numbers.output_size)

    def draw(self, painter: QPainter, theme: Theme, numbers: Convolved) -> None:
        """Matrices, border, the kernel's place, and its sum written out."""
        if self._cells is None or numbers.padded is None:
            self._draw_words(painter, theme, numbers)
            return
        x, kernel, output = self._cells
        place = self._place(numbers)
        covered = numbers.covered(place)
        x.draw(painter, theme, lit=covered)
        self._draw_border(painter, theme, x, numbers)
        kernel.draw(painter, theme)
        # how many outputs there are is what may be asked: until then only the walked one shows
        if self.revealed:
            output.draw(painter, theme, lit={place})
        else:
            left = Qt.AlignmentFlag.AlignLeft
            corner = QPointF(OUTPUT_LEFT, TOP - 13)
            write(painter, theme, "Output  ?", corner, role=Role.WORD, color="ink", align=left)
        self._draw_sum(painter, theme, numbers, place, covered)

    def _draw_border(self, painter: QPainter, theme: Theme, x: Cells, numbers: Convolved) -> None:
        if numbers.padding:
            first, last = numbers.padding, numbers.padding + numbers.input_size - 1
            inside = x.cell(first, first).united(x.cell(last, last))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("edge"), 1.6, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(inside))

    def _draw_sum(
        self,
        painter: QPainter,
        theme: Theme,
        numbers: Convolved,
        place: Place,
        covered: list[Place],
    ) -> None:
        assert numbers.padded is not None
        assert numbers.kernel is not None
        terms = [
            f"{plain(float(numbers.padded[at]))}·{_signed(float(weight))}"
            for at, weight in zip(covered, numbers.kernel.ravel(), strict=True)
        ]
        many = len(terms) > MOST_TERMS
        shown = " + ".join(terms[:MOST_TERMS]) + (" + …" if many else "")
        total = plain(float(numbers.output[place])) if self.revealed else "?"  # type: ignore[index]
        words = f"Row {place[0] + 1}, column {place[1] + 1}:  {shown} = {total}"
        at = QPointF(0, self.height_units - 16)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, words, at, role=Role.MEASURE, color="soft", align=left)

    def _draw_words(self, painter: QPainter, theme: Theme, numbers: Convolved) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        size = f"{numbers.output_size} × {numbers.output_size}" if self.revealed else "?"
        lines: tuple[str, ...] = (
            f"Input {numbers.input_size} × {numbers.input_size}, with its border "
            f"{numbers.input_size + 2 * numbers.padding} a side: too large to draw cell by cell.",
            f"Output {size}",
        )
        if not numbers.output_size:
            lines = ("The kernel is larger than the padded input." if self.revealed else "?",)
        for row, words in enumerate(lines):
            place = QPointF(0, 40 + 32 * row)
            write(painter, theme, words, place, role=Role.ITEM, color="ink", align=left)


def _signed(weight: float) -> str:
    return f"({plain(weight)})" if weight < 0 else plain(weight)


SCENE = Convolution
