"""Parameters of a layer that scores every pixel: as a convolution, and as a fully-connected layer.

conv = num_classes (in_channels kernel_size^2 + 1)
dense = (in_channels height width) (num_classes height width) + num_classes height width
From (in_channels, height, width) to (num_classes, height, width); biases included.
Source: Long et al. 2015, arXiv:1411.4038 (content key: long2015), section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

LARGEST = 99_999_999  # eight digits, as a pocket calculator has
SIDES = ((4, 4), (5, 4), (6, 8), (8, 8), (10, 8), (10, 10), (12, 12), (16, 16), (20, 16), (32, 32))


@dataclass(frozen=True)
class Parameters:
    """The input's shape, the classes, and the convolution's kernel."""

    in_channels: int
    height: int
    width: int
    num_classes: int
    kernel_size: int


def sample(draw: Draw) -> Parameters:
    """Small images or feature maps, and kernels that keep their size with the right padding."""
    height, width = draw.choice(SIDES)
    return Parameters(
        in_channels=draw.choice((2, 3, 3, 4, 8)),
        height=height,
        width=width,
        num_classes=draw.choice((2, 5, 6, 7, 10, 11, 20)),
        kernel_size=draw.choice((3, 3, 5)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Sizes that could be taken for each other, and numbers too long for a pocket calculator."""
    sizes = {p.in_channels, p.num_classes, p.kernel_size}
    clash = len(sizes) < 3 or not sizes.isdisjoint((p.height, p.width))
    return clash or solution.number("dense") > LARGEST


def solve(p: Parameters) -> Solution:
    """Values going in and out, the shared kernels, then a weight for every pair of values."""
    K, C, pixels = p.num_classes, p.in_channels, p.height * p.width
    numbers = {
        "in_channels": C,
        "height": p.height,
        "width": p.width,
        "num_classes": K,
        "kernel_size": p.kernel_size,
        "padding": p.kernel_size // 2,
        "pixels": pixels,
        "inputs": C * pixels,
        "outputs": K * pixels,
        "kernel_area": p.kernel_size**2,
        "kernel_weights": C * p.kernel_size**2,
        "per_filter": C * p.kernel_size**2 + 1,
        "dense_weights": C * pixels * K * pixels,
        "conv": K * (C * p.kernel_size**2 + 1),
        "dense": C * pixels * K * pixels + K * pixels,
    }
    values: Values = {name: Shown(number) for name, number in numbers.items()}
    answers = {name: whole_number(Shown(numbers[name])) for name in ("conv", "dense")}
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    K, C, k = p.num_classes, p.in_channels, p.kernel_size
    pixels = p.height * p.width
    inputs, outputs = C * pixels, K * pixels
    return {
        "biases_lost": {"conv": K * C * k**2, "dense": inputs * outputs},
        "channels_lost": {"conv": K * (k**2 + 1), "dense": pixels * outputs + outputs},
        "kernel_not_squared": {"conv": K * (C * k + 1)},
        "classes_lost": {"conv": C * k**2 + 1, "dense": inputs * pixels + pixels},
        "one_bias_for_all": {"conv": K * C * k**2 + 1, "dense": inputs * outputs + 1},
        "kernels_for_each_pixel": {"conv": (C * k**2 + 1) * outputs},
        "scores_of_one_pixel": {"dense": inputs * K + K},
        "pixels_once": {"dense": C * outputs + outputs},
        "bias_per_class": {"dense": inputs * outputs + K},
        "biases_of_inputs": {"dense": inputs * outputs + inputs},
    }


GENERATOR = Generator("segmentation_parameters", sample, solve, presets={}, rejects=rejects)
