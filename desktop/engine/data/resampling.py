"""Enlarging images by cubic convolution."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array


def enlarged(images: Array, factor: int) -> Array:
    """Images (..., height, width) with `factor` times as many rows and columns.

    Pixels are squares, their values those at the centres; beyond the border the outermost value
    goes on. Cubic convolution overshoots a little at edges.
    Source: Keys 1981, Cubic convolution interpolation for digital image processing.
    """
    height, width = images.shape[-2:]
    rows, columns = _weights(height, factor), _weights(width, factor)
    result: Array = rows @ images.astype(np.float32) @ columns.T
    return result


def shrunk(images: Array, factor: int) -> Array:
    """Images (..., height, width) with the mean of each block of factor x factor pixels."""
    *rest, height, width = images.shape
    blocks = images.reshape(*rest, height // factor, factor, width // factor, factor)
    result: Array = blocks.mean(axis=(-3, -1))
    return result


def _weights(size: int, factor: int) -> Array:
    """Matrix (size * factor, size): how much each value counts for each new one."""
    places = (np.arange(size * factor) + 0.5) / factor - 0.5
    weights = np.zeros((size * factor, size))
    for offset in range(-1, 3):
        neighbours = np.floor(places).astype(int) + offset
        share = _kernel(np.abs(places - neighbours))
        np.add.at(weights, (np.arange(len(places)), neighbours.clip(0, size - 1)), share)
    return weights.astype(np.float32)


def _kernel(distance: Array) -> Array:
    """Keys's kernel with a = -1/2, for a distance from 0 to 2."""
    near = (1.5 * distance - 2.5) * distance**2 + 1
    far = ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
    return np.where(distance <= 1, near, far)
