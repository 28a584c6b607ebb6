"""Points in the plane in two classes: small data sets on which training can be watched.

Each shape takes a count and a random generator to points (count, 2) and classes (count,), 0 or 1,
the first half 0. Without noise all points lie within 3 of the origin in both coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from desktop.engine.ops.operation import Array

Shape: TypeAlias = Callable[[Array, np.random.Generator], Array]
"""Classes (count,) and a random generator -> points (count, 2)."""

INNER, OUTER = 1.3, (1.9, 2.8)
CENTER, SPREAD = 1.5, 0.5
TURNS = 1.25
SCATTER = 1.2  # standard deviation of the noise where it is 1


def planar_points(
    shape: str, count: int, noise: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Points (count, 2) of a shape with normal noise added, and their classes (count, 1), shuffled.

    The noise is a share of SCATTER; all are float32.
    Raises: KeyError for a shape that is not in SHAPES.
    """
    classes = (np.arange(count) >= (count + 1) // 2).astype(np.float64)
    points = SHAPES[shape](classes, rng)
    points = points + noise * SCATTER * rng.normal(size=points.shape)
    order = rng.permutation(count)
    return points[order].astype(np.float32), classes[order, None].astype(np.float32)


def circle(classes: Array, rng: np.random.Generator) -> Array:
    """A disc of one class, in a ring of the other."""
    inner = INNER * np.sqrt(rng.random(len(classes)))  # the root spreads evenly over the area
    low, high = OUTER
    outer = np.sqrt(low**2 + (high**2 - low**2) * rng.random(len(classes)))
    return _polar(np.where(classes == 0, inner, outer), 2 * np.pi * rng.random(len(classes)))


def exclusive_or(classes: Array, rng: np.random.Generator) -> Array:
    """A square whose opposite quarters belong together: class 1 where the signs are equal."""
    x, y = rng.uniform(0.3, 2.7, (2, len(classes)))
    side = np.where(rng.random(len(classes)) < 0.5, -1.0, 1.0)
    return np.stack([side * x, np.where(classes == 1, side, -side) * y], axis=-1)


def gaussians(classes: Array, rng: np.random.Generator) -> Array:
    """Two round clusters at opposite corners; without noise they lie apart."""
    centers = np.where(classes == 1, CENTER, -CENTER)[:, None]
    return centers + SPREAD * rng.normal(size=(len(classes), 2)).clip(-3, 3)


def spiral(classes: Array, rng: np.random.Generator) -> Array:
    """Two arms that wind around each other."""
    along = 0.08 + 0.92 * rng.random(len(classes))
    return _polar(2.8 * along, 2 * np.pi * TURNS * along + np.pi * classes)


def moons(classes: Array, rng: np.random.Generator) -> Array:
    """Two half circles that reach into each other."""
    angle = np.pi * rng.random(len(classes))
    x = np.where(classes == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(classes == 0, np.sin(angle), 0.5 - np.sin(angle))
    return 1.7 * np.stack([x - 0.5, y - 0.25], axis=-1)


def _polar(radius: Array, angle: Array) -> Array:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)


SHAPES: Mapping[str, Shape] = {
    "circle": circle,
    "exclusive_or": exclusive_or,
    "gaussians": gaussians,
    "spiral": spiral,
    "moons": moons,
}
"""Name -> shape."""
