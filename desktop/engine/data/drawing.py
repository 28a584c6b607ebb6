"""Strokes of a pen: smooth lines through points, and the ink they leave."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.ops.operation import Array

BOX = 280  # pixels: the side of the square that one draws in
STEPS_PER_POINT = 24


def inked(strokes: list[Array], pen_width: float, size: int = BOX) -> Array:
    """Image (size, size) of strokes, each points (count, 2) as (x, y) in pixels, drawn round.

    pen_width in pixels. Edges are smooth over one pixel.
    """
    image = np.zeros((size, size), np.float32)
    reach = math.ceil(pen_width / 2) + 1
    for stroke in strokes:
        for x, y in _close_points(stroke, max(1.0, pen_width / 12)):
            top, left = max(0, round(y) - reach), max(0, round(x) - reach)
            patch = image[top : max(0, round(y) + reach + 1), left : max(0, round(x) + reach + 1)]
            rows = np.arange(top, top + patch.shape[0])[:, None] - y
            columns = np.arange(left, left + patch.shape[1]) - x
            distance = np.sqrt(rows * rows + columns * columns, dtype=np.float32)
            np.maximum(patch, (pen_width / 2 + 0.5 - distance).clip(0, 1), out=patch)
    return image


def smooth(points: Array) -> Array:
    """A curve through the points (count, 2): Catmull-Rom; a point given twice makes a corner.

    Source: Catmull & Rom 1974, A class of local interpolating splines.
    """
    if len(points) < 3:
        return points
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, STEPS_PER_POINT, endpoint=False)[:, None]
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    pieces = [
        p1
        + t
        * ((p2 - p0) + t * ((2 * p0 - 5 * p1 + 4 * p2 - p3) + t * (3 * (p1 - p2) + p3 - p0)))
        / 2
        for p0, p1, p2, p3 in zip(before, start, end, after, strict=True)
    ]
    return np.concatenate([*pieces, points[-1:]])


def _close_points(stroke: Array, spacing: float) -> Array:
    """Points along the line, no farther apart than `spacing`; a single one stays a dot."""
    steps = np.hypot(*np.diff(stroke, axis=0).T)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.linspace(0, length[-1], max(1, math.ceil(length[-1] / spacing)) + 1)
    return np.stack([np.interp(places, length, axis) for axis in stroke.T], axis=1)
