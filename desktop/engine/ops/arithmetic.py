"""Sums, products, powers and matrix products."""

from __future__ import annotations

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.ops.broadcasting import misfit, unbroadcast
from desktop.engine.ops.operation import Array, Result


def add(a: Array, b: Array) -> Result:
    """Sum a + b."""
    try:
        value = a + b
    except ValueError:
        raise misfit("add", a, b) from None
    return value, (lambda g: unbroadcast(g, a.shape), lambda g: unbroadcast(g, b.shape))


def subtract(a: Array, b: Array) -> Result:
    """Difference a - b."""
    try:
        value = a - b
    except ValueError:
        raise misfit("subtract", a, b) from None
    return value, (lambda g: unbroadcast(g, a.shape), lambda g: unbroadcast(-g, b.shape))


def multiply(a: Array, b: Array) -> Result:
    """Product a * b, entry by entry."""
    try:
        value = a * b
    except ValueError:
        raise misfit("multiply", a, b) from None
    return value, (lambda g: unbroadcast(g * b, a.shape), lambda g: unbroadcast(g * a, b.shape))


def divide(a: Array, b: Array) -> Result:
    """Quotient a / b."""
    try:
        value = a / b
    except ValueError:
        raise misfit("divide", a, b) from None
    return value, (
        lambda g: unbroadcast(g / b, a.shape),
        lambda g: unbroadcast(-g * value / b, b.shape),
    )


def negate(a: Array) -> Result:
    """Opposite -a."""
    return -a, (lambda g: -g,)


def power(a: Array, *, exponent: float) -> Result:
    """Power a^exponent, the exponent a constant."""
    value: Array = a**exponent
    return value, (lambda g: g * (exponent * a ** (exponent - 1)),)


def matmul(a: Array, b: Array) -> Result:
    """Matrix product (..., n, k) @ (..., k, m) -> (..., n, m); a vector is one row or column."""
    left = a[np.newaxis, :] if a.ndim == 1 else a
    right = b[:, np.newaxis] if b.ndim == 1 else b
    try:
        product: Array = left @ right
    except ValueError:
        raise ShapeError(f"matmul: {a.shape} @ {b.shape} do not fit") from None
    dropped = tuple(axis for axis, x in ((-2, a), (-1, b)) if x.ndim == 1)
    value = product.squeeze(dropped) if dropped else product

    def to_a(g: Array) -> Array:
        gradient: Array = g.reshape(product.shape) @ right.swapaxes(-1, -2)
        return unbroadcast(gradient, left.shape).reshape(a.shape)

    def to_b(g: Array) -> Array:
        gradient: Array = left.swapaxes(-1, -2) @ g.reshape(product.shape)
        return unbroadcast(gradient, right.shape).reshape(b.shape)

    return value, (to_a, to_b)


def linear(x: Array, W: Array, b: Array | None) -> Result:
    """Affine map x @ W + b in one step: x (..., in_features), W (in_features, out_features)."""
    if x.ndim == 0 or W.ndim != 2 or x.shape[-1] != W.shape[0]:
        raise ShapeError(f"linear: {x.shape} @ {W.shape} do not fit")
    value: Array = x @ W
    if b is not None:
        if b.shape != W.shape[1:]:
            raise ShapeError(f"linear: weight {W.shape} and bias {b.shape} do not fit")
        value += b

    def to_weight(g: Array) -> Array:
        gradient: Array = x.reshape(-1, W.shape[0]).T @ g.reshape(-1, W.shape[1])
        return gradient

    def to_b(g: Array) -> Array:
        gradient: Array = np.add.reduce(g.reshape(-1, W.shape[1]), axis=0)
        return gradient

    return value, (lambda g: g @ W.T, to_weight, to_b)
