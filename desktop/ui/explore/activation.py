"""An activation function by its word in a view's parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from desktop.engine.ops import activations
from desktop.engine.ops.operation import Array, Result

Activation: TypeAlias = Callable[[Array], Result]


def activation_of(word: str, negative_slope: float) -> Activation:
    """The engine's operation; "linear" leaves its input as it is.

    Raises: KeyError for an unknown word.
    """
    known: dict[str, Activation] = {
        "sigmoid": activations.sigmoid,
        "tanh": activations.tanh,
        "relu": activations.relu,
        "leaky_relu": partial(activations.leaky_relu, negative_slope=negative_slope),
        "gelu": activations.gelu,
        "linear": _linear,
    }
    return known[word]


def value_and_slope(activation: Activation, z: Array) -> tuple[Array, Array]:
    """The function and its derivative at every entry."""
    value, (backward,) = activation(z)
    return value, backward(np.ones_like(z))


def _linear(x: Array) -> Result:
    return x, (_passed,)


def _passed(g: Array) -> Array:
    return g
