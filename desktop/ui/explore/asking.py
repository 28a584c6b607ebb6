"""Predict first: what the page asks, when it asks anew, and what an answer brings about."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.prediction_box import PredictionBox


class Asking(QObject):
    """Asks for an exploration's prediction in a box, and reveals its numbers after the answer.

    `committed` tells whether the answer was right, `revealed` that the numbers are shown now.
    """

    committed = Signal(bool)
    revealed = Signal()

    def __init__(self, exploration: Exploration, box: PredictionBox, counts_for: str) -> None:
        """`counts_for` names the drill that the first answer counts for, "" for none."""
        super().__init__(box)
        self._exploration = exploration
        self._box = box
        self._counts_for = counts_for
        box.committed.connect(self._commit)
        box.skipped.connect(self._skip)

    @property
    def _verdict(self) -> str:
        now = self._exploration
        return now.scene.verdict(now.values, now.numbers)

    def ask(self) -> None:
        """Ask, or tell why it is so where all is revealed."""
        now = self._exploration
        if now.revealed:
            self._box.tell(self._verdict)
        else:
            self._box.ask(now.scene.prediction(now.values, now.numbers), self._counts_for)

    def follow(self) -> None:
        """After a parameter's change: ask anew where the answer is another now.

        What is being typed stays where it is the same.
        """
        now = self._exploration
        if now.revealed:
            self._box.renew(self._verdict)
        elif now.scene.prediction(now.values, now.numbers) != self._box.asked:
            self.ask()

    def _commit(self, right: bool) -> None:
        self._box.judge(self._verdict)
        self._exploration.reveal()
        self._counts_for = ""
        self.revealed.emit()
        self.committed.emit(right)

    def _skip(self) -> None:
        self._exploration.reveal(predicts=False)
        self.ask()
        self.revealed.emit()
