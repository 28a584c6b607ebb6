"""A dense layer over a feature map and the convolution with its weights, run beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.arithmetic import conv_parameters, linear_parameters
from desktop.engine.functional import conv2d, linear
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.questions.views.parameters import Number
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import is_on, numbers_of, whole_of

MOST_INPUTS, MOST_NEURONS = 24, 5  # that are drawn entry by entry
SEED = 4
LARGEST_WEIGHT, LARGEST_BIAS = 2, 3


@dataclass(frozen=True)
class Sizes:
    """The map (channels, height, width), the neurons, and whether each has a bias."""

    channels: int
    height: int
    width: int
    neurons: int
    bias: bool

    @property
    def inputs(self) -> int:
        """What a neuron weighs."""
        return self.channels * self.height * self.width

    @property
    def map(self) -> tuple[int, int, int]:
        """The shape of the input."""
        return self.channels, self.height, self.width

    @property
    def drawn(self) -> bool:
        """Whether it is small enough for entries."""
        return self.inputs <= MOST_INPUTS and self.neurons <= MOST_NEURONS


@dataclass(frozen=True)
class Entries:
    """x (channels, height, width), weights (neurons, inputs), one bias and output a neuron.

    `dense` and `convolved` are the outputs (neurons,) of the two layers.
    """

    x: Array
    weights: Array
    biases: Array
    dense: Array
    convolved: Array


@dataclass(frozen=True)
class Twins:
    """Sizes, what each of the two layers has in parameters, and the entries of small ones."""

    sizes: Sizes
    dense_parameters: int
    conv_parameters: int
    entries: Entries | None

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """The shape of the convolution's weight, as PyTorch has it."""
        return self.sizes.neurons, *self.sizes.map


def twins(values: Values) -> Twins:
    """Both layers by the engine with the same weights, where they are small enough."""
    sizes = Sizes(
        channels=whole_of(values, "in_channels"),
        height=whole_of(values, "height"),
        width=whole_of(values, "width"),
        neurons=whole_of(values, "out_features"),
        bias=is_on(values, "bias"),
    )
    return Twins(
        sizes,
        linear_parameters(sizes.inputs, sizes.neurons, sizes.bias),
        conv_parameters(
            sizes.channels, sizes.neurons, (sizes.height, sizes.width), bias=sizes.bias
        ),
        _entries(sizes, numbers_of(values, "inputs")) if sizes.drawn else None,
    )


@lru_cache(maxsize=64)
def _entries(sizes: Sizes, given: tuple[Number, ...]) -> Entries:
    draw = np.random.default_rng(SEED)
    flat = np.resize(np.array(given, dtype=np.float64), sizes.inputs)
    shape = (MOST_NEURONS, MOST_INPUTS)
    drawn = draw.integers(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1, shape).astype(np.float64)
    weights = drawn[: sizes.neurons, : sizes.inputs]
    drawn_biases = draw.integers(-LARGEST_BIAS, LARGEST_BIAS + 1, MOST_NEURONS)
    biases = drawn_biases[: sizes.neurons].astype(np.float64) * sizes.bias
    x = flat.reshape(sizes.map)
    kernels = weights.reshape(sizes.neurons, *sizes.map)
    dense = linear(Tensor(flat[None]), Tensor(weights.T), Tensor(biases)).data[0]
    convolved = conv2d(Tensor(x[None]), Tensor(kernels), Tensor(biases)).data[0, :, 0, 0]
    return Entries(x, weights, biases, dense, convolved)
