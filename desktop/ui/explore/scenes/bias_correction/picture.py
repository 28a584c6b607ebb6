"""The picture of Adam's first steps: their lengths, or how much m and the root of v have."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.bias_correction.numbers import FirstSteps
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import text_of
from desktop.ui.plots.ticks import number_ticks

LAST_ASKED = 10
FOOT = 0.1  # of the height, below 0


class FirstStepsPicture(PlotPicture[FirstSteps]):
    """The ring at the asked step can be dragged; what is asked waits for the prediction."""

    def show_numbers(self, values: Values, numbers: FirstSteps, revealed: bool) -> None:
        """Draw lengths or shares over the steps."""
        averages = text_of(values, "shown") == "averages"
        steps = np.arange(1.0, len(numbers.gradients) + 1)
        curves = self._shares(numbers) if averages else self._lengths(numbers, revealed)
        highest = max(1.1, 1.08 * max(float(curve.max()) for _, _, curve in curves))
        self.begin()
        ends = (0.4, len(steps) + 0.6)
        up = number_ticks(0, highest)
        self.axes(ends, (-FOOT * highest, highest), _step_ticks(len(steps)), up, lines=True)
        if revealed or not averages:
            for series, words, curve in curves:
                self.curve(words, steps, curve, series=series, markers=True, label=words)
        if averages:
            self.curve("whole", np.array(ends), np.ones(2), token="edge", width=1, dashed=True)
        asked = float(numbers.asked)
        self.curve(
            "asked", np.full(2, asked), np.array([0.0, highest]), token="faint", width=1,
            dashed=True,
        )  # fmt: skip
        self.handle("step", asked, 0.0, self._drag)
        self.tag("step words", f"step {numbers.asked}, drag me", asked, 0.0)
        self.finish()

    def _shares(self, numbers: FirstSteps) -> list[tuple[int, str, Array]]:
        return [
            (2, "m, of its size", numbers.m_shares),
            (3, "√v, of its size", np.sqrt(numbers.v_shares)),
        ]

    def _lengths(self, numbers: FirstSteps, revealed: bool) -> list[tuple[int, str, Array]]:
        curves = [(0, "length with correction", numbers.corrected)]
        if revealed:
            curves.append((1, "length without", numbers.uncorrected))
        return curves

    def _drag(self, x: float, y: float) -> None:
        self.set_parameter("step", min(max(round(x), 1), LAST_ASKED))


def _step_ticks(count: int) -> Ticks:
    gap = 5 if count <= 30 else 20
    return [(float(step), plain(step)) for step in (1, *range(gap, count + 1, gap))]
