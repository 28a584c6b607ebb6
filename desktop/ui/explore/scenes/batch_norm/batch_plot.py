"""A batch's values on their way through the layer: three rows, one below another."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.batch_norm.numbers import DECIMALS, OneBatch
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import number_of, numbers_of

X, NORMALIZED, Y = 2.0, 1.0, 0.0  # heights of the rows
ROWS = ((X, "x"), (NORMALIZED, "normalized"), (Y, "output y"))
BELOW = 0.26  # a row's mean and spread stand so far below it
ABOVE = 0.16  # the asked sample is named so far above its ring
RING_SHARE, RING_HEIGHT = 0.012, 0.07  # half a ring's size, of the width and in rows
LARGEST = 50.0
STEP = 0.1


class BatchPlot(PlotPicture[OneBatch]):
    """x as rings to drag, lines from each to its normalized value and its output."""

    height_units = 330

    def show_numbers(self, values: Values, numbers: OneBatch, revealed: bool) -> None:
        """Draw the rows; before the prediction only x."""
        self._values = values
        ends = _range(numbers)
        self.begin()
        self.axes(ends, (-0.5, 2.5), _ticks(*ends), ROWS, lines=True)
        if revealed:
            self._draw_rows(numbers)
        name = f"sample {numbers.sample}"
        self.tag("asked", name, float(numbers.x[numbers.sample - 1]), X + ABOVE, token="soft")
        aside = RING_SHARE * (ends[1] - ends[0]) * np.array([-1.0, 0.0, 1.0, 0.0])
        for place, x in enumerate(numbers.x):
            self.keep_clear(f"ring{place}", x + aside, X + RING_HEIGHT * np.array([0, 1, 0, -1]))
            self.handle(f"x{place}", float(x), X, partial(self._drag, place))
        self.finish()

    def _draw_rows(self, numbers: OneBatch) -> None:
        for place, way in enumerate(zip(numbers.x, numbers.normalized, numbers.y, strict=True)):
            asked = place == numbers.sample - 1
            heights = np.array([X, NORMALIZED, Y])
            token, width = ("soft", 2.0) if asked else ("edge", 1.0)
            self.curve(f"way{place}", np.array(way), heights, token=token, width=width, clear=True)
        count = len(numbers.x)
        self.dots("normalized", numbers.normalized, np.full(count, NORMALIZED), token="s1", size=9)
        self.dots("y", numbers.y, np.full(count, Y), token="s2", size=9, symbol="s")
        spread, middle = numbers.std, numbers.mean
        words = "running mean ± std" if numbers.evaluates else "mean ± std"
        self._draw_spread("x", X, middle, spread, words, "ink")
        for name, height, part, token in (
            ("n", NORMALIZED, numbers.normalized, "s1"),
            ("y", Y, numbers.y, "s2"),
        ):
            middle, spread = float(part.mean()), float(part.std())
            self._draw_spread(name, height, middle, spread, "", token)

    def _draw_spread(
        self, name: str, row: float, mean: float, std: float, words: str, token: str
    ) -> None:
        """A line from mean - std to mean + std below a row, with its numbers."""
        height = row - BELOW
        ends = np.array([mean - std, mean + std])
        said = f"{plain(round(mean, DECIMALS), 3)} ± {plain(round(std, DECIMALS), 3)}"
        label = f"{words}: {said}" if words else said
        self.curve(f"spread_{name}", ends, np.full(2, height), token=token, width=2, label=label)
        self.dots(f"mean_{name}", np.array([mean]), np.array([height]), token=token, symbol="d")

    def _drag(self, place: int, x: float, _: float) -> None:
        """Move a value; what is dragged is the value times the weights' scale."""
        entries = list(numbers_of(self._values, "values"))
        value = x / number_of(self._values, "scale")
        entries[place] = round(min(max(value, -LARGEST), LARGEST) / STEP) * STEP
        entries[place] = round(entries[place], 1)
        self.set_parameter("values", tuple(entries))


def _range(numbers: OneBatch) -> tuple[float, float]:
    parts: list[Array] = [numbers.x, numbers.normalized, numbers.y]
    parts.append(np.array([numbers.mean - numbers.std, numbers.mean + numbers.std]))
    low = min(float(part.min()) for part in parts)
    high = max(float(part.max()) for part in parts)
    room = max(1.0, 0.06 * (high - low))
    return low - room, high + room


def _ticks(low: float, high: float) -> Ticks:
    """At most seven round numbers; none so near the end that it would be cut."""
    high -= 0.02 * (high - low)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 1e9) if (high - low) / size <= 7)
    first = math.ceil(low / step)
    return [(step * place, plain(step * place)) for place in range(first, int(high // step) + 1)]
