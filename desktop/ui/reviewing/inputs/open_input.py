"""An answer in words, if the learner likes; it is marked by its learner afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.document import plain_text
from desktop.questions.marking import Mark as MarkName
from desktop.questions.marking import RubricResult
from desktop.review.grading import Graded, Reply
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.note import Note
from desktop.ui.controls.rubric_row import RubricRow
from desktop.ui.controls.text_area import TextArea
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.controls.words import Words
from desktop.ui.reviewing.inputs.answer_input import AnswerInput
from desktop.ui.reviewing.verdict_line import VerdictLine
from desktop.ui.texts import Texts
from desktop.ui.wording import amount

LETTERS = "ABCDEF"
NAME = "Your answer, if you like; in your head is fine too"
EXAM_NAME = "Your answer"
PROMISE = "You will mark it yourself with the exam’s rubric."


class OpenInput(AnswerInput):
    """A text field; then the answer behind a grey rule, the model answer, the rubric."""

    proceed_words = "Show answer"
    ticked = Signal()

    def __init__(self, task: Task, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = task.card
        self._texts = texts
        appearance = texts.appearance
        self.area = TextArea(appearance, NAME)
        self.area.changed.connect(self.changed)
        self._label = Words(appearance, NAME, Role.NOTE, "soft")
        self._promise = Words(appearance, PROMISE, Role.NOTE, "faint")
        self._rows: list[RubricRow] = []
        self.line = VerdictLine(appearance)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (self._label, self.area, self._promise):
            self._column.addWidget(widget)

    def ask_in_exam(self) -> None:
        """The answer is to be written."""
        self._label.set_text(EXAM_NAME)
        self.area.editor.setAccessibleName(EXAM_NAME)
        self._promise.set_text("After handing in you mark it yourself with the exam’s rubric.")

    def reply(self) -> Reply:
        """The text, and the ticked items of the rubric."""
        ticked = tuple(place for place, row in enumerate(self._rows) if row.isChecked())
        return Reply(ticked=ticked, text=self.area.text())

    def set_reply(self, reply: Reply) -> None:
        """Write this; ticks are set once the rubric is shown."""
        self.area.set_text(reply.text)
        for place, row in enumerate(self._rows):
            row.setChecked(place in reply.ticked)

    def rows(self) -> list[TickRow]:
        """The rubric's items, once they are shown."""
        return list(self._rows)

    def start(self) -> QWidget | None:
        """The text field."""
        return self.area

    def show_marks(self, graded: Graded | None) -> None:
        """Show model answer and rubric; at first nothing is ticked."""
        text = self.area.text().strip()
        for widget in (self._label, self.area, self._promise):
            widget.hide()
        if text:
            self._column.addWidget(self._small_head("Your answer"))
            note = Note(self._texts.appearance, None)
            note.add(Words(self._texts.appearance, text, Role.ITEM, "soft", wrap=True))
            self._column.addWidget(note)
            self._column.addSpacing(12)
        self._column.addWidget(self._small_head("Model answer"))
        self._column.addWidget(self._texts.view(Passage(self._card.answer)))
        self._column.addSpacing(12)
        self._add_rubric()
        if graded:
            self.show_credits(graded)

    def show_credits(self, graded: Graded) -> None:
        """Say what the ticked items come to."""
        result = graded.result
        if not isinstance(result, RubricResult):
            return
        full = result.credits >= result.total
        mark: MarkName = "right" if full else "partly" if result.credits else "none"
        self.line.show_result(mark, result.summary)

    def _add_rubric(self) -> None:
        self._column.addWidget(self._small_head("Tick what your answer says"))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(Hairline(self._texts.appearance))
        for letter, item in zip(LETTERS, self._card.rubric, strict=False):
            row = RubricRow(
                self._texts.appearance,
                letter,
                plain_text(item.item),
                self._texts.view(Passage(item.item), role=Role.BODY),
                amount(item.credits),
            )
            row.toggled.connect(self.ticked)
            self._rows.append(row)
            rows.addWidget(row)
        self._column.addLayout(rows)
        self._column.addSpacing(6)
        self._column.addWidget(self.line)

    def _small_head(self, text: str) -> Words:
        return Words(self._texts.appearance, text, Role.LABEL, "faint")
