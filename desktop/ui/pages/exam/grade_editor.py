"""The grade key, to be edited: a line of text, from the best grade to the last that passes."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.review.exam.grades import USUAL, GradeKey
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.field import Field
from desktop.ui.controls.words import Words

STEP = re.compile(r"([0-9]+[.,]?[0-9]*)\s*%?\s+([^\s,;]{1,8})")
LABEL = "Grade key: from which percentage which grade, the best first; the last is for fewer"
ENDS = ("Take it", "The usual key")


class GradeEditor(QWidget):
    """A field that is shown on request."""

    key_chosen = Signal(object)  # a GradeKey

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(appearance, LABEL, width=640, role=Role.BODY)
        self.problem = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        take = Button(appearance, ENDS[0])
        usual = Button(appearance, ENDS[1], "", Kind.TEXT)
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(take)
        line.addWidget(usual)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(appearance, LABEL, Role.LABEL, "faint", wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.problem)
        column.addLayout(line)
        take.clicked.connect(self.take)
        self.field.returnPressed.connect(self.take)
        usual.clicked.connect(self._take_usual)
        self.hide()

    def show_key(self, key: GradeKey) -> None:
        """Show the key in force."""
        self.field.setText(written(key))
        self.problem.hide()

    def take(self) -> None:
        """Use what is typed, or say what is wrong with it."""
        try:
            key = read(self.field.text())
        except ValueError as error:
            self.problem.set_text(f"{error}.")
            self.problem.show()
            return
        self.key_chosen.emit(key)

    def _take_usual(self) -> None:
        self.key_chosen.emit(USUAL)


def written(key: GradeKey) -> str:
    """A key as it is typed: 92 1.0, 87 1.3, ..., 5.0."""
    steps = [f"{share * 100:.4g} {grade}" for share, grade in key.steps]
    return ", ".join((*steps, key.failed))


def read(text: str) -> GradeKey:
    """The key that is typed.

    Raises: ValueError saying what is wrong.
    """
    *steps, failed = [part.strip() for part in re.split(r"[,;]\s+|;", text.strip())]
    found = []
    for part in steps:
        match = STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"“{part[:20]}” is no step: write steps like 92 1.0, 87 1.3")
        found.append((float(match[1].replace(",", ".")) / 100, match[2]))
    if not failed or " " in failed:
        raise ValueError("The last entry is the grade for fewer credits, such as 5.0")
    return GradeKey(tuple(found), failed)
