"""The parameters of the schedule: fitted to one's own reviews on request, adopted by choice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.section_head import SectionHead
from desktop.ui.controls.words import Words

TITLE = "Your memory"
EXPLAINED = (
    "The schedule foretells when you forget by 21 parameters. They can be fitted to your own "
    "reviews; the latest fifth of these is kept aside, to tell whether that helps."
)


class MemoryView(QWidget):
    """Says how well the parameters predict, before and after fitting."""

    fit_asked = Signal()
    adopt_asked = Signal()
    keep_asked = Signal()
    back_asked = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.fit = Button(appearance, "Fit to my reviews")
        self.result = Words(appearance, "", Role.BODY, wrap=True)
        self.adopt = Button(appearance, "Adopt the fitted ones", "", Kind.FILLED)
        self.keep = Button(appearance, "Keep the present ones", "", Kind.TEXT)
        self.back = Button(appearance, "Back to the former ones", "", Kind.TEXT)
        line = QHBoxLayout()
        line.setSpacing(20)
        for button in (self.fit, self.adopt, self.keep, self.back):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHead(appearance, TITLE, EXPLAINED))
        column.addWidget(self.result)
        column.addLayout(line)
        self.fit.clicked.connect(self.fit_asked)
        self.adopt.clicked.connect(self.adopt_asked)
        self.keep.clicked.connect(self.keep_asked)
        self.back.clicked.connect(self.back_asked)
        self.show_result("")

    def show_working(self, words: str) -> None:
        """Say what is being done."""
        self.show_result(words)
        self.fit.setEnabled(False)

    def show_result(self, words: str, *, adoptable: bool = False, reversible: bool = False) -> None:
        """Say what came out, with what can be done about it."""
        self.fit.setEnabled(True)
        self.fit.setVisible(not adoptable)
        self.result.set_text(words)
        self.result.setVisible(bool(words))
        self.adopt.setVisible(adoptable)
        self.keep.setVisible(adoptable)
        self.back.setVisible(reversible)
