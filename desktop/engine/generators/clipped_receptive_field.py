"""Receptive field of a fully-connected unit on top of a convolutional stack, cut to the image.

span = field + jump (last_size - 1)   of all units of the last map together
start = -(sum of padding jump_before), end = start + span - 1
clipped = min(end, size - 1) - max(start, 0) + 1
Source: Araujo et al. 2019, doi:10.23915/distill.00021 (key: araujo2019), single-path networks.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, NoAnswerError, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SMALLEST, LARGEST = 3, 12  # last map's height and width


@dataclass(frozen=True)
class Parameters:
    """Height and width of the image; kernel_size, stride and padding of every layer."""

    size: int
    kernel_sizes: tuple[int, ...]
    strides: tuple[int, ...]
    paddings: tuple[int, ...]


@dataclass(frozen=True)
class Layer:
    """A layer's settings, and map, field, jump and first column on either side of it."""

    index: Shown
    kernel_size: Shown
    stride: Shown
    padding: Shown
    size_before: Shown
    size: Shown
    field_before: Shown
    field: Shown
    jump: Shown
    next_jump: Shown
    start_before: Shown
    start: Shown


def sample(draw: Draw) -> Parameters:
    """A convolution and a pooling, half the time with a second convolution after them."""
    layers = [_convolution(draw), draw.choice(((2, 2, 0), (2, 2, 0), (3, 3, 0)))]
    if draw.integer(1, 2) == 1:
        layers.append(_convolution(draw))
    kernel_sizes, strides, paddings = zip(*layers, strict=True)
    return Parameters(draw.integer(16, 40), kernel_sizes, strides, paddings)


def _convolution(draw: Draw) -> tuple[int, int, int]:
    kernel_size = draw.choice((3, 5))
    return kernel_size, draw.choice((1, 2)), draw.choice((0, 0, 1, kernel_size // 2))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A span that is the image as it stands, last maps too small or too large, and a false cut.

    A padded layer seems to reach columns that the layers before it have left out.
    """
    last_size = int(solution.number("last_size"))
    if solution.number("unclipped") == p.size or not SMALLEST <= last_size <= LARGEST:
        return True
    cut = (int(solution.number("first_seen")), int(solution.number("last_seen")))
    return cut != _traced_back(p, last_size)


def _traced_back(p: Parameters, last_size: int) -> tuple[int, int]:
    """First and last column that a path leads to, cut to the map at every layer."""
    sizes = [int(layer.size_before.number) for layer in _layers(p)]
    settings = zip(sizes, p.kernel_sizes, p.strides, p.paddings, strict=True)
    first, last = 0, last_size - 1
    for size, kernel_size, stride, padding in reversed(list(settings)):
        first = max(first * stride - padding, 0)
        last = min(last * stride - padding + kernel_size - 1, size - 1)
    return first, last


def solve(p: Parameters) -> Solution:
    """One unit of the last map, then all of them together, then the cut."""
    layers = _layers(p)
    last = layers[-1]
    size, jump = int(last.size.number), int(last.next_jump.number)
    field, start = int(last.field.number), int(last.start.number)
    unclipped = field + jump * (size - 1)
    end = start + unclipped - 1
    first_seen, last_seen = max(start, 0), min(end, p.size - 1)
    clipped = last_seen - first_seen + 1
    values: Values = {
        "size": Shown(p.size),
        "last_column": Shown(p.size - 1),
        "kernel_sizes": Listed(shown_all(p.kernel_sizes)),
        "strides": Listed(shown_all(p.strides)),
        "paddings": Listed(shown_all(p.paddings)),
        "layers": layers,
        "last_size": Shown(size),
        "field": Shown(field),
        "jump": Shown(jump),
        "start": Shown(start),
        "end": Shown(end),
        "first_seen": Shown(first_seen),
        "last_seen": Shown(last_seen),
        "unclipped": Shown(unclipped),
        "clipped": Shown(clipped),
    }
    answers = {
        "unclipped": whole_number(Shown(unclipped)),
        "clipped": whole_number(Shown(clipped)),
    }
    return Solution(values, answers, _mistakes(p, field, jump, size, start))


def _layers(p: Parameters) -> tuple[Layer, ...]:
    layers = []
    size, field, jump, start = p.size, 1, 1, 0
    settings = zip(p.kernel_sizes, p.strides, p.paddings, strict=True)
    for index, (kernel_size, stride, padding) in enumerate(settings, 1):
        out_size = (size + 2 * padding - kernel_size) // stride + 1
        if out_size < 1:
            raise NoAnswerError("a kernel is larger than its map: no answer")
        after = field + jump * (kernel_size - 1)
        out_start = start - padding * jump
        numbers = (index, kernel_size, stride, padding, size, out_size, field, after)
        ends = (jump, jump * stride, start, out_start)
        layers.append(Layer(*shown_all((*numbers, *ends))))
        size, field, jump, start = out_size, after, jump * stride, out_start
    return tuple(layers)


def _mistakes(p: Parameters, field: int, jump: int, size: int, start: int) -> Mistakes:
    unclipped = field + jump * (size - 1)
    end = start + unclipped - 1
    return {
        "one_unit": {"unclipped": field, "clipped": min(field, p.size)},
        "map_size": {"unclipped": size, "clipped": size},
        "map_not_less_one": {"unclipped": field + jump * size},
        "jump_ignored": {"unclipped": field + size - 1},
        "not_clipped": {"clipped": unclipped},
        "cut_at_the_start_only": {"clipped": end - max(start, 0) + 1},
        "cut_at_the_end_only": {"clipped": min(end, p.size - 1) - start + 1},
        "whole_image_assumed": {"clipped": p.size},
    }


GENERATOR = Generator(
    "clipped_receptive_field",
    sample,
    solve,
    presets={
        "exam": Parameters(28, (5, 2, 5, 2), (1, 2, 1, 2), (2, 0, 2, 0)),
        "exam_without_padding": Parameters(28, (5, 2, 5, 2), (1, 2, 1, 2), (0, 0, 0, 0)),
    },
    rejects=rejects,
)
