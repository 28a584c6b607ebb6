"""Operations that move entries and change none."""

from __future__ import annotations

from types import EllipsisType
from typing import Any

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array, Result


def reshape(x: Array, *, shape: tuple[int, ...]) -> Result:
    """The same entries in row-major order under another shape; one length may be -1."""
    try:
        value = x.reshape(shape)
    except ValueError:
        raise ShapeError(f"reshape: {x.shape} has {x.size} entries, not those of {shape}") from None
    return value, (lambda g: g.reshape(x.shape),)


def transpose(x: Array, *, axes: tuple[int, ...] | None = None) -> Result:
    """Reorder the axes: axis i of the result is axis axes[i] of x; None reverses them."""
    order = tuple(reversed(range(x.ndim))) if axes is None else tuple(a % x.ndim for a in axes)
    if sorted(order) != list(range(x.ndim)):
        raise ShapeError(f"transpose: axes {axes} do not order the axes of {x.shape}")
    back = tuple(int(a) for a in np.argsort(order))
    return x.transpose(order), (lambda g: g.transpose(back),)


def index(x: Array, *, key: Any) -> Result:
    """Entries x[key]; each gradient returns to its entry, added up for one taken twice."""
    value: Array = np.asarray(x[key])
    parts = key if isinstance(key, tuple) else (key,)
    only_slices = all(
        part is None or isinstance(part, int | slice | EllipsisType) for part in parts
    )

    def to_x(g: Array) -> Array:
        gradient = np.zeros_like(x)
        if only_slices:
            gradient[key] = g
        else:
            np.add.at(gradient, key, g)
        return gradient

    return value, (to_x,)


def concatenate(*inputs: Array, axis: int = 0) -> Result:
    """Join along an existing axis."""
    try:
        value = np.concatenate(inputs, axis=axis)
    except ValueError:
        shapes = ", ".join(str(x.shape) for x in inputs)
        raise ShapeError(f"concatenate: {shapes} do not fit along axis {axis}") from None
    ends = np.cumsum([x.shape[axis] for x in inputs])

    def part(start: int, end: int) -> Any:
        key = (slice(None),) * (axis % value.ndim) + (slice(start, end),)
        return lambda g: g[key]

    return value, tuple(part(e - x.shape[axis], e) for x, e in zip(inputs, ends, strict=True))


def stack(*inputs: Array, axis: int = 0) -> Result:
    """Join along a new axis."""
    try:
        value = np.stack(inputs, axis=axis)
    except ValueError:
        shapes = ", ".join(str(x.shape) for x in inputs)
        raise ShapeError(f"stack: the shapes {shapes} differ") from None

    def part(position: int) -> Any:
        return lambda g: g.take(position, axis=axis)

    return value, tuple(part(position) for position in range(len(inputs)))
