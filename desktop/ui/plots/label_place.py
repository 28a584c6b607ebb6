"""Finds a free place for a series' label: near its series, never across a line."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (number, 2): x to the right and y downwards, in pixels

CELL = 4  # px: the grid on which places are tried
CLEAR = 4  # px kept free around a label


def polyline_points(points: Points) -> Points:
    """Points along a polyline, no further apart than half a cell."""
    if len(points) < 2:
        return points
    pieces = []
    for start, end in itertools.pairwise(points):
        count = max(2, int(np.abs(end - start).max() / (CELL / 2)) + 1)
        pieces.append(start + np.linspace(0, 1, count)[:, None] * (end - start))
    return np.concatenate(pieces)


def rectangle_points(left: float, top: float, right: float, bottom: float) -> Points:
    """Points that fill a rectangle."""
    across = np.arange(left, right + CELL, CELL)
    down = np.arange(top, bottom + CELL, CELL)
    grid = np.stack(np.meshgrid(across, down), axis=-1)
    return np.asarray(grid.reshape(-1, 2), dtype=np.float64)


def place_label(
    area: tuple[float, float], size: tuple[float, float], own: Points, taken: Points
) -> tuple[float, float] | None:
    """The top left corner of a label's box: free of `taken`, as near as can be to `own`.

    All in pixels of an area of (width, height). Of two equally near places the one further to the
    right is taken. None if the box fits nowhere.
    """
    columns, rows = (int(length // CELL) for length in area)
    wide, high = (int(np.ceil((length + 2 * CLEAR) / CELL)) for length in size)
    if wide > columns or high > rows or not len(own):
        return None
    covered = _summed_cells(taken, rows, columns)
    overlap = (
        covered[high:, wide:] - covered[:-high, wide:] - covered[high:, :-wide]
        + covered[:-high, :-wide]
    )  # fmt: skip
    free_rows, free_columns = np.nonzero(overlap == 0)
    if not len(free_rows):
        return None
    boxes = np.stack([free_columns, free_rows], axis=1).astype(np.float64) * CELL
    best = boxes[np.argmin(_distances(boxes, (wide * CELL, high * CELL), own))]
    return float(best[0] + CLEAR), float(best[1] + CLEAR)


def _summed_cells(taken: Points, rows: int, columns: int) -> NDArray[np.int64]:
    """Sums over all cells above and to the left, with a row and a column of zeros before."""
    cells = np.zeros((rows, columns), dtype=np.int64)
    places = np.floor(taken / CELL).astype(np.int64)
    inside = (places >= 0).all(axis=1) & (places[:, 0] < columns) & (places[:, 1] < rows)
    cells[places[inside, 1], places[inside, 0]] = 1
    return np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _distances(boxes: Points, size: tuple[float, float], own: Points) -> NDArray[np.float64]:
    """From each box to the nearest point of the series; a touch less for boxes to the right."""
    nearest = np.full(len(boxes), np.inf)
    for point in own[:: max(1, len(own) // 60)]:
        beyond = np.maximum(boxes - point, point - (boxes + size))
        nearest = np.minimum(nearest, np.hypot(*np.maximum(beyond, 0.0).T))
    return np.asarray(nearest - boxes[:, 0] * 0.004, dtype=np.float64)
