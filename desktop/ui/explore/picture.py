"""The picture of a scene: shows its numbers, and lets them be changed where a person would try."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.questions.views.parameters import Value
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.explore.scene import Values

Numbers = TypeVar("Numbers")

WIDTH = 640  # px, as wide as the text


class Picture(Themed, QWidget, Generic[Numbers]):
    """Base of all pictures.

    `parameter_changed` tells that the learner set a parameter in the picture, by its name and new
    value; the page computes anew and calls `show_numbers`.
    """

    parameter_changed = Signal(str, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("dragged", True)  # by a finger too, instead of scrolling
        self.follow(appearance)

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw these numbers; until `revealed`, without what is to be predicted."""
        raise NotImplementedError

    def set_parameter(self, name: str, value: Value) -> None:
        """Tell that the learner changed a parameter here."""
        self.parameter_changed.emit(name, value)
