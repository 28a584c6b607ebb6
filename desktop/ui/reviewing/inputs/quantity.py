"""One quantity to type or to pick: label, field, tolerance beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions.card import CardInput
from desktop.questions.document import plain_text
from desktop.questions.marking import Verdict
from desktop.questions.rows import Row
from desktop.questions.slots import fill
from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.choice_row import ChoiceRow
from desktop.ui.controls.field import Field
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.mark import Mark
from desktop.ui.controls.words import Words
from desktop.ui.texts import Prose, Texts

WIDTHS = {"number": 150, "integer": 150, "shape": 220, "vector": 320, "matrix": 420}


class Quantity(QWidget):
    """An input that fits the kind of its answer."""

    changed = Signal()

    def __init__(
        self, entry: CardInput, row: Row, asked: str, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = entry.name
        self._asked = asked
        self.spoken = fill(plain_text(entry.label), row.values)
        self._texts = texts
        self._options: tuple[str, ...] = ()
        self._rows: list[ChoiceRow] = []
        self.field: Field | None = None
        self._hint = Words(texts.appearance, asked, Role.NOTE, "faint", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._label = Passage(entry.label, row.values)
        self._column.addWidget(self.label())
        key = row.answers[entry.name]
        if key.kind == "choice":
            self._options = key.options
            self._add_options()
        else:
            self.field = self._add_field(WIDTHS[key.kind])

    def _add_field(self, width: int) -> Field:
        name = f"{self.spoken}, {self._asked}"
        field = Field(self._texts.appearance, name, width=width)
        field.textChanged.connect(self.changed)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(field, 2)
        line.addWidget(self._hint, 3)
        self._column.addLayout(line)
        return field

    def _add_options(self) -> None:
        self._mark = Mark(self._texts.appearance, "right")
        self._mark.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._hint, 1)
        line.addWidget(self._mark)
        self._column.addLayout(line)
        self._column.addSpacing(4)
        self._column.addWidget(Hairline(self._texts.appearance))
        for option in self._options:
            statement = Words(self._texts.appearance, option, Role.ITEM, wrap=True)
            row = ChoiceRow(self._texts.appearance, "", option, statement, radio=True)
            row.setAutoExclusive(True)
            row.toggled.connect(self.changed)
            self._rows.append(row)
            self._column.addWidget(row)

    def label(self) -> Prose:
        """What is asked, typeset anew."""
        return self._texts.view(self._label, role=Role.NOTE, soft=True)

    @property
    def rows(self) -> list[ChoiceRow]:
        """The options, where one is picked."""
        return self._rows

    def text(self) -> str:
        """What was typed or picked."""
        if self.field is not None:
            return self.field.text()
        picked = (o for o, row in zip(self._options, self._rows, strict=True) if row.isChecked())
        return next(picked, "")

    def set_text(self, text: str) -> None:
        """Type or pick this."""
        if self.field is not None:
            self.field.setText(text)
        for option, row in zip(self._options, self._rows, strict=True):
            row.setChecked(option == text)

    def say_invalid(self, words: str) -> None:
        """Say why nothing is marked, in the place of the tolerance; nothing is wrong yet."""
        self._hint.set_text(words or self._asked)
        self._hint.set_color("soft" if words else "faint")

    def show_mark(self, verdict: Verdict | None) -> None:
        """Take no more answers; show the mark, if there is one."""
        self.say_invalid("")
        sign = verdict.mark if verdict and verdict.mark != "none" else None
        if self.field is not None:
            self.field.setReadOnly(True)
            self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.field.clearFocus()
            self.field.set_sign(sign)
            return
        for row in self._rows:
            row.freeze()
        if sign:
            self._mark.set_sign(sign)
        self._mark.setVisible(sign is not None)

    def first(self) -> QWidget:
        """What takes the focus."""
        return self.field if self.field is not None else self._rows[0]
