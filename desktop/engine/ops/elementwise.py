"""Functions of one number, applied to each entry."""

from __future__ import annotations

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array, Booleans, Result


def exp(x: Array) -> Result:
    """Exponential e^x."""
    value: Array = np.exp(x)
    return value, (lambda g: g * value,)


def log(x: Array) -> Result:
    """The natural logarithm of x."""
    return np.log(x), (lambda g: g / x,)


def absolute(x: Array) -> Result:
    """Absolute value |x|, with gradient 0 at x = 0."""
    return np.abs(x), (lambda g: g * np.sign(x),)


def masked_fill(x: Array, *, mask: Booleans, fill: float) -> Result:
    """Put `fill` wherever the mask is true; no gradient flows there.

    Raises: ShapeError unless the mask broadcasts to the shape of x.
    """
    if mask.shape != x.shape:
        try:
            mask = np.broadcast_to(mask, x.shape)
        except ValueError:
            raise ShapeError(f"masked_fill: mask {mask.shape} for an input {x.shape}") from None
    return np.where(mask, x.dtype.type(fill), x), (lambda g: np.where(mask, g.dtype.type(0), g),)
