"""A field for a list or a table of numbers: 1, 2.5, −3 or 1, 2; 3, 4."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.variants import MINUS
from desktop.questions.views.parameters import Grid, Number, Numbers, Value
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.field import Field
from desktop.ui.controls.words import Words
from desktop.ui.explore.shown_numbers import plain

WIDTH = 236


class NumbersField(QWidget):
    """Tells a new value once what is typed can be read and is in range; until then it says why."""

    changed = Signal(object)

    def __init__(
        self, appearance: Appearance, parameter: Numbers | Grid, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parameter = parameter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(appearance, parameter.label, Role.NOTE, "soft"))
        self.field = Field(appearance, parameter.label, width=WIDTH, role=Role.NUMBER)
        column.addWidget(self.field)
        self._fault = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self._fault.hide()
        column.addWidget(self._fault)
        self.field.textEdited.connect(self._read)
        self.field.editingFinished.connect(self._tidy)
        self._value: Value = parameter.default
        self.show_value(parameter.default)

    def show_value(self, value: Value) -> None:
        """Show another value, unless this one is being typed."""
        if value == self._value and self.field.text():
            return
        self._value = value
        self._write(value)

    def _read(self, text: str) -> None:
        value = read(text, table=isinstance(self._parameter, Grid))
        fault = "it is numbers with commas between them" if value is None else ""
        fault = fault or self._parameter.fault(value) or ""
        self._complain(fault)
        if not fault and value is not None and value != self._value:
            self._value = value
            self.changed.emit(value)

    def _tidy(self) -> None:
        """Typing is over: show the value in force."""
        self._write(self._value)

    def _write(self, value: Value) -> None:
        self.field.setText(written(value))
        self.field.setCursorPosition(0)  # of a long one the beginning is seen
        self._complain("")

    def _complain(self, fault: str) -> None:
        self._fault.set_text(f"Not taken: {fault}." if fault else "")
        self._fault.setVisible(bool(fault))


def written(value: Value) -> str:
    """A list or a table as text."""
    if not isinstance(value, tuple):
        return str(value)
    rows = [entry for entry in value if isinstance(entry, tuple)]
    if rows:
        return "; ".join(", ".join(map(plain, row)) for row in rows)
    return ", ".join(plain(entry) for entry in value if not isinstance(entry, tuple))


def read(text: str, *, table: bool) -> Value | None:
    """The list or table that a text means, or None."""
    try:
        rows = tuple(
            tuple(map(_number, row.replace(MINUS, "-").split(",")))
            for row in text.strip().strip(";").split(";")
        )
    except ValueError:
        return None
    if table:
        return rows
    return rows[0] if len(rows) == 1 else None


def _number(text: str) -> Number:
    number = float(text)
    if not abs(number) < 1e12:
        raise ValueError(text)
    return int(number) if number.is_integer() else number
