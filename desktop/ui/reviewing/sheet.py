"""A card on its sheet: title, context, figures, stem, answer, and then all that explains it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.review.grading import Graded, Grader
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.words import Words
from desktop.ui.reviewing.facts import CardFacts
from desktop.ui.reviewing.inputs.registry import INPUTS
from desktop.ui.texts import Texts

LINE_GAP = 12  # px below the line of a small window
IN_SHORT, WHY = "In short", "Why"


class Sheet(QWidget):
    """One task. The answer's part grows below; nothing above it moves."""

    def __init__(
        self,
        task: Task,
        facts: CardFacts,
        texts: Texts,
        grader: Grader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.task = task
        self._texts = texts
        self._values = task.row.values if task.row else {}
        appearance = texts.appearance
        self.input = INPUTS[task.card.kind](task, texts, grader)
        self.line = _line(f"{facts.label}: {facts.meta}", texts)
        self.line.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Words(appearance, task.card.title, Role.TITLE, wrap=True))
        self._column.addSpacing(8)
        self._column.addWidget(self.line)
        if task.card.context:
            self._column.addWidget(texts.view(Passage(task.card.context, self._values)))
            self._column.addSpacing(12)
        for figure in task.card.figures:
            self._column.addSpacing(4)
            self._column.addWidget(texts.figure(figure))
            self._column.addSpacing(16)
        self._column.addWidget(texts.view(Passage(task.card.stem, self._values)))
        self._column.addSpacing(18)
        self._column.addWidget(self.input)

    def show_answer(self, graded: Graded | None) -> None:
        """Show marks, and below them why."""
        self.input.show_marks(graded)
        card = self.task.card
        if card.kind == "choice" and card.answer:
            self._add_section(IN_SHORT, Passage(card.answer, self._values))
        if card.explanation:
            self._add_section(WHY, Passage(card.explanation, self._values))

    def _add_section(self, head: str, passage: Passage) -> None:
        self._column.addSpacing(24)
        self._column.addWidget(Words(self._texts.appearance, head, Role.HEADING))
        self._column.addSpacing(6)
        self._column.addWidget(self._texts.view(passage))


def _line(words: str, texts: Texts) -> QWidget:
    """What a small window has of the margin: one line, with room below."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, LINE_GAP)
    column.addWidget(Words(texts.appearance, words, Role.NOTE, "soft", wrap=True))
    return holder
