"""A setting on the page: label over control, what it means, and the way back after a change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.field import Field
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.words import Words
from desktop.ui.pages.settings.entries import Entry, Value

FIELD_WIDTH = 200
STEPS_WIDTH = 280


class SettingRow(QWidget):
    """What both kinds share."""

    back_asked = Signal(str)  # the setting's key: as it was before the last change

    def __init__(self, appearance: Appearance, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.back = Button(appearance, "", "", Kind.TEXT)
        self.back.hide()
        self.back.clicked.connect(self._ask_back)
        self.problem = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.problem.hide()
        self.sentence = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Words(appearance, entry.label, Role.LABEL, "faint"))
        column.addLayout(self._line)
        column.addWidget(self.problem)
        column.addWidget(self.sentence)

    def show_value(self, value: Value) -> None:
        """Show a value and what it means."""
        self.problem.hide()
        self.sentence.set_text(self.entry.sentence(value))
        self.sentence.show()

    def show_problem(self, words: str) -> None:
        """Say why what was typed is no value; it stays as it is typed."""
        self.problem.set_text(words)
        self.problem.show()
        self.sentence.hide()

    def show_before(self, words: str) -> None:
        """Offer the value from before the last change; empty: there is none."""
        self.back.set_words(f"Back to {words}" if words else "")
        self.back.setVisible(bool(words))

    def _ask_back(self) -> None:
        self.back_asked.emit(self.entry.key)


class TypedRow(SettingRow):
    """A field; leaving it or Enter takes what is typed."""

    committed = Signal(str, str)  # key, text

    def __init__(self, appearance: Appearance, entry: Entry) -> None:
        super().__init__(appearance, entry)
        width = STEPS_WIDTH if not entry.unit and entry.key.endswith("steps") else FIELD_WIDTH
        self.field = Field(appearance, entry.label, width=width, role=Role.BODY)
        self._shown = ""
        self._line.addWidget(self.field)
        if entry.unit:
            self._line.addWidget(Words(appearance, entry.unit, Role.BODY, "soft"))
        self._line.addStretch(1)
        self._line.addWidget(self.back)
        self.field.editingFinished.connect(self._commit)

    def show_value(self, value: Value) -> None:
        """Show a value as it is typed."""
        super().show_value(value)
        self._shown = self.entry.write(value)
        self.field.setText(self._shown)
        self.field.setAccessibleDescription(self.entry.sentence(value))

    def show_problem(self, words: str) -> None:
        """Say it to the screen reader too."""
        super().show_problem(words)
        self.field.setAccessibleDescription(words)

    def _commit(self) -> None:
        if self.field.text() != self._shown or self.problem.isVisible():
            self.committed.emit(self.entry.key, self.field.text())


class ChoiceRow(SettingRow):
    """Words in a row, one of them chosen."""

    picked = Signal(str, object)  # key, value

    def __init__(self, appearance: Appearance, entry: Entry) -> None:
        super().__init__(appearance, entry)
        options = [(str(place), word) for place, (_, word) in enumerate(entry.choices)]
        self.choice = Segmented(appearance, entry.label, options)
        self._line.addWidget(self.choice)
        self._line.addStretch(1)
        self._line.addWidget(self.back)
        self.choice.chosen.connect(self._pick)

    def show_value(self, value: Value) -> None:
        """Show which word is chosen."""
        super().show_value(value)
        values = [known for known, _ in self.entry.choices]
        if value in values:
            self.choice.choose(str(values.index(value)))

    def choose(self, value: Value) -> None:
        """Choose as a click on its word does."""
        values = [known for known, _ in self.entry.choices]
        self.choice.segment(str(values.index(value))).click()

    def _pick(self, place: str) -> None:
        self.picked.emit(self.entry.key, self.entry.choices[int(place)][0])


def row_for(appearance: Appearance, entry: Entry) -> TypedRow | ChoiceRow:
    """The row of a setting."""
    return (ChoiceRow if entry.choices else TypedRow)(appearance, entry)
