"""A stack of convolutions and poolings along one axis, and what its units see of the input."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.arithmetic import Step, conv_output_size, jump, receptive_field
from desktop.engine.errors import ShapeError
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import numbers_of, text_of, whole_of

Span = tuple[int, int]  # the first and the last unit


@dataclass(frozen=True)
class Layer:
    """A layer along one axis, with field and jump before and after it."""

    index: int
    kernel_size: int
    stride: int
    padding: int
    field_before: int
    jump_before: int
    field: int
    jump: int
    start: float  # center of its first output, in input pixels
    output_size: int


@dataclass(frozen=True)
class Stack:
    """All layers on an input; `problem` says where the input has become too small for a kernel.

    `dense` asks for a neuron of a fully-connected layer on top, which sees all units of the last.
    """

    input_size: int
    layers: tuple[Layer, ...]
    dense: bool
    problem: str = ""

    @property
    def last(self) -> Layer:
        """The layer on top."""
        return self.layers[-1]

    def centers(self, depth: int) -> tuple[float, int, int]:
        """First center, distance and count of the units after so many layers; 0 is the input."""
        if depth == 0:
            return 0.0, 1, self.input_size
        layer = self.layers[depth - 1]
        return layer.start, layer.jump, layer.output_size

    def seen(self, depth: int, span: Span) -> list[Span]:
        """What units of a layer see of the layers below, from their own down to the input.

        The border counts as if the input went on: units below 0 or beyond the last are padding.
        """
        spans = [span]
        for layer in reversed(self.layers[:depth]):
            first, last = spans[-1]
            low = first * layer.stride - layer.padding
            spans.append((low, last * layer.stride - layer.padding + layer.kernel_size - 1))
        return spans

    @property
    def whole(self) -> Span:
        """The input that all units of the last layer see together."""
        return self.seen(len(self.layers), (0, self.last.output_size - 1))[-1]

    def visible(self, depth: int, span: Span) -> Span:
        """The pixels that can change units of a layer: padding is cut off at every map.

        A later layer's padding seems to reach pixels that an earlier stride has left over.
        """
        first, last = span
        for layer in reversed(self.layers[:depth]):
            _, _, count = self.centers(layer.index - 1)
            first = max(first * layer.stride - layer.padding, 0)
            last = min(last * layer.stride - layer.padding + layer.kernel_size, count) - 1
        return first, last

    @property
    def whole_visible(self) -> Span:
        """The pixels that can change the last map."""
        return self.visible(len(self.layers), (0, self.last.output_size - 1))


def length(span: Span) -> int:
    """How many units there are; 0 for none."""
    return max(0, span[1] - span[0] + 1)


def stack_of(values: Values) -> Stack:
    """Layer by layer, as far as the kernels reach."""
    kernels, strides, paddings = (
        [int(number) for number in numbers_of(values, name)]
        for name in ("kernel_sizes", "strides", "paddings")
    )
    strides += [1] * (len(kernels) - len(strides))
    paddings += [0] * (len(kernels) - len(paddings))
    size, start = whole_of(values, "input_size"), 0.0
    steps: list[Step] = []
    layers: list[Layer] = []
    problem = ""
    settings = zip(kernels, strides, paddings, strict=False)
    for index, (kernel, stride, padding) in enumerate(settings, 1):
        field, distance = receptive_field(steps), jump(steps)
        steps.append(Step(kernel, stride, padding))
        start += ((kernel - 1) / 2 - padding) * distance
        try:
            size = conv_output_size(size, kernel, stride, padding)
        except ShapeError:
            size = 1
            problem = problem or f"From layer {index} on the kernel is larger than its input."
        after = (receptive_field(steps), jump(steps), start, size)
        layers.append(Layer(index, kernel, stride, padding, field, distance, *after))
    dense = text_of(values, "unit") == "dense"
    return Stack(whole_of(values, "input_size"), tuple(layers), dense, problem)


def recursion(layer: Layer) -> str:
    """The line that gives a layer's field."""
    return f"{layer.field_before} + {layer.jump_before} · ({layer.kernel_size} − 1) = {layer.field}"
