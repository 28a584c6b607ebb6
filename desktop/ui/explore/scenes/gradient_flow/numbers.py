"""What the view of gradients through the depth computes, for each of its three pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.signal_flow import (
    Flow,
    chain_factors,
    he_variance,
    output_variance,
    signal_flow,
    xavier_variance,
)
from desktop.ui.explore.activation import activation_of, value_and_slope
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import is_on, number_of, text_of, whole_of

BATCH = 32
DEEPEST = 50
COMPARED = ("sigmoid", "tanh", "leaky_relu")  # what the chain shows at once


@dataclass(frozen=True)
class Network:
    """A random network before training; `weight_variance` is that of each entry."""

    flow: Flow
    shares: Array
    depth: int
    weight_variance: float


@dataclass(frozen=True)
class Chain:
    """One unit a layer: slopes (layers,) from the first layer on, factors from the last back."""

    activation: str
    weight: float
    signs: tuple[float, ...]
    slopes: dict[str, Array]
    factors: dict[str, Array]

    @property
    def factor(self) -> float:
        """What the whole chain makes of the gradient."""
        return float(self.factors[self.activation][-1])


@dataclass(frozen=True)
class Layer:
    """Variances of the weights and of an output, by initialization."""

    fan_in: int
    fan_out: int
    input_variance: float
    weights: dict[str, float]
    outputs: dict[str, float]


def computed(values: Values) -> Network | Chain | Layer:
    """What is shown of the three."""
    match text_of(values, "shown"):
        case "chain":
            return _chain(values)
        case "layer":
            return _layer(values)
        case _:
            return _network(
                whole_of(values, "depth"),
                whole_of(values, "width"),
                text_of(values, "activation"),
                number_of(values, "negative_slope"),
                text_of(values, "initialization"),
                is_on(values, "residual"),
                is_on(values, "batch_norm"),
                whole_of(values, "seed"),
            )


@lru_cache(maxsize=4)
def _drawn(width: int, seed: int) -> tuple[Array, Array, Array]:
    """Normal numbers for all weights, the inputs and the last gradient."""
    rng = np.random.default_rng(seed)
    shapes = ((DEEPEST, width, width), (BATCH, width), (BATCH, width))
    weights, x, last = (rng.standard_normal(shape, dtype=np.float32) for shape in shapes)
    return weights, x, last


@lru_cache(maxsize=16)
def _network(
    depth: int,
    width: int,
    activation: str,
    negative_slope: float,
    initialization: str,
    residual: bool,
    batch_norm: bool,
    seed: int,
) -> Network:
    weights, x, last = _drawn(width, seed)
    slope = {"leaky_relu": negative_slope, "relu": 0.0}.get(activation, 0.0)
    variance = {
        "xavier": xavier_variance(width, width),
        "he": he_variance(width, slope),
        "small": xavier_variance(width, width) / 4,
        "large": xavier_variance(width, width) * 4,
    }[initialization]
    scaled = weights[:depth] * np.float32(math.sqrt(variance))
    flow = signal_flow(
        x,
        list(scaled),
        activation_of(activation, negative_slope),
        last,
        residual=residual,
        batch_norm=batch_norm,
    )
    return Network(flow, flow.gradient_shares, depth, variance)


def _chain(values: Values) -> Chain:
    size, weight = number_of(values, "size"), number_of(values, "weight")
    signs = [1.0] * whole_of(values, "positive") + [-1.0] * whole_of(values, "negative")
    signs = signs or [1.0]
    z = size * np.array(signs)
    asked = text_of(values, "activation")
    slopes, factors = {}, {}
    for word in dict.fromkeys((*COMPARED, asked)):
        activation = activation_of(word, number_of(values, "negative_slope"))
        slopes[word] = value_and_slope(activation, z)[1]
        factors[word] = chain_factors([float(slope) for slope in slopes[word]], weight)
    return Chain(asked, weight, tuple(signs), slopes, factors)


def _layer(values: Values) -> Layer:
    fan_in, fan_out = whole_of(values, "fan_in"), whole_of(values, "fan_out")
    variance = number_of(values, "input_variance")
    weights = {
        "fan_in": 1 / fan_in,
        "xavier": xavier_variance(fan_in, fan_out),
        "fan_out": 1 / fan_out,
        "he": he_variance(fan_in),
    }
    outputs = {name: output_variance(fan_in, w, variance) for name, w in weights.items()}
    return Layer(fan_in, fan_out, variance, weights, outputs)
