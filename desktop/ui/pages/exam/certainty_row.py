"""How sure one is, in four words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.review.exam.sheet import Certainty
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.tick_box import TickBox
from desktop.ui.controls.words import Words

QUESTION = "How sure are you? The report shows how well you judged it."
WORDS = {
    Certainty.GUESSED: "Guessing",
    Certainty.UNSURE: "Unsure",
    Certainty.FAIRLY_SURE: "Rather sure",
    Certainty.SURE: "Certain",
}
GAP = 28


class CertaintyRow(QWidget):
    """Four circles; none of them has to be chosen."""

    chosen = Signal(object)  # a Certainty

    def __init__(
        self, appearance: Appearance, certainty: Certainty | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[Certainty, TickBox] = {}
        group = QButtonGroup(self)
        line = QWidget()
        flow = Flow(line, gap=GAP)
        for value, words in WORDS.items():
            box = TickBox(appearance, words, radio=True)
            box.setChecked(value is certainty)
            box.setAccessibleDescription(f"How sure you are. Key {int(value) + 1}")
            group.addButton(box)
            flow.addWidget(box)
            self.boxes[value] = box
        group.buttonClicked.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(appearance, QUESTION, Role.NOTE, "soft", wrap=True))
        column.addWidget(line)

    def choose(self, certainty: Certainty) -> None:
        """Choose as a click does."""
        self.boxes[certainty].click()

    def _tell(self) -> None:
        self.chosen.emit(next(value for value, box in self.boxes.items() if box.isChecked()))
