"""Where the units of a stack stand in the picture."""

from __future__ import annotations

import math

from desktop.ui.explore.scenes.receptive_field.stack import Span, Stack

LEFT, RIGHT = 150.0, 628.0  # units; the settings of the layers stand left of them
TOP = 46.0
ROW, LOW_ROW = 64.0, 50.0  # between two layers; low where there are many
MANY_ROWS = 5
FOOT = 62.0
AROUND = 2.0  # inputs shown beyond a field, times the jump of the last layer


class Layout:
    """Rows from the top down: a dense neuron if there is one, the layers, the input."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.rows = len(stack.layers) + int(stack.dense)
        self.row = ROW if self.rows < MANY_ROWS else LOW_ROW
        self.middle = (stack.last.output_size - 1) // 2
        self.low, self.high = self._window()
        self.pitch = (RIGHT - LEFT) / (self.high - self.low)

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        return round(TOP + self.row * self.rows + FOOT)

    def _window(self) -> tuple[float, float]:
        """The inputs in sight: all for a dense neuron, else some around the middle unit's field."""
        stack = self.stack
        if stack.dense:
            first, last = stack.whole
            return min(first, 0) - 1.0, max(last, stack.input_size - 1) + 1.0
        start, distance, _ = stack.centers(len(stack.layers))
        center = start + self.middle * distance
        half = stack.last.field / 2 + AROUND * distance
        return center - half, center + half

    def y(self, depth: int) -> float:
        """The height of a row: 0 is the input, one above the layers is the dense neuron."""
        return TOP + (self.rows - depth) * self.row

    def x(self, depth: int, unit: float) -> float:
        """The place of a unit across."""
        start, distance, _ = self.stack.centers(depth)
        return LEFT + (start + unit * distance - self.low) * self.pitch

    @property
    def neuron_x(self) -> float:
        """The place of the dense neuron across."""
        depth = len(self.stack.layers)
        return self.x(depth, (self.stack.last.output_size - 1) / 2)

    def in_sight(self, depth: int) -> range:
        """The units of a row that are in sight."""
        start, distance, count = self.stack.centers(depth)
        first = max(0, math.ceil((self.low - start) / distance))
        last = min(count - 1, math.floor((self.high - start) / distance))
        return range(first, max(first, last + 1))

    def cone(self, pointed: tuple[int, int] | None) -> tuple[int, list[Span]]:
        """The row where a cone begins, and what it covers from there down to the input.

        `pointed` is (depth, unit); without it, all units below a dense neuron or the middle one.
        """
        depth = len(self.stack.layers)
        if pointed is not None:
            depth, unit = pointed
            return depth, self.stack.seen(depth, (unit, unit))
        if self.stack.dense:
            return depth, self.stack.seen(depth, (0, self.stack.last.output_size - 1))
        return depth, self.stack.seen(depth, (self.middle, self.middle))
