"""How much random decoded images look like digits: the distance to the nearest real one."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array


def nearest_distances(images: Array, known: Array) -> Array:
    """For each of images (count, 28, 28) the least Euclidean distance to one of known."""
    a, b = images.reshape(len(images), -1), known.reshape(len(known), -1)
    squares = (a**2).sum(axis=1)[:, None] - 2 * a @ b.T + (b**2).sum(axis=1)
    distances: Array = np.sqrt(squares.min(axis=1).clip(0))
    return distances
