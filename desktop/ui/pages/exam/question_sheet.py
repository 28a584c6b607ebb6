"""A question of a paper: what is asked, and room for the answer; no word on whether it is right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions.examination import ExamItem
from desktop.review.exam.sheet import Answer
from desktop.review.grading import Graded, Grader
from desktop.review.records import CardState
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.words import Words
from desktop.ui.pages.exam.certainty_row import CertaintyRow
from desktop.ui.reviewing.inputs.registry import INPUTS
from desktop.ui.texts import Texts
from desktop.ui.wording import credits_words


class QuestionSheet(QWidget):
    """Number, title and credits; context, figures, stem; the answer; how sure one is."""

    def __init__(
        self,
        item: ExamItem,
        answer: Answer,
        texts: Texts,
        grader: Grader,
        *,
        marking: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `marking` the answer stands, and model answer and rubric are beside it."""
        super().__init__(parent)
        self.item = item
        self._texts = texts
        self._values = item.row.values if item.row else {}
        self.input = INPUTS[item.card.kind](task_of(item), texts, grader)
        self.input.ask_in_exam()
        self.input.set_reply(answer.reply)
        self.certainty: CertaintyRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._add_head()
        self._add_question()
        self._column.addWidget(self.input)
        if marking:
            self.input.show_marks(None)
            self.input.set_reply(answer.reply)
        else:
            self.certainty = CertaintyRow(texts.appearance, answer.certainty)
            self._column.addSpacing(20)
            self._column.addWidget(self.certainty)

    def show_credits(self, graded: Graded) -> None:
        """Say what the ticked items come to."""
        from desktop.ui.reviewing.inputs.open_input import OpenInput

        if isinstance(self.input, OpenInput):
            self.input.show_credits(graded)

    def _add_head(self) -> None:
        appearance = self._texts.appearance
        line = QHBoxLayout()
        line.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        number = Words(appearance, self.item.number, Role.HEADING, "faint", weight=500)
        worth = Words(appearance, credits_words(self.item.credits), Role.BODY, "soft")
        for words in (number, worth):
            words.setContentsMargins(0, 0, 0, 0)
            words.setMinimumHeight(appearance.theme.line(Role.TITLE))
        line.addWidget(number, 0, top)
        line.addWidget(Words(appearance, self.item.card.title, Role.TITLE, wrap=True), 1)
        line.addWidget(worth, 0, top)
        self._column.addLayout(line)
        self._column.addSpacing(8)

    def _add_question(self) -> None:
        card = self.item.card
        if card.context:
            self._column.addWidget(self._texts.view(Passage(card.context, self._values)))
            self._column.addSpacing(12)
        for figure in card.figures:
            self._column.addSpacing(4)
            self._column.addWidget(self._texts.figure(figure))
            self._column.addSpacing(16)
        self._column.addWidget(self._texts.view(Passage(card.stem, self._values)))
        self._column.addSpacing(18)


def task_of(item: ExamItem) -> Task:
    """The question as the inputs want it."""
    state = CardState.new(item.card.id)
    return Task("", item.card, state, item.variant, item.seed, item.row, item.option_order)
