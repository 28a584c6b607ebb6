"""The convolution that computes a fully-connected layer over a feature map.

weight of the convolution: (out_features, channels, height, width), its kernel covers the map
parameters = out_features (channels height width + 1)   one bias a filter; padding 0
Source: Long et al. 2015, arXiv:1411.4038 (content key: long2015), section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import Value, shape, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, shape_word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values


@dataclass(frozen=True)
class Parameters:
    """The shape of the map, (channels, height, width), and the layer's number of neurons."""

    channels: int
    height: int
    width: int
    out_features: int


def sample(draw: Draw) -> Parameters:
    """Maps as they stand at the end of a convolutional network; some are not square."""
    height, width = draw.choice(
        ((4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (4, 6), (5, 8), (6, 10), (8, 4), (7, 5))
    )
    return Parameters(
        channels=draw.choice((2, 3, 12, 16, 20, 24, 32, 64)),
        height=height,
        width=width,
        out_features=draw.choice((2, 3, 9, 11, 18, 19, 25, 50, 100)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """As many neurons as channels: the order of the weight's sizes would not show."""
    return p.out_features == p.channels


def solve(p: Parameters) -> Solution:
    """One filter for each neuron, as large as the map."""
    sizes = (p.out_features, p.channels, p.height, p.width)
    inputs = p.channels * p.height * p.width
    parameters = Shown(p.out_features * (inputs + 1))
    values: Values = {
        "channels": Shown(p.channels),
        "height": Shown(p.height),
        "width": Shown(p.width),
        "out_features": Shown(p.out_features),
        "inputs": Shown(inputs),
        "per_filter": Shown(inputs + 1),
        "dense_weights": Shown(p.out_features * inputs),
        "weight": shape_word(sizes),
        "parameters": parameters,
    }
    answers = {"weight": shape(*sizes), "parameters": whole_number(parameters)}
    return Solution(values, answers, _mistakes(p, inputs))


def _mistakes(p: Parameters, inputs: int) -> Mistakes:
    out, area = p.out_features, p.height * p.width
    return {
        "channels_lost": _weight((out, 1, p.height, p.width), out * (area + 1)),
        "one_by_one_kernel": _weight((out, p.channels, 1, 1), out * (p.channels + 1)),
        "filter_for_each_channel": _weight(
            (out * p.channels, 1, p.height, p.width), out * p.channels * (area + 1)
        ),
        "order_swapped": {"weight": (p.channels, out, p.height, p.width)},
        "bias_left_out": {"parameters": out * inputs},
        "one_bias": {"parameters": out * inputs + 1},
    }


def _weight(sizes: tuple[int, int, int, int], parameters: int) -> dict[str, Value]:
    return {"weight": sizes, "parameters": parameters}


GENERATOR = Generator(
    "dense_as_convolution",
    sample,
    solve,
    presets={"exam": Parameters(channels=2, height=28, width=28, out_features=100)},
    rejects=rejects,
)
