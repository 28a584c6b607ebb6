"""The race from above: contours, minima, and the way of every method."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.questions.views.optimization import METHODS
from desktop.ui.explore.contours import contour_lines
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.optimizers.race import Race
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import numbers_of

HALF = 2.6  # of the height in sight; the width is twice as large
BEYOND = 2.5  # times the half, for a path that runs away
EDGE = 0.04  # of it, which the start keeps clear of


class OptimizersPicture(PlotPicture[Race]):
    """The start can be dragged; the paths wait for the prediction."""

    _half = HALF
    _dragging = False

    def show_numbers(self, values: Values, numbers: Race, revealed: bool) -> None:
        """Draw contours, minima, paths and the start."""
        x, y = (float(part) for part in numbers_of(values, "start"))
        needed = _half_for(x, y)
        # while the start is dragged inwards the ground under it stays
        self._half = max(self._half, needed) if self._dragging else needed
        self._dragging = False
        across, up = (-2 * self._half, 2 * self._half), (-self._half, self._half)
        self.begin()
        self.axes(across, up, _ticks(self._half, 2), _ticks(self._half, 1))
        self.contours("contours", contour_lines(numbers.surface, across, up))
        minima = np.array(numbers.surface.minima)
        self.dots("minima", minima[:, 0], minima[:, 1], size=13, symbol="+")
        if revealed:
            for series, (method, path) in enumerate(numbers.paths.items()):
                words = METHODS[method]
                points = _in_sight(path.points, self._half)
                self.curve(method, *points.T, series=series, markers=True, label=words)
        self.handle("start", x, y, self._drag)
        self.tag("start words", "start, drag me", x, y)
        self.finish()

    def _drag(self, x: float, y: float) -> None:
        self._dragging = True
        room = self._half * (1 - EDGE)
        inside = (min(max(x, -2 * room), 2 * room), min(max(y, -room), room))
        self.set_parameter("start", tuple(round(value, 2) for value in inside))


def _in_sight(points: Array, half: float) -> Array:
    """A path as far as the first point far outside; what comes after is not drawn."""
    outside = np.flatnonzero(np.abs(points).max(axis=1) > BEYOND * half)
    return points[: int(outside[0]) + 1] if len(outside) else points


def _ticks(half: float, step: int) -> Ticks:
    """Five whole numbers, further apart where more is in sight."""
    apart = step * half / HALF
    return [(place * apart, plain(place * apart)) for place in range(-2, 3)]


def _half_for(x: float, y: float) -> float:
    """Room for a start, doubled as often as it takes, so that most starts share one picture."""
    needed = max(abs(x) / 2, abs(y)) / (1 - EDGE) / HALF
    return HALF * 2.0 ** max(0, math.ceil(math.log2(needed)) if needed > 0 else 0)
