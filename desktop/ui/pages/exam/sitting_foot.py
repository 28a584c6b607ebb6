"""The foot of a paper: back and forth, mark, hand in; and the question before that is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.foot import Foot
from desktop.ui.controls.words import Words

GAP = 4
MARK, UNMARK = "Mark for later", "Marked; no longer"


class SittingFoot(QWidget):
    """Three feet, one at a time: while writing, before handing in, while marking."""

    previous_asked = Signal()
    next_asked = Signal()
    mark_asked = Signal()
    hand_in_asked = Signal()
    handed_in = Signal()
    kept_writing = Signal()
    report_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.previous = Button(appearance, "Previous", "PgUp")
        self.next = Button(appearance, "Next", "PgDn", Kind.FILLED)
        self.mark = Button(appearance, MARK, "M", Kind.TEXT)
        self.hand_in = Button(appearance, "Hand in …")
        self.question = Words(appearance, "", Role.BODY, wrap=True)
        self.confirm = Button(appearance, "Hand in", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.keep = Button(appearance, "Keep writing", "Esc", Kind.TEXT)
        self.before = Button(appearance, "Previous", "PgUp")
        self.after = Button(appearance, "Next", "PgDn", Kind.FILLED)
        self.report = Button(appearance, "Show the report")
        self._writing = self._foot((self.previous, self.next, self.mark), (self.hand_in,))
        self._asking = self._foot((self.confirm, self.keep), (self.question,))
        self._marking = self._foot((self.before, self.after), (self.report,))
        self._connect()

    def _foot(self, starts: tuple[QWidget, ...], ends: tuple[QWidget, ...]) -> Foot:
        foot = Foot(self._appearance)
        for place, widget in enumerate(starts):
            foot.add(widget, GAP if place else 0)
        for widget in ends:
            foot.add_at_end(widget)
        self._stack.addWidget(foot)
        return foot

    def _connect(self) -> None:
        for button in (self.previous, self.before):
            button.clicked.connect(self.previous_asked)
        for button in (self.next, self.after):
            button.clicked.connect(self.next_asked)
        self.mark.clicked.connect(self.mark_asked)
        self.hand_in.clicked.connect(self.hand_in_asked)
        self.confirm.clicked.connect(self.handed_in)
        self.keep.clicked.connect(self.kept_writing)
        self.report.clicked.connect(self.report_asked)

    @property
    def is_asking(self) -> bool:
        """Whether it asks if the paper is to be handed in."""
        return self._stack.currentWidget() is self._asking

    @property
    def is_marking(self) -> bool:
        """Whether the paper is handed in."""
        return self._stack.currentWidget() is self._marking

    def show_writing(self, *, first: bool, last: bool, marked: bool) -> None:
        """While writing; at the last question handing in is what comes next."""
        self._ends(self.previous, self.next, self.hand_in, first, last)
        self.mark.set_words(UNMARK if marked else MARK)
        self._stack.setCurrentWidget(self._writing)

    def ask(self, question: str) -> None:
        """Before handing in, which can't be undone."""
        self.question.set_text(question)
        self._stack.setCurrentWidget(self._asking)

    def show_marking(self, *, first: bool, last: bool) -> None:
        """After handing in, while answers in words are marked."""
        self._ends(self.before, self.after, self.report, first, last)
        self._stack.setCurrentWidget(self._marking)

    def _ends(self, back: Button, on: Button, end: Button, first: bool, last: bool) -> None:
        back.setEnabled(not first)
        back.setToolTip("This is the first question." if first else "")
        on.setEnabled(not last)
        on.setToolTip("This is the last question." if last else "")
        on.set_kind(Kind.OUTLINE if last else Kind.FILLED)
        end.set_kind(Kind.FILLED if last else Kind.OUTLINE)
