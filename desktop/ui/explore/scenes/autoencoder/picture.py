"""The picture of the autoencoder: one of six, as the learner chooses."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.appearance import Appearance
from desktop.ui.explore.drawn_picture import DrawnPicture
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.autoencoder.code_picture import CodePicture
from desktop.ui.explore.scenes.autoencoder.labels_picture import LabelsPicture
from desktop.ui.explore.scenes.autoencoder.linear_picture import LinearPicture
from desktop.ui.explore.scenes.autoencoder.numbers import (
    Labels,
    Linear,
    Numbers,
    Plane,
    Reconstructed,
    Sampled,
    Sizes,
)
from desktop.ui.explore.scenes.autoencoder.plane_picture import PlanePicture
from desktop.ui.explore.scenes.autoencoder.samples_picture import SamplesPicture
from desktop.ui.explore.scenes.autoencoder.sizes_picture import SizesPicture


class AutoencoderPicture(Picture[Numbers]):
    """What numbers there are decides which picture shows them."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.pictures: dict[type, DrawnPicture[Any]] = {
            Reconstructed: CodePicture(appearance),
            Plane: PlanePicture(appearance),
            Sampled: SamplesPicture(appearance),
            Sizes: SizesPicture(appearance),
            Linear: LinearPicture(appearance),
            Labels: LabelsPicture(appearance),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for picture in self.pictures.values():
            picture.parameter_changed.connect(self.parameter_changed)
            column.addWidget(picture)

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw what is shown, and hide the others."""
        for kind, picture in self.pictures.items():
            picture.setVisible(kind is type(numbers))
        self.pictures[type(numbers)].show_numbers(values, numbers, revealed)
