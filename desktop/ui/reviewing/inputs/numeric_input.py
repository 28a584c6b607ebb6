"""Quantities one below another; then their marks, what is to be said, and the worked solution."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.card import fillings
from desktop.questions.marking import Mark as MarkName
from desktop.questions.marking import NumericResult, Verdict
from desktop.questions.rows import Row
from desktop.review.grading import Graded, Grader, Reply
from desktop.review.task import Task
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.note import Note
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.controls.words import Words
from desktop.ui.reviewing.inputs.answer_input import AnswerInput
from desktop.ui.reviewing.inputs.quantity import Quantity
from desktop.ui.reviewing.verdict_line import VerdictLine
from desktop.ui.reviewing.verdict_words import sentence, verdict_document
from desktop.ui.texts import Texts

WORKED = "Worked with these numbers"
BETWEEN = 12  # px between two quantities


class NumericInput(AnswerInput):
    """One input a quantity."""

    def __init__(
        self, task: Task, texts: Texts, grader: Grader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert task.row is not None, f"{task.card_id} has no numbers"
        self._card = task.card
        self._row: Row = task.row
        self._texts = texts
        self.quantities: list[Quantity] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(BETWEEN)
        for entry in (entry for part in task.card.parts for entry in part.inputs):
            asked = grader.marker.asked(self._row.answers[entry.name])
            quantity = Quantity(entry, self._row, asked, texts)
            quantity.changed.connect(self.changed)
            self.quantities.append(quantity)
            self._column.addWidget(quantity)

    def reply(self) -> Reply:
        """What was typed, by the quantity's name."""
        return Reply(typed={q.name: q.text() for q in self.quantities if q.text()})

    def set_reply(self, reply: Reply) -> None:
        """Type this."""
        for quantity in self.quantities:
            quantity.set_text(reply.typed.get(quantity.name, ""))

    def rows(self) -> list[TickRow]:
        """The options of the first quantity that is picked, not typed."""
        return next((list(q.rows) for q in self.quantities if q.rows), [])

    def verdict_bottom(self) -> int:
        """Below the last input."""
        return self.quantities[-1].geometry().bottom()

    def start(self) -> QWidget | None:
        """The first input."""
        return self.quantities[0].first() if self.quantities[0].field else None

    def show_unmarked(self, result: NumericResult) -> QWidget | None:
        """Say what can't be read, or that nothing is typed; returns where to go on."""
        place: QWidget | None = None
        for quantity in self.quantities:
            verdict = result.answers[quantity.name]
            words = "".join(piece.plain or piece.strong or "" for piece in verdict.words)
            if result.state == "empty":
                words = f"{result.summary} 0 shows the answer." if place is None else ""
            quantity.say_invalid(words)
            if place is None and (verdict.state == "invalid" or result.state == "empty"):
                place = quantity.first()
        return place

    def show_marks(self, graded: Graded | None) -> None:
        """Marks into the fields, then the notes, the credits and the solution below."""
        result = graded.result if graded else None
        marked = result if isinstance(result, NumericResult) else None
        for quantity in self.quantities:
            quantity.show_mark(marked.answers[quantity.name] if marked else None)
        if marked:
            self._add_notes(marked)
        else:
            self._add_answer()
        self._add_solution()

    def _add_notes(self, result: NumericResult) -> None:
        several = len(self.quantities) > 1
        for quantity in self.quantities:
            verdict = result.answers[quantity.name]
            if verdict.state != "right" or not several:
                self._column.addWidget(self._note(quantity, verdict, several))
        if several:
            line = VerdictLine(self._texts.appearance)
            full = result.credits == result.total
            mark: MarkName = "right" if full else "partly" if result.credits else "wrong"
            line.show_result(mark, result.summary)
            self._column.addWidget(line)

    def _note(self, quantity: Quantity, verdict: Verdict, several: bool) -> Note:
        appearance = self._texts.appearance
        note = Note(appearance, None if verdict.mark == "none" else verdict.mark)
        if several:
            note.add(quantity.label())
        document = verdict_document(verdict.words, self._card.mistakes)
        note.add(self._texts.view(Passage(document, self._row.values)))
        if verdict.note:
            words = sentence(verdict.note)
            note.add(Words(appearance, words, Role.BODY, "soft", wrap=True))
        return note

    def _add_answer(self) -> None:
        note = Note(self._texts.appearance, None)
        note.add(Words(self._texts.appearance, "The right answer", Role.LABEL, "faint"))
        note.add(self._texts.view(Passage(self._card.answer, self._row.values)))
        self._column.addWidget(note)

    def _add_solution(self) -> None:
        if not self._card.solution:
            return
        self._column.addSpacing(10)
        self._column.addWidget(Words(self._texts.appearance, WORKED, Role.HEADING))
        passages = [
            Passage(step.text, values)
            for step in self._card.solution
            for values in fillings(step, self._row)
        ]
        self._column.addWidget(self._texts.view(*passages, role=Role.PROSE))
