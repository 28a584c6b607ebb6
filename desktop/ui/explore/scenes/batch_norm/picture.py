"""The picture of batch normalization: one of three, as the learner chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.batch_norm.batch_plot import BatchPlot
from desktop.ui.explore.scenes.batch_norm.channels import ChannelsPicture
from desktop.ui.explore.scenes.batch_norm.numbers import Counts, Numbers, OneBatch, Running
from desktop.ui.explore.scenes.batch_norm.running_plot import RunningPlot


class BatchNormPicture(Picture[Numbers]):
    """Values on their way through the layer, two running statistics, or channels."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.batch = BatchPlot(appearance)
        self.mean = RunningPlot(appearance, "mean")
        self.variance = RunningPlot(appearance, "variance")
        self.channels = ChannelsPicture(appearance)
        self._pair = QWidget()
        row = QHBoxLayout(self._pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.mean)
        row.addWidget(self.variance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.batch, self._pair, self.channels):
            column.addWidget(part)
        for picture in (self.batch, self.channels):
            picture.parameter_changed.connect(self.parameter_changed)

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw what is shown, and hide the others."""
        self.batch.setVisible(isinstance(numbers, OneBatch))
        self._pair.setVisible(isinstance(numbers, Running))
        self.channels.setVisible(isinstance(numbers, Counts))
        match numbers:
            case OneBatch():
                self.batch.show_numbers(values, numbers, revealed)
            case Running():
                self.mean.show_numbers(values, numbers, revealed)
                self.variance.show_numbers(values, numbers, revealed)
            case Counts():
                self.channels.show_numbers(values, numbers, revealed)
