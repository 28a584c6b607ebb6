"""Sum, mean and maximum along axes."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np

from desktop.engine.ops.operation import Array, Result

Axes: TypeAlias = int | tuple[int, ...] | None
"""The axes reduced away; None means all."""


def reduce_sum(x: Array, *, axis: Axes = None, keepdims: bool = False) -> Result:
    """Sum along the axes; every summand receives the sum's gradient."""
    value: Array = x.sum(axis=axis, keepdims=keepdims)
    kept = _kept_shape(x.shape, axis)
    return value, (lambda g: _spread(g, kept, x.shape),)


def reduce_mean(x: Array, *, axis: Axes = None, keepdims: bool = False) -> Result:
    """Sum divided by the number n of summands; each receives 1/n of the mean's gradient."""
    kept = _kept_shape(x.shape, axis)
    count = x.size // max(math.prod(kept), 1)
    value: Array = x.sum(axis=axis, keepdims=keepdims) / count
    return value, (lambda g: _spread(g / count, kept, x.shape),)


def reduce_max(x: Array, *, axis: int | None = None, keepdims: bool = False) -> Result:
    """Maximum along one axis, or of all entries; on a tie the first one takes the gradient."""
    value: Array = x.max(axis=axis, keepdims=keepdims)
    winner = np.expand_dims(x.argmax(axis=axis), () if axis is None else axis)

    def to_x(g: Array) -> Array:
        gradient = np.zeros_like(x)
        if axis is None:
            gradient[np.unravel_index(winner, x.shape)] = g.item()
        else:
            np.put_along_axis(gradient, winner, g.reshape(winner.shape), axis)
        return gradient

    return value, (to_x,)


def _kept_shape(shape: tuple[int, ...], axis: Axes) -> tuple[int, ...]:
    """The shape with length 1 along every reduced axis."""
    if axis is None:
        return (1,) * len(shape)
    reduced = {a % len(shape) for a in ((axis,) if isinstance(axis, int) else axis)}
    return tuple(1 if a in reduced else length for a, length in enumerate(shape))


def _spread(g: Array, kept: tuple[int, ...], shape: tuple[int, ...]) -> Array:
    """The gradient of a reduced array, once for every entry that went into it."""
    gradient = np.empty(shape, g.dtype)
    gradient[...] = g.reshape(kept)
    return gradient
