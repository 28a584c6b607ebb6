"""Predict first: a question, a place for the answer, and after it why it is so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.questions.marking import Marker, PartAnswers, Verdict
from desktop.questions.rows import Row
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.field import Field
from desktop.ui.controls.mark import Sign
from desktop.ui.controls.note import Note
from desktop.ui.controls.tick_box import TickBox
from desktop.ui.controls.words import Words
from desktop.ui.explore.scene import Prediction

ANSWER = "answer"


class PredictionBox(QWidget):
    """Asks, marks through the one marking script, and tells when the learner has committed."""

    committed = Signal(bool)  # whether the answer was right
    skipped = Signal()

    def __init__(
        self, appearance: Appearance, marker: Marker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._marker = marker
        self._prediction: Prediction | None = None
        self._options: dict[str, TickBox] = {}
        self._group = QButtonGroup(self)
        self._field: Field | None = None
        self._why = ""
        self._told = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._content = QWidget()
        self._column.addWidget(self._content)

    @property
    def asked(self) -> Prediction | None:
        """What was asked for last."""
        return self._prediction

    def ask(self, prediction: Prediction, counts_for: str = "") -> None:
        """Ask for a prediction; `counts_for` names the drill that it is a review of."""
        self._prediction = prediction
        column = self._empty()
        column.addWidget(Words(self._appearance, "Predict first", Role.HEADING))
        question = Words(self._appearance, prediction.question, Role.BODY, "soft", wrap=True)
        column.addWidget(question)
        if prediction.key.kind == "choice":
            self._ask_choice(column, prediction)
        else:
            self._ask_number(column, prediction)
        self._fault = Words(self._appearance, "", Role.NOTE, "soft", wrap=True)
        self._fault.hide()
        column.addWidget(self._fault)
        commit = Button(self._appearance, "Commit", "Enter", Kind.FILLED)
        commit.clicked.connect(self.commit)
        column.addWidget(commit)
        skip = Button(self._appearance, "Show it without predicting", kind=Kind.TEXT)
        skip.clicked.connect(self.skipped)
        column.addWidget(skip)
        if counts_for:
            words = f"Counts as a review of {counts_for}."
            column.addWidget(Words(self._appearance, words, Role.NOTE, "faint", wrap=True))
        self._put()

    def tell(self, verdict: str) -> None:
        """Show why it is so, to one who has not predicted."""
        column = self._empty()
        column.addWidget(self._note(None, "", verdict))
        self._put()

    def renew(self, verdict: str) -> None:
        """Tell it for other numbers; what was committed did not speak of them.

        While the pointer is at a control the note does not get lower, so that none moves away.
        """
        if verdict == self._why or not self._told:
            return
        self._why = verdict
        before = self._words.heightForWidth(self._words.width())
        self._words.set_text(verdict)
        beside = self.parentWidget()
        held = beside is not None and beside.underMouse()
        least = max(before, self._words.minimumHeight()) if held else 0
        self._words.setMinimumHeight(least)

    def commit(self) -> None:
        """Mark what is given; nothing happens until something readable is."""
        if self._prediction is None:
            return
        given = self._given()
        row = Row({}, {}, {ANSWER: self._prediction.key}, ())
        result = self._marker.mark_numeric(row, (PartAnswers(credits=1, answers=(ANSWER,)),), given)
        if result.state != "marked":
            verdict = result.answers[ANSWER]
            said = "".join(piece.strong or piece.plain or "" for piece in verdict.words)
            self._fault.set_text(said or "Give an answer first.")
            self._fault.setVisible(True)
            return
        self._result = result.answers[ANSWER]
        self.committed.emit(self._result.mark == "right")

    def judge(self, why: str) -> None:
        """Show what was committed beside the result."""
        verdict: Verdict = self._result
        right = verdict.mark == "right"
        said = self._words_of(self._given()[ANSWER])
        lead = f"You said {said}: right. " if right else f"You said {said}. "
        column = self._empty()
        column.addWidget(self._note("right" if right else "partly", lead, why))
        self._put()

    def _note(self, sign: Sign | None, lead: str, why: str) -> Note:
        note = Note(self._appearance, sign)
        self._words = Words(self._appearance, lead + why, Role.NOTE, wrap=True)
        self._why, self._told = why, True
        note.add(self._words)
        return note

    def _ask_choice(self, column: QVBoxLayout, prediction: Prediction) -> None:
        for option in prediction.key.options:
            box = TickBox(self._appearance, prediction.options.get(option, option), radio=True)
            self._group.addButton(box)
            self._options[option] = box
            column.addWidget(box)

    def _ask_number(self, column: QVBoxLayout, prediction: Prediction) -> None:
        label = Words(self._appearance, prediction.label, Role.NOTE, "soft", wrap=True)
        self._field = Field(self._appearance, prediction.label)
        self._field.returnPressed.connect(self.commit)
        asked = Words(self._appearance, self._marker.asked(prediction.key), Role.NOTE, "faint")
        for widget in (label, self._field, asked):
            column.addWidget(widget)

    def type(self, text: str) -> None:
        """Give an answer as a learner would: a field's text, or an option's key."""
        if self._field is not None:
            self._field.setText(text)
        else:
            self._options[text].setChecked(True)

    def _given(self) -> dict[str, str]:
        if self._field is not None:
            return {ANSWER: self._field.text()}
        chosen = [option for option, box in self._options.items() if box.isChecked()]
        return {ANSWER: chosen[0] if chosen else ""}

    def _words_of(self, answer: str) -> str:
        options = self._prediction.options if self._prediction else {}
        return options.get(answer, answer)

    def _empty(self) -> QVBoxLayout:
        """A new column; what stood here is no longer asked."""
        for box in self._options.values():
            self._group.removeButton(box)
        self._options, self._field, self._told = {}, None, False
        self._next = QWidget()
        column = QVBoxLayout(self._next)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        return column

    def _put(self) -> None:
        """Show the filled column; put in empty, its height would not follow its width."""
        old, self._content = self._content, self._next
        self._column.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        self.updateGeometry()
