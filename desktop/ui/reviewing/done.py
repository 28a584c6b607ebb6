"""What stands where no card is left."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.words import Words


class DoneSheet(QWidget):
    """Two sentences and the way home."""

    def __init__(
        self, headline: str, sentence: str, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.headline = Words(appearance, headline, Role.DISPLAY, wrap=True)
        self.sentence = Words(appearance, sentence, Role.PROSE, "soft", wrap=True)
        self.leave = Button(appearance, "Home", "Enter", Kind.FILLED, height=START_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addSpacing(14)
        column.addWidget(self.leave)
