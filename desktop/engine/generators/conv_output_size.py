"""Height and width that a square map has after a convolution.

span = dilation (kernel_size - 1) + 1
out_size = floor((size + 2 padding - span) / stride) + 1   padding counted on one side
Source: Dumoulin & Visin 2016, arXiv:1603.07285 (content key: dumoulin2016), chapters 2 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SMALLEST = 4  # an output below leaves the mistakes no room


@dataclass(frozen=True)
class Parameters:
    """A square map's height and width, and the convolution's settings."""

    size: int
    kernel_size: int
    stride: int
    padding: int
    dilation: int


def sample(draw: Draw) -> Parameters:
    """Maps of any size, mostly with a stride, now and then with a dilation."""
    return Parameters(
        size=draw.integer(14, 64),
        kernel_size=draw.choice((3, 3, 4, 5, 7)),
        stride=draw.choice((1, 2, 2, 3, 4)),
        padding=draw.integer(0, 3),
        dilation=draw.choice((1, 1, 1, 2, 3)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A kernel that lies in the padding, strides that fit exactly, sizes kept or nearly gone."""
    out_size = solution.number("out_size")
    fits_exactly = p.stride > 1 and solution.number("room") % p.stride == 0
    in_padding = 2 * p.padding > solution.number("span")
    return fits_exactly or in_padding or out_size == p.size or out_size < SMALLEST


def solve(p: Parameters) -> Solution:
    """First position of the kernel, then as many whole steps as there is room for."""
    span = p.dilation * (p.kernel_size - 1) + 1
    padded = p.size + 2 * p.padding
    room = padded - span
    steps = room // p.stride
    out_size = Shown(steps + 1)
    values: Values = {
        "size": Shown(p.size),
        "kernel_size": Shown(p.kernel_size),
        "stride": Shown(p.stride),
        "padding": Shown(p.padding),
        "dilation": Shown(p.dilation),
        "span": Shown(span),
        "padded": Shown(padded),
        "room": Shown(room),
        "steps": Shown(steps),
        "out_size": out_size,
    }
    return Solution(values, {"out_size": whole_number(out_size)}, _mistakes(p, padded, span))


def _mistakes(p: Parameters, padded: int, span: int) -> Mistakes:
    room = padded - span
    mistaken = {
        "no_plus_one": room // p.stride,
        "padding_once": (room - p.padding) // p.stride + 1,
        "rounded_up": -(-room // p.stride) + 1,
        "dilation_ignored": (padded - p.kernel_size) // p.stride + 1,
        "dilation_times_kernel": (padded - p.dilation * p.kernel_size) // p.stride + 1,
        "stride_only": p.size // p.stride,
    }
    return {name: {"out_size": value} for name, value in mistaken.items()}


GENERATOR = Generator(
    "conv_output_size",
    sample,
    solve,
    presets={"exam": Parameters(size=28, kernel_size=3, stride=1, padding=1, dilation=1)},
    rejects=rejects,
)
