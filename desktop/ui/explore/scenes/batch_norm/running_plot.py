"""A running statistic over the batches, and the batches' own."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.ui.appearance import Appearance
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.batch_norm.numbers import TRUE_MEAN, TRUE_STD, Running
from desktop.ui.explore.shown_numbers import plain

MARGIN = 0.08  # of the range, above and below


class RunningPlot(PlotPicture[Running]):
    """Of the mean or of the variance: dots for batches, a line that runs, the truth dashed."""

    width_units, height_units = 312, 330

    def __init__(self, appearance: Appearance, statistic: str) -> None:
        super().__init__(appearance)
        self._statistic = statistic

    def show_numbers(self, values: Values, numbers: Running, revealed: bool) -> None:
        """Draw the line; before the prediction only where it starts, and the truth."""
        of_mean = self._statistic == "mean"
        own = numbers.means if of_mean else numbers.variances
        running = numbers.running_mean if of_mean else numbers.running_var
        truth = TRUE_MEAN if of_mean else TRUE_STD**2
        count = len(own)
        low, high = _range(np.concatenate([own, running]), truth)
        self.begin()
        across = (-0.03 * count, 1.05 * count)
        self.axes(across, (low, high), _whole(count), _even(low, high), lines=True)
        self.tag("axis", f"{self._statistic} up, batches across", count / 2, low, token="faint")
        if numbers.drawn:
            ends = np.array([0.0, float(count)])
            words = f"true {self._statistic} {plain(truth)}"
            self.curve("truth", ends, np.full(2, truth), token="soft", dashed=True, width=1)
            self.tag("true", words, float(count), truth, token="soft")
        if revealed:
            batches = np.arange(1.0, count + 1)
            self.dots("own", batches, own, token="s2", symbol="s", size=5, hollow=True)
            self.keep_clear("own", batches, own)
            label = f"running {self._statistic}"
            steps = np.arange(count + 1.0)
            self.curve("running", steps, running, series=0, markers=not numbers.drawn, label=label)
            place = int(np.abs(own - own.mean()).argmax())
            self.tag("batch", "one batch", place + 1.0, float(own[place]), token="s2")
        else:
            self.dots("start", np.zeros(1), running[:1], token="s1", size=9)
            self.tag("begins", f"starts at {plain(float(running[0]))}", 0.0, float(running[0]))
        self.finish()


def _range(entries: Array, truth: float) -> tuple[float, float]:
    low, high = min(float(entries.min()), truth), max(float(entries.max()), truth)
    room = MARGIN * (high - low or 1.0)
    return low - 2 * room, high + room  # the axis' name stands below


def _whole(count: int) -> Ticks:
    step = max(1, -(-count // 5))
    return [(float(batch), str(batch)) for batch in range(0, count + 1, step)]


def _even(low: float, high: float) -> Ticks:
    """At most six round numbers."""
    steps = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
    step = next(size for size in steps if (high - low) / size <= 6)
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [(step * place, plain(step * place)) for place in range(first, last + 1)]
