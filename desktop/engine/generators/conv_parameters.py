"""Parameters of one filter and of all filters of a convolution.

per_filter = in_channels kernel_size^2 + 1 (the bias, if there is one)
parameters = out_channels per_filter
The input has the shape (batch, in_channels, height, width); the kernel is square.
Source: Zhang et al. 2023 (content key: zhang2023), section 7.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

# no two of a question's sizes can be confused
BATCHES = (4, 9, 18, 36)
CHANNELS = (3, 6, 8, 12, 16, 24, 32, 48, 64)
SIDES = (7, 14, 28, 56)
FILTERS = (5, 10, 15, 20, 25, 30, 40, 50)


@dataclass(frozen=True)
class Parameters:
    """The input's shape and the layer."""

    batch: int
    in_channels: int
    height: int
    width: int
    kernel_size: int
    out_channels: int
    bias: bool


def sample(draw: Draw) -> Parameters:
    """A layer with a bias in three of four questions."""
    side = draw.choice(SIDES)
    return Parameters(
        batch=draw.choice(BATCHES),
        in_channels=draw.choice(CHANNELS),
        height=side,
        width=side,
        kernel_size=draw.choice((1, 3, 5)),
        out_channels=draw.choice(FILTERS),
        bias=draw.integer(1, 4) > 1,
    )


def solve(p: Parameters) -> Solution:
    """The count for one filter, then for all."""
    kernel_area = Shown(p.kernel_size**2)
    weights = Shown(p.in_channels * kernel_area.number)
    bias = Shown(int(p.bias))
    per_filter = Shown(weights.number + bias.number)
    parameters = Shown(p.out_channels * per_filter.number)
    values: Values = {
        "batch": Shown(p.batch),
        "in_channels": Shown(p.in_channels),
        "height": Shown(p.height),
        "width": Shown(p.width),
        "kernel_size": Shown(p.kernel_size),
        "out_channels": Shown(p.out_channels),
        "has_bias": Word("has a bias" if p.bias else "has no bias"),
        "kernel_area": kernel_area,
        "weights": weights,
        "bias_entries": bias,
        "per_filter": per_filter,
        "parameters": parameters,
    }
    answers = {
        "per_filter": whole_number(per_filter),
        "parameters": whole_number(parameters),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    N, C, F, bias = p.batch, p.in_channels, p.out_channels, int(p.bias)
    area = p.kernel_size**2
    filters = {
        "bias_left_out": C * area,
        "bias_counted": C * area + 1,
        "channels_lost": area + bias,
        "kernel_not_squared": C * p.kernel_size + bias,
        "height_for_channels": p.height * area + bias,
        "batch_for_channels": N * area + bias,
        "every_number": N * C * p.height * p.width + bias,
    }
    mistakes = {name: {"per_filter": one, "parameters": F * one} for name, one in filters.items()}
    mistakes["filters_for_channels"] = {
        "per_filter": F * area + bias,
        "parameters": C * (F * area + bias),
    }
    mistakes["one_bias_for_all"] = {"parameters": F * C * area + bias}
    return mistakes


GENERATOR = Generator(
    "conv_parameters",
    sample,
    solve,
    presets={
        "exam": Parameters(
            batch=16,
            in_channels=32,
            height=64,
            width=64,
            kernel_size=1,
            out_channels=1,
            bias=True,
        )
    },
)
