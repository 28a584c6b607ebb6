"""Before an exam: which paper, how long; the one that was left; those that are over."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.field import Field
from desktop.ui.controls.rows_model import RowsModel, RowTexts
from desktop.ui.controls.section_head import SectionHead
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.table import Table
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words

FRESH, AS_IT_WAS = "fresh", "exam"
KINDS = ((FRESH, "Fresh numbers"), (AS_IT_WAS, "As it was"))
LENGTHS = ((90, "90 minutes"), (45, "45 minutes"), (30, "30 minutes"))
HEADS = ("Date", "Paper", "Credits", "Grade")
NUMERIC = frozenset({2, 3})
WIDTHS = {0: 170, 2: 130, 3: 70}
SEED_WIDTH = 120
ROW = 38
SENTENCE = "Nothing is said of your answers until you hand in. Leaving stops the clock."
FRESH_WORDS = "Every quantity has new numbers and options are shuffled; the same number, the same."
AS_IT_WAS_WORDS = "The questions with the numbers that the exam had."
NO_SEED = "A paper’s number is a whole number from 0 to 999,999."


@dataclass(frozen=True, slots=True)
class ChooseSight:
    """What there is: the paper that was left, in words, and rows of those that are over."""

    left: str
    left_action: str
    past: tuple[tuple[str, str, str, str], ...]


class ChooseView(Themed, QWidget):
    """Emits what is to be begun, printed or opened."""

    begun = Signal(object, int)  # a seed or None, minutes
    continued = Signal()
    discarded = Signal()
    past_chosen = Signal(int)  # the row
    print_asked = Signal(object, int, bool)  # a seed or None, minutes, whether solutions

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Segmented(appearance, "Which paper", KINDS)
        lengths = [(str(minutes), words) for minutes, words in LENGTHS]
        self.length = Segmented(appearance, "How long", lengths)
        self.seed = Field(appearance, "Paper number", width=SEED_WIDTH, role=Role.BODY)
        self.told = Words(appearance, FRESH_WORDS, Role.NOTE, "soft", wrap=True)
        self.start = Button(appearance, "Begin", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.print = Button(appearance, "Print it …", "", Kind.TEXT)
        self.print_solutions = Button(appearance, "Its solutions …", "", Kind.TEXT)
        self.left = Words(appearance, "", Role.PROSE, "soft", wrap=True)
        self.go_on = Button(appearance, "Continue", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.discard = Button(appearance, "Discard it …", "", Kind.TEXT)
        self.table = Table(
            appearance, "Past exams", row=ROW, role=Role.BODY, whole=True, chosen_by_click=True
        )
        self.model = RowsModel(RowTexts(HEADS, (), NUMERIC), self)
        self.table.setModel(self.model)
        self._of_left, self._of_new, self._of_past = QWidget(), QWidget(), QWidget()
        self._seed_part = QWidget()
        self._lay_out(appearance)
        self._connect()
        self.follow(appearance)

    def _lay_out(self, appearance: Appearance) -> None:
        column = _column(self)
        column.addWidget(Words(appearance, "Mock exam", Role.DISPLAY))
        column.addSpacing(6)
        column.addWidget(Words(appearance, SENTENCE, Role.PROSE, "soft", wrap=True))
        column.addSpacing(18)
        left = _column(self._of_left)
        left.addWidget(self.left)
        left.addSpacing(12)
        left.addLayout(_line(self.go_on, self.discard))
        column.addWidget(self._of_left)
        self._lay_out_new(appearance)
        column.addWidget(self._of_new)
        past = _column(self._of_past)
        past.addSpacing(28)
        past.addWidget(SectionHead(appearance, "Past exams"))
        past.addSpacing(4)
        past.addWidget(self.table)
        column.addWidget(self._of_past)

    def _lay_out_new(self, appearance: Appearance) -> None:
        new = _column(self._of_new)
        new.addWidget(Words(appearance, "Paper", Role.LABEL, "faint"))
        new.addWidget(self.kind)
        seed = _column(self._seed_part)
        seed.addWidget(Words(appearance, "Number", Role.LABEL, "faint"))
        seed.addWidget(self.seed)
        seed.addSpacing(4)
        new.addWidget(self._seed_part)
        new.addWidget(self.told)
        new.addSpacing(14)
        new.addWidget(Words(appearance, "Length", Role.LABEL, "faint"))
        new.addWidget(self.length)
        new.addSpacing(10)
        new.addLayout(_line(self.start, self.print, self.print_solutions))

    def _connect(self) -> None:
        self.kind.chosen.connect(self._show_kind)
        self.start.clicked.connect(self._begin)
        self.print.clicked.connect(self._print)
        self.print_solutions.clicked.connect(self._print_solutions)
        self.go_on.clicked.connect(self.continued)
        self.discard.clicked.connect(self._discard)
        self.table.row_chosen.connect(self.past_chosen)

    def show_sight(self, sight: ChooseSight, seed: int) -> None:
        """Show what there is; `seed` is offered for the next paper."""
        self.left.set_text(sight.left)
        self.go_on.set_words(sight.left_action)
        self.discard.set_words("Discard it …")
        self._of_left.setVisible(bool(sight.left))
        self._of_new.setVisible(not sight.left)
        self._of_past.setVisible(bool(sight.past))
        self.model.show_texts(RowTexts(HEADS, sight.past, NUMERIC))
        if not sight.left:
            self.seed.setText(str(seed))
            self._show_kind()

    def choose(self, seed: int | None, minutes: int) -> None:
        """Choose a paper without beginning it."""
        self.kind.choose(AS_IT_WAS if seed is None else FRESH)
        self.length.choose(str(minutes))
        if seed is not None:
            self.seed.setText(str(seed))
        self._show_kind()

    def proceed(self) -> None:
        """Press the filled button."""
        (self.start if self._of_left.isHidden() else self.go_on).click()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        head = self.table.horizontalHeader()
        for column in range(len(HEADS)):
            fixed = column in WIDTHS
            mode = head.ResizeMode.Fixed if fixed else head.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            if fixed:
                head.resizeSection(column, self.theme.px(WIDTHS[column]))
        super().restyle()

    def _show_kind(self, kind: str = "") -> None:
        fresh = self.kind.value == FRESH
        self._seed_part.setVisible(fresh)
        self.told.set_text(FRESH_WORDS if fresh else AS_IT_WAS_WORDS)

    def _chosen(self) -> tuple[int | None, int] | None:
        """Seed and minutes; None if the number is none, which is said."""
        minutes = int(self.length.value)
        if self.kind.value == AS_IT_WAS:
            return None, minutes
        typed = self.seed.text().strip().replace(",", "")
        if typed.isascii() and typed.isdigit() and len(typed) <= 6:
            return int(typed), minutes
        self.told.set_text(NO_SEED)
        self.seed.setFocus()
        return None

    def _begin(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.begun.emit(*chosen)

    def _print(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.print_asked.emit(*chosen, False)

    def _print_solutions(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.print_asked.emit(*chosen, True)

    def _discard(self) -> None:
        """At the second press: its answers can't be had back."""
        if self.discard.text().endswith("…"):
            self.discard.set_words("Discard its answers for good")
        else:
            self.discarded.emit()


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _line(*buttons: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(20)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
