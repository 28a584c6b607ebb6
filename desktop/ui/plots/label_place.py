"""Finds a free place for a series' label: near its series, never across a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (number, 2): x to the right and y downwards, in pixels

CELL = 4  # px: the grid on which places are tried
CLEAR = 4  # px kept free around a label


def polyline_points(points: Points) -> Points:
    """Points along a polyline, no further apart than half a cell."""
    if len(points) < 2:
        return points
    moves = np.diff(points, axis=0)
    counts = np.maximum(2, (np.abs(moves).max(axis=1) / (CELL / 2)).astype(np.int64) + 1)
    piece = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
    along: Points = points[piece] + (place / (counts - 1)[piece])[:, None] * moves[piece]
    return along


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
    free = overlap == 0
    if not free.any():
        return None
    distances = _distances(free.shape, (wide * CELL, high * CELL), own)
    best = np.argmin(np.where(free, distances, np.inf))
    row, column = divmod(int(best), free.shape[1])
    return float(column * CELL + CLEAR), float(row * CELL + CLEAR)


def _summed_cells(taken: Points, rows: int, columns: int) -> NDArray[np.int64]:
    """Sums over all cells above and to the left, with a row and a column of zeros before."""
    cells = np.zeros((rows, columns), dtype=np.int64)
    places = np.floor(taken / CELL).astype(np.int64)
    inside = (places >= 0).all(axis=1) & (places[:, 0] < columns) & (places[:, 1] < rows)
    cells[places[inside, 1], places[inside, 0]] = 1
    return np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _distances(
    shape: tuple[int, ...], size: tuple[float, float], own: Points
) -> NDArray[np.float64]:
    """From a box at each cell to the nearest point of the series; a touch less to the right.

    Across and down a box is apart from a point by what depends on its column and its row alone.
    Shapes: (rows, columns) of cells -> the same.
    """
    points = own[:: max(1, len(own) // 60)].astype(np.float32)  # half the bytes, half the time
    tops, lefts = (np.arange(count, dtype=np.float32) * CELL for count in shape)
    across = _apart(lefts, size[0], points[:, 0])
    down = _apart(tops, size[1], points[:, 1])
    nearest, squares = np.full(shape, np.inf, np.float32), np.empty(shape, np.float32)
    for of_row, of_column in zip(down**2, across**2, strict=True):
        np.add.outer(of_row, of_column, out=squares)
        np.minimum(nearest, squares, out=nearest)
    return np.asarray(np.sqrt(nearest) - lefts * 0.004, dtype=np.float64)


def _apart(
    starts: NDArray[np.float32], length: float, points: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How far each point is from each stretch, (points, stretches); 0 within it."""
    beyond = np.maximum(starts - points[:, None], points[:, None] - (starts + np.float32(length)))
    apart: NDArray[np.float32] = np.maximum(beyond, np.float32(0))
    return apart
