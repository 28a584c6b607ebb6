"""What every kind of answer shares."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.review.grading import Graded, Reply
from desktop.ui.controls.tick_row import TickRow


class AnswerInput(QWidget):
    """Takes an answer, then shows its marks in place; nothing above or in it moves then."""

    changed = Signal()
    proceed_words = "Check"

    def reply(self) -> Reply:
        """What is answered so far."""
        raise NotImplementedError

    def set_reply(self, reply: Reply) -> None:
        """Answer this."""
        raise NotImplementedError

    def show_marks(self, graded: Graded | None) -> None:
        """Take no more answers and show marks; None where the learner did not know."""
        raise NotImplementedError

    def ask_in_exam(self) -> None:
        """Take the answer as an exam does, where it is given in full and nothing is said of it."""

    def rows(self) -> list[TickRow]:
        """The rows that letters tick."""
        return []

    def verdict_bottom(self) -> int:
        """Where the first words about the answer stand, in px from the top."""
        return 0

    def start(self) -> QWidget | None:
        """What takes the focus first; None leaves every key to the page."""
        return None
