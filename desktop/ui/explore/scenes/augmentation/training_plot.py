"""Training error or test error of the three classifiers, over the steps."""

from __future__ import annotations

import numpy as np

from desktop.engine.networks.augmented_classifier import NUM_STEPS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.augmentation.numbers import STEPS_A_TURN, Trained

TOP = 0.2  # errors above it are drawn at it
NAMES = {"none": "as they are", "moves": "small moves", "flip_and_blur": "flip and blur"}


class ErrorPlot(PlotPicture[Trained]):
    """`which` is 0 for the training error, 1 for the test error."""

    width_units, height_units = 312, 330

    def __init__(self, appearance: Appearance, which: int) -> None:
        super().__init__(appearance)
        self._which = which

    def show_numbers(self, values: Values, numbers: Trained, revealed: bool) -> None:
        """A line for each way to change the training images."""
        ticks = [(share, f"{100 * share:.0f} %") for share in (0, 0.05, 0.1, 0.15, TOP)]
        across = [(float(step), str(step)) for step in (0, 500, 1000, 1500)]
        self.begin()
        self.axes((-30, 1.08 * NUM_STEPS), (-0.006, 1.02 * TOP), across, ticks, lines=True)
        for series, (name, errors) in enumerate(numbers.errors.items()):
            heights = np.array([error[self._which] for error in errors]).clip(max=TOP)
            steps = STEPS_A_TURN * np.arange(len(errors), dtype=np.float64)
            label = NAMES[name] if numbers.turns > 8 else ""
            self.curve(name, steps, heights, series=series, label=label)
        self.finish()
