"""The picture of augmentation: a changed digit, or two errors side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.words import Words
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.augmentation.digit_picture import DigitPicture
from desktop.ui.explore.scenes.augmentation.numbers import ChangedDigit, Trained
from desktop.ui.explore.scenes.augmentation.training_plot import ErrorPlot


class AugmentationPicture(Picture[ChangedDigit | Trained]):
    """One of the two, as the learner chooses."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.digit = DigitPicture(appearance)
        self.digit.parameter_changed.connect(self.parameter_changed)
        self.errors = (ErrorPlot(appearance, 0), ErrorPlot(appearance, 1))
        self._training = QWidget()
        cells = QGridLayout(self._training)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(16)
        heads = ("Training error, images as trained on", "Test error, images as they are")
        for column, (head, plot) in enumerate(zip(heads, self.errors, strict=True)):
            cells.addWidget(Words(appearance, head, Role.WORD), 0, column)
            cells.addWidget(plot, 1, column)
        column_of_both = QVBoxLayout(self)
        column_of_both.setContentsMargins(0, 0, 0, 0)
        column_of_both.addWidget(self.digit)
        column_of_both.addWidget(self._training)

    def show_numbers(self, values: Values, numbers: ChangedDigit | Trained, revealed: bool) -> None:
        """Draw what is shown, and hide the other."""
        self.digit.setVisible(isinstance(numbers, ChangedDigit))
        self._training.setVisible(isinstance(numbers, Trained))
        if isinstance(numbers, ChangedDigit):
            self.digit.show_numbers(values, numbers, revealed)
        else:
            for plot in self.errors:
                plot.show_numbers(values, numbers, revealed)
