"""The chance that a test image was trained on, over the number of training pairs."""

from __future__ import annotations

import numpy as np

from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.digit_sum.numbers import Leak

MOST_PAIRS = 200_000
STEP = 1_000


class LeakPlot(PlotPicture[Leak]):
    """The number of pairs is dragged along the curve."""

    height_units = 320

    def show_numbers(self, values: Values, numbers: Leak, revealed: bool) -> None:
        """A curve for one image, one for both of a pair."""
        pairs = np.linspace(0, MOST_PAIRS, 101)
        seen = np.array([numbers.seen(float(count)) for count in pairs])
        ticks = [(share, f"{100 * share:.0f} %") for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
        across = [(float(count), f"{count:,}") for count in range(0, MOST_PAIRS + 1, 50_000)]
        self.begin()
        self.axes((-0.02 * MOST_PAIRS, 1.06 * MOST_PAIRS), (-0.03, 1.06), across, ticks, lines=True)
        here = float(numbers.pairs)
        if revealed:
            self.curve("image", pairs, seen, series=0, label="an image was seen")
            self.curve("pair", pairs, seen**2, series=1, label="both images of a pair were")
            self.handle("here", here, numbers.seen(here), self._drag)
        else:
            self.handle("here", here, 0.0, self._drag)
        self.tag("axis", "training pairs across", 0.5 * MOST_PAIRS, 0.0, token="faint")
        self.finish()

    def _drag(self, x: float, y: float) -> None:
        pairs = round(min(max(x, 0), MOST_PAIRS) / STEP) * STEP
        self.set_parameter("pairs", pairs)
