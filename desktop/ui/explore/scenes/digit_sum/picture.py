"""The picture of the digit sum: one of four, as the learner chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.appearance import Appearance
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.digit_sum.classes_picture import ClassesPicture
from desktop.ui.explore.scenes.digit_sum.leak_plot import LeakPlot
from desktop.ui.explore.scenes.digit_sum.network_picture import NetworkPicture
from desktop.ui.explore.scenes.digit_sum.numbers import (
    Classes,
    Leak,
    Numbers,
    Regression,
    Through,
)
from desktop.ui.explore.scenes.digit_sum.regression_picture import RegressionPicture


class DigitSumPicture(Picture[Numbers]):
    """A pair's way through, classes, a leak, or a regression."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.network = NetworkPicture(appearance)
        self.classes = ClassesPicture(appearance)
        self.leak = LeakPlot(appearance)
        self.regression = RegressionPicture(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.network, self.classes, self.leak, self.regression):
            part.parameter_changed.connect(self.parameter_changed)
            column.addWidget(part)

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw what is shown, and hide the others."""
        self.network.setVisible(isinstance(numbers, Through))
        self.classes.setVisible(isinstance(numbers, Classes))
        self.leak.setVisible(isinstance(numbers, Leak))
        self.regression.setVisible(isinstance(numbers, Regression))
        match numbers:
            case Through():
                self.network.show_numbers(values, numbers, revealed)
            case Classes():
                self.classes.show_numbers(values, numbers, revealed)
            case Leak():
                self.leak.show_numbers(values, numbers, revealed)
            case Regression():
                self.regression.show_numbers(values, numbers, revealed)
