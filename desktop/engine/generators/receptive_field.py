"""Receptive field and jump after a stack of convolutions and poolings.

field = field_before + jump_before (kernel_size - 1)   side in input pixels, starts with 1
jump = jump_before stride                              distance of two neighbors, starts with 1
Source: Araujo et al. 2019, doi:10.23915/distill.00021 (key: araujo2019), single-path networks.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

CONVOLUTIONS = ((3, 1), (3, 1), (3, 2), (5, 1), (5, 2), (7, 1), (7, 2))
POOLINGS = ((2, 2), (2, 2), (3, 2), (3, 3))
LARGEST = 99  # receptive field


@dataclass(frozen=True)
class Parameters:
    """kernel_size and stride of every layer, from the input on."""

    kernel_sizes: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True)
class Layer:
    """A layer's settings, and field and jump on either side of it."""

    index: Shown
    kernel_size: Shown
    stride: Shown
    before: Shown
    jump: Shown
    after: Shown
    next_jump: Shown


def sample(draw: Draw) -> Parameters:
    """Two to five layers, of which the first is a convolution."""
    layers = [draw.choice(CONVOLUTIONS)]
    for _ in range(draw.integer(1, 4)):
        layers.append(draw.choice((*CONVOLUTIONS, *POOLINGS)))
    return Parameters(tuple(k for k, _ in layers), tuple(s for _, s in layers))


def rejects(p: Parameters, solution: Solution) -> bool:
    """Strides that don't matter, or matter only where they are counted by mistake."""
    field = solution.number("field")
    plain = solution.mistakes["strides_ignored"]["field"]
    alone = solution.mistakes["own_stride_counted"]["field"]
    return field in (plain, alone) or field > LARGEST or p.kernel_sizes[-1] == field


def solve(p: Parameters) -> Solution:
    """Layer by layer, with the jump that the layers before have left."""
    layers = []
    field = jump = 1
    for index, (kernel_size, stride) in enumerate(zip(p.kernel_sizes, p.strides, strict=True), 1):
        after = field + jump * (kernel_size - 1)
        numbers = (index, kernel_size, stride, field, jump, after, jump * stride)
        layers.append(Layer(*shown_all(numbers)))
        field, jump = after, jump * stride
    values: Values = {
        "count": Shown(len(layers)),
        "kernel_sizes": Listed(shown_all(p.kernel_sizes)),
        "strides": Listed(shown_all(p.strides)),
        "layers": tuple(layers),
        "field": Shown(field),
        "jump": Shown(jump),
    }
    answers = {"field": whole_number(Shown(field)), "jump": whole_number(Shown(jump))}
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    first = p.kernel_sizes[0]
    own_stride_counted = kernel_not_less_one = first
    jump = p.strides[0]
    for kernel_size, stride in zip(p.kernel_sizes[1:], p.strides[1:], strict=True):
        own_stride_counted += jump * stride * (kernel_size - 1)
        kernel_not_less_one += jump * kernel_size
        jump *= stride
    return {
        "own_stride_counted": {"field": own_stride_counted},
        "strides_ignored": {"field": 1 + sum(p.kernel_sizes) - len(p.kernel_sizes)},
        "kernel_not_less_one": {"field": kernel_not_less_one},
        "kernels_added": {"field": sum(p.kernel_sizes)},
        "strides_added": {"jump": sum(p.strides)},
        "last_stride_left_out": {"jump": jump // p.strides[-1]},
        "last_stride_only": {"jump": p.strides[-1]},
    }


GENERATOR = Generator(
    "receptive_field",
    sample,
    solve,
    presets={"exam": Parameters(kernel_sizes=(5, 2), strides=(1, 2))},
    rejects=rejects,
)
