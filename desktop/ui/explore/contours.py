"""Lines of equal height of a surface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pyqtgraph as pg

from desktop.engine.ops.operation import Array
from desktop.engine.surfaces import Quadratic, Surface

LEVELS = 9
CORNERS = 80  # of an ellipse
GRID = (90, 60)

Line = tuple[Array, Array]


@lru_cache(maxsize=16)
def contour_lines(
    surface: Surface, x_range: tuple[float, float], y_range: tuple[float, float]
) -> tuple[Line, ...]:
    """Lines at heights that grow with the square, so that a bowl's are evenly apart."""
    if isinstance(surface, Quadratic):
        return _ellipses(surface, x_range)
    x = np.linspace(*x_range, GRID[0])
    y = np.linspace(*y_range, GRID[1])
    heights = surface.value(*np.meshgrid(x, y, indexing="ij"))
    low, high = float(heights.min()), float(np.quantile(heights, 0.92))
    lines = []
    for share in (np.arange(1, LEVELS + 1) / (LEVELS + 0.5)) ** 2:
        for path in pg.isocurve(heights, low + share * (high - low), connected=True):
            points = np.array(path) - 0.5
            lines.append(
                (
                    np.interp(points[:, 0], np.arange(GRID[0]), x),
                    np.interp(points[:, 1], np.arange(GRID[1]), y),
                )
            )
    return tuple(lines)


def _ellipses(surface: Quadratic, x_range: tuple[float, float]) -> tuple[Line, ...]:
    angle = np.linspace(0, 2 * np.pi, CORNERS)
    widest = 1.6 * max(map(abs, x_range))
    radii = np.linspace(0, widest, LEVELS + 1)[1:]
    root = np.sqrt(surface.steepness)
    return tuple((r * np.cos(angle), r / root * np.sin(angle)) for r in radii)


def joined(lines: Sequence[Line]) -> Line:
    """All lines as one, with gaps between them."""
    gap = (np.full(1, np.nan), np.full(1, np.nan))
    parts = [part for line in lines for part in (line, gap)] or [gap]
    return np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts])


def same_points(kept: tuple[Array | None, Array | None], new: Line) -> bool:
    """Whether a line's points are still those; `kept` is (None, None) for a line without any."""
    return all(
        before is not None and np.array_equal(before, now, equal_nan=True)
        for before, now in zip(kept, new, strict=True)
    )
