"""The way back from a broadcast shape."""

from __future__ import annotations

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array


def unbroadcast(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum of the gradient over every axis along which an input of this shape was repeated."""
    if gradient.shape == shape:
        return gradient
    added = gradient.ndim - len(shape)
    repeated = tuple(
        axis
        for axis in range(gradient.ndim)
        if axis < added or (shape[axis - added] == 1 and gradient.shape[axis] != 1)
    )
    summed: Array = gradient.sum(axis=repeated)
    return summed.reshape(shape)


def misfit(operation: str, a: Array, b: Array) -> ShapeError:
    """The error for two shapes that do not broadcast."""
    return ShapeError(f"{operation}: shapes {a.shape} and {b.shape} do not broadcast")
