"""What the view of a convolution shows: sizes and parameters, and small ones cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.arithmetic import conv_output_size, conv_parameters
from desktop.engine.errors import ShapeError
from desktop.engine.functional import conv2d
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.questions.views.parameters import Number
from desktop.ui.explore.cells import Place
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import is_on, table_of, whole_of

LARGEST_DRAWN = 12  # cells a side, the border included
Table = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True)
class Settings:
    """A square convolution, by PyTorch's names."""

    input_size: int
    kernel_size: int
    stride: int
    padding: int
    dilation: int

    @property
    def padded(self) -> int:
        """Side of the input with its border."""
        return self.input_size + 2 * self.padding

    @property
    def span(self) -> int:
        """Cells from the kernel's first entry to its last."""
        return self.dilation * (self.kernel_size - 1) + 1

    @property
    def lost(self) -> int:
        """By how many cells a side the output is smaller, at stride 1 and without padding."""
        return self.span - 1


@dataclass(frozen=True)
class Entries:
    """Input, the input with its border of zeros, kernel and output, each (side, side)."""

    x: Array
    padded: Array
    kernel: Array
    output: Array


@dataclass(frozen=True)
class Filters:
    """How many there are, what they span, and what that costs."""

    in_channels: int
    out_channels: int
    bias: bool
    one: int  # parameters of one filter
    parameters: int  # of all of them


@dataclass(frozen=True)
class Convolved:
    """`output_size` is 0 where the kernel does not fit; `entries` are those of a small input."""

    settings: Settings
    output_size: int
    filters: Filters
    entries: Entries | None

    @property
    def left_over(self) -> int:
        """Cells at the end that no place of the kernel reaches."""
        at_last = (self.output_size - 1) * self.settings.stride
        return self.settings.padded - at_last - self.settings.span

    def place(self, position: int) -> Place:
        """The output's place at a position of the walk, which begins again at its end."""
        return divmod(position % self.output_size**2, self.output_size)

    def covered(self, place: Place) -> list[Place]:
        """The cells of the padded input under the kernel's entries at an output's place."""
        settings = self.settings
        steps = range(0, settings.span, settings.dilation)
        top, left = place[0] * settings.stride, place[1] * settings.stride
        return [(top + row, left + column) for row in steps for column in steps]

    def users(self, cell: Place) -> set[Place]:
        """The places of the output that a cell of the padded input takes part in."""
        settings = self.settings
        steps = range(0, settings.span, settings.dilation)
        rows, columns = (
            [out for out in range(self.output_size) if at - out * settings.stride in steps]
            for at in cell
        )
        return {(row, column) for row in rows for column in columns}


def convolved(values: Values) -> Convolved:
    """Sizes in closed form, the entries by the engine."""
    names = ("input_size", "kernel_size", "stride", "padding", "dilation")
    settings = Settings(*(whole_of(values, name) for name in names))
    try:
        output_size = conv_output_size(
            settings.input_size,
            settings.kernel_size,
            settings.stride,
            settings.padding,
            settings.dilation,
        )
    except ShapeError:
        output_size = 0
    entries = None
    if output_size and settings.padded <= LARGEST_DRAWN:
        entries = _entries(settings, table_of(values, "values"), table_of(values, "kernel"))
    return Convolved(settings, output_size, _filters(values, settings.kernel_size), entries)


def _filters(values: Values, kernel_size: int) -> Filters:
    channels, count = whole_of(values, "in_channels"), whole_of(values, "out_channels")
    bias = is_on(values, "bias")
    one, all_of_them = (
        conv_parameters(channels, filters, kernel_size, bias=bias) for filters in (1, count)
    )
    return Filters(channels, count, bias, one, all_of_them)


@lru_cache(maxsize=64)
def _entries(settings: Settings, values: Table, kernel: Table) -> Entries:
    x, weights = _fitted(values, settings.input_size), _fitted(kernel, settings.kernel_size)
    output: Array = conv2d(
        Tensor(x[None, None]),
        Tensor(weights[None, None]),
        stride=settings.stride,
        padding=settings.padding,
        dilation=settings.dilation,
    ).data[0, 0]
    return Entries(x, np.pad(x, settings.padding), weights, output)


def _fitted(given: Table, size: int) -> Array:
    """The table cut to a square, or repeated until it fills one."""
    table = np.array(given, dtype=np.float64)
    times = (-(-size // table.shape[0]), -(-size // table.shape[1]))
    fitted: Array = np.tile(table, times)[:size, :size]
    return fitted
