"""Maximum and average over windows."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array, Booleans, Result
from desktop.engine.ops.window import Pair, Window, batch_first, batch_last, crop, pad


def max_pool2d(x: Array, *, window: Window) -> Result:
    """Largest entry of each window; on a tie the first in row-major order takes the gradient.

    x (batch, channels, height, width); the border counts as minus infinity.
    Raises: ShapeError if the padding exceeds half the window, so that one could lie outside.
    """
    output = _output_shape(x, window, "max_pool2d")
    padded = pad(batch_last(x), window.padding, -math.inf)
    offsets = window.offsets(output)
    value = padded[:, *offsets[0]].copy()
    for offset in offsets[1:]:
        np.maximum(value, padded[:, *offset], out=value)

    def to_x(g: Array) -> Array:
        gradient = np.zeros_like(padded)
        open_windows: Booleans = np.ones(value.shape, np.bool_)
        for offset in offsets:
            won = (padded[:, *offset] == value) & open_windows
            open_windows ^= won
            gradient[:, *offset] += won * batch_last(g)
        return batch_first(crop(gradient, window.padding))

    return batch_first(value), (to_x,)


def avg_pool2d(x: Array, *, window: Window) -> Result:
    """Mean of each window; zeros of the border count, as PyTorch does by default.

    x (batch, channels, height, width).
    """
    output = _output_shape(x, window, "avg_pool2d")
    padded = pad(batch_last(x), window.padding)
    offsets = window.offsets(output)
    value = padded[:, *offsets[0]].copy()
    for offset in offsets[1:]:
        value += padded[:, *offset]
    value /= len(offsets)

    def to_x(g: Array) -> Array:
        share = batch_last(g) / len(offsets)
        gradient = np.zeros_like(padded)
        for offset in offsets:
            gradient[:, *offset] += share
        return batch_first(crop(gradient, window.padding))

    return batch_first(value), (to_x,)


def _output_shape(x: Array, window: Window, operation: str) -> Pair:
    sizes = zip(window.padding, window.kernel_size, window.dilation, strict=True)
    if any(2 * padding > dilation * (kernel - 1) + 1 for padding, kernel, dilation in sizes):
        raise ShapeError(
            f"{operation}: padding {window.padding} exceeds half the kernel {window.kernel_size}"
        )
    return window.output_shape(x.shape, operation)
