"""The time that is left, at the end of the bar; it can be hidden."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.words import Words

GAP = 20


class TimerView(QWidget):
    """Minutes and seconds, and the button that hides them."""

    toggled = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden_by_choice = False
        self.time = Words(appearance, "", Role.TIMER)
        self.button = Button(appearance, "hide time", "T", Kind.QUIET)
        self.button.clicked.connect(self.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.time)
        row.addWidget(self.button)

    def show_time(self, remaining_ms: int) -> None:
        """Show what is left."""
        self.time.set_text(time_words(remaining_ms))

    def toggle(self) -> None:
        """Hide the time, or show it again."""
        self.hidden_by_choice = not self.hidden_by_choice
        self.time.setVisible(not self.hidden_by_choice)
        self.button.set_words("show time" if self.hidden_by_choice else "hide time")


def time_words(remaining_ms: int) -> str:
    """Minutes and seconds, the last second counted whole: 52:16."""
    seconds = -(-remaining_ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"
