"""What the window knows of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.keys import Action, Place

Handler: TypeAlias = Callable[[str], object]  # is given the key's name


class Page(QWidget):
    """A page of the window; it emits what the user does and shows what it is given.

    With `absorbing` the tabs give way to a bar that says where one is and how far. `entered` is
    emitted each time the page comes up, so that its presenter brings it up to date.
    """

    place: Place | None = None  # where its keys stand in the table
    absorbing = False
    bar_end: QWidget | None = None  # what an absorbing page puts at the end of the bar

    entered = Signal()
    left = Signal()
    leave_asked = Signal()
    progressed = Signal(str, str, float)  # where, how far in words, how far from 0 to 1

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appearance = appearance

    def handlers(self) -> Mapping[Action, Handler]:
        """What the page's keys do now."""
        return {}

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()
