"""Statements to tick."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.card import CardOption
from desktop.questions.document import plain_text
from desktop.questions.marking import ChoiceResult
from desktop.review.grading import Graded, Reply
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.choice_row import ChoiceRow
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.mark import Sign
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.reviewing.inputs.answer_input import AnswerInput
from desktop.ui.reviewing.verdict_line import VerdictLine
from desktop.ui.texts import Texts

LETTERS = "ABCDEF"
RULE = "Any number may be true. All boxes right, or no credits: that is the exam’s marking."
UNKNOWN = "No answer. Every reason is below its statement."


class ChoiceInput(AnswerInput):
    """Rows in the task's order. The line above them gives way to the verdict."""

    def __init__(self, task: Task, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self._texts = texts
        self.line = VerdictLine(texts.appearance, RULE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addSpacing(8)
        column.addWidget(Hairline(texts.appearance))
        self._rows: list[ChoiceRow] = []
        for letter, option in zip(LETTERS, self._options(), strict=False):
            row = ChoiceRow(
                texts.appearance,
                letter,
                plain_text(option.text),
                texts.view(Passage(option.text)),
            )
            row.toggled.connect(self.changed)
            self._rows.append(row)
            column.addWidget(row)

    def _options(self) -> list[CardOption]:
        return [self._task.card.options[place] for place in self._task.option_order]

    def reply(self) -> Reply:
        """The ticked options, by their places in the exam."""
        order = self._task.option_order
        ticked = (place for place, row in zip(order, self._rows, strict=True) if row.isChecked())
        return Reply(ticked=tuple(sorted(ticked)))

    def set_reply(self, reply: Reply) -> None:
        """Tick these."""
        for place, row in zip(self._task.option_order, self._rows, strict=True):
            row.setChecked(place in reply.ticked)

    def rows(self) -> list[TickRow]:
        """All statements."""
        return list(self._rows)

    def show_marks(self, graded: Graded | None) -> None:
        """Each row keeps its box and gets a verdict and a reason."""
        result = graded.result if graded else None
        marked = result if isinstance(result, ChoiceResult) else None
        if marked:
            self.line.show_verdict(marked.mark, marked.words)
        else:
            self.line.show_words(UNKNOWN)
        places = zip(self._task.option_order, self._options(), self._rows, strict=True)
        for place, option, row in places:
            reason = self._texts.view(Passage(option.why), role=Role.BODY, soft=True)
            if marked:
                verdict = marked.options[place]
                sign: Sign = "right" if verdict.mark == "right" else "wrong"
                row.judge(sign, verdict.text, reason)
            else:
                row.setChecked(False)
                row.tell("True" if option.right else "False", reason)
