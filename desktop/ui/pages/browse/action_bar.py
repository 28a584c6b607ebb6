"""Over the table: how many cards, how to study them, what can be done to them and undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.words import Words
from desktop.ui.pages.browse.entries import CardEntry

BETWEEN = 20


class ActionBar(QWidget):
    """Words and text buttons; a button's words say what it would do to these cards."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown, self._total = 0, 0
        self.count = Words(appearance, "", Role.NOTE, "soft")
        self.review = Button(appearance, "Review", "R", Kind.TEXT)
        self.practice = Button(appearance, "Practice", "P", Kind.TEXT)
        self.review.setToolTip(
            "What is due, in learning or new among them, as the schedule has it."
        )
        self.practice.setToolTip("All of them, in any order; nothing of it is scheduled.")
        self.suspend = Button(appearance, "Suspend", "!", Kind.TEXT)
        self.flag = Button(appearance, "Flag", "*", Kind.TEXT)
        self.bury = Button(appearance, "Bury", "-", Kind.TEXT)
        self.forget = Button(appearance, "Forget", "", Kind.TEXT)
        self.undo = Button(appearance, "Undo", "U", Kind.TEXT)
        self._lay_out()

    def _lay_out(self) -> None:
        study = QHBoxLayout()
        study.setSpacing(BETWEEN)
        study.addWidget(self.count, 1)
        for button in (self.review, self.practice):
            study.addWidget(button)
        marks = Flow(gap=BETWEEN)
        for button in (self.suspend, self.flag, self.bury, self.forget, self.undo):
            marks.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(study)
        lines.addLayout(marks)

    @staticmethod
    def link(appearance: Appearance) -> Button:
        """A text button for a suggestion."""
        return Button(appearance, "", "", Kind.TEXT)

    def show_count(self, chosen: int, shown: int, total: int) -> None:
        """Say how many cards are shown, and chosen if several are."""
        self._shown, self._total = shown, total
        self._say(chosen)

    def show_chosen(self, chosen: Sequence[CardEntry]) -> None:
        """Offer what can be done to these cards."""
        suspended = bool(chosen) and all(entry.state.suspended for entry in chosen)
        flagged = bool(chosen) and all(entry.state.flag for entry in chosen)
        self.suspend.set_words("Unsuspend" if suspended else "Suspend")
        self.flag.set_words("Take flag away" if flagged else "Flag")
        for button in (self.suspend, self.flag, self.bury, self.forget):
            button.setEnabled(bool(chosen))
        self._say(len(chosen))

    def say(self, sentence: str) -> None:
        """Say what was done, in the place of the count, until other cards are shown or chosen."""
        self.count.set_text(sentence)

    def show_undo(self, undo: str) -> None:
        """Say in the tooltip what undo would take back; without anything it is not there."""
        self.undo.setVisible(bool(undo))
        self.undo.setToolTip(undo)
        self.undo.setAccessibleDescription(undo)

    def _say(self, chosen: int) -> None:
        cards = "card" if self._total == 1 else "cards"
        shown = f"{self._shown} of {self._total}" if self._shown != self._total else self._total
        text = f"{shown} {cards}"
        self.count.set_text(f"{text}, {chosen} chosen" if chosen > 1 else text)
        studied = chosen if chosen > 1 else self._shown
        for button, words in ((self.review, "Review"), (self.practice, "Practice")):
            button.set_words(f"{words} {studied}" if studied else words)
            button.setEnabled(bool(studied))
