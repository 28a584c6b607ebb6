"""Centre and scale: the common core of batch and layer normalization."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array, Result


def normalize(
    x: Array, *, mean: Array, variance: Array, eps: float, axes: tuple[int, ...]
) -> Result:
    """(x - mean) / sqrt(variance + eps), with mean and variance those of x along the axes.

    They are passed in because the layer keeps them too; the gradient flows through both:
    dL/dx = (g - mean(g) - x_hat mean(g x_hat)) / sqrt(variance + eps).
    Shapes: mean and variance have length 1 along the axes.
    Source: Ioffe & Szegedy 2015, arXiv:1502.03167.
    """
    scale: Array = 1 / np.sqrt(variance + eps)
    x_hat: Array = (x - mean) * scale

    def to_x(g: Array) -> Array:
        through_mean: Array = g.mean(axis=axes, keepdims=True)
        through_variance: Array = (g * x_hat).mean(axis=axes, keepdims=True)
        return (g - through_mean - x_hat * through_variance) * scale

    return x_hat, (to_x,)
