"""The page on which a paper is written: one question at a time, nothing said of the answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.examination import ExamItem
from desktop.review.exam.sheet import Answer, Certainty
from desktop.review.grading import Graded, Grader
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.exam.outline import Outline, OutlineView
from desktop.ui.pages.exam.question_sheet import QuestionSheet
from desktop.ui.pages.exam.sitting_foot import SittingFoot
from desktop.ui.pages.exam.timer import TimerView
from desktop.ui.texts import Texts

SECOND_MS = 1000


class PaperGrid(Grid):
    """Scrolls by the wheel; PgUp and PgDn go through the paper."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page."""
        event.ignore()


class SittingPage(Page):
    """Knows no store: it emits what the candidate does."""

    place = Place.SITTING
    absorbing = True

    reply_changed = Signal(object)  # a Reply
    certainty_chosen = Signal(object)  # a Certainty
    question_chosen = Signal(str)
    previous_asked = Signal()
    next_asked = Signal()
    mark_asked = Signal()
    hand_in_asked = Signal()
    handed_in = Signal()
    kept_writing = Signal()
    rubric_ticked = Signal(object)  # a Reply
    report_asked = Signal()
    second_passed = Signal()

    def __init__(self, texts: Texts, grader: Grader, parent: QWidget | None = None) -> None:
        super().__init__(texts.appearance, parent)
        self._texts = texts
        self._grader = grader
        self.sheet: QuestionSheet | None = None
        self.timer = TimerView(texts.appearance)
        self.bar_end = self.timer
        self.outline = OutlineView(texts.appearance)
        self.foot = SittingFoot(texts.appearance)
        self.grid = PaperGrid(texts.appearance)
        self.grid.add_margin(self.outline)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self.second_passed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.foot)
        self._connect()

    def _connect(self) -> None:
        self.outline.question_chosen.connect(self.question_chosen)
        self.foot.previous_asked.connect(self.previous_asked)
        self.foot.next_asked.connect(self.next_asked)
        self.foot.mark_asked.connect(self.mark_asked)
        self.foot.hand_in_asked.connect(self.hand_in_asked)
        self.foot.handed_in.connect(self.handed_in)
        self.foot.kept_writing.connect(self.kept_writing)
        self.foot.report_asked.connect(self.report_asked)

    # What is shown

    def show_question(self, item: ExamItem, answer: Answer) -> None:
        """Put a question before the candidate."""
        sheet = self._put(QuestionSheet(item, answer, self._texts, self._grader))
        sheet.input.changed.connect(self._tell_reply)
        if sheet.certainty is not None:
            sheet.certainty.chosen.connect(self.certainty_chosen)
        self.take_focus()

    def show_marking(self, item: ExamItem, answer: Answer) -> None:
        """Show an answer in words with the model answer and the rubric."""
        from desktop.ui.reviewing.inputs.open_input import OpenInput

        sheet = self._put(QuestionSheet(item, answer, self._texts, self._grader, marking=True))
        if isinstance(sheet.input, OpenInput):
            sheet.input.ticked.connect(self._tell_ticks)
        self.setFocus()

    def show_credits(self, graded: Graded) -> None:
        """Say what the ticked items of the rubric come to."""
        if self.sheet is not None:
            self.sheet.show_credits(graded)

    def show_outline(self, outline: Outline, *, marked: bool) -> None:
        """Show how far the paper is, and which buttons lead where."""
        self.outline.show_outline(outline)
        numbers = [square.number for p in outline.problems for square in p.squares]
        first, last = outline.at == numbers[0], outline.at == numbers[-1]
        self.foot.show_writing(first=first, last=last, marked=marked)

    def show_time(self, remaining_ms: int) -> None:
        """Show what is left."""
        self.timer.show_time(remaining_ms)

    def keep_time(self, running: bool) -> None:
        """Let the seconds pass, or no longer."""
        if running:
            self._second.start()
        else:
            self._second.stop()
        self.timer.setVisible(running)

    def _put(self, sheet: QuestionSheet) -> QuestionSheet:
        if self.sheet is not None:
            self.grid.main.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        self.sheet = sheet
        self.grid.main.addWidget(sheet)
        sheet.show()
        self.grid.verticalScrollBar().setValue(0)
        return sheet

    def take_focus(self) -> None:
        """The first field, where there is one; else the page, so that every key acts."""
        start = self.sheet.input.start() if self.sheet is not None else None
        if start is not None and not self.foot.is_marking and not self.foot.is_asking:
            start.setFocus()
        else:
            self.setFocus()

    # What the candidate does

    def handlers(self) -> Mapping[Action, Handler]:
        """What keys do on a paper."""
        own: dict[Action, Handler] = {
            Action.PROCEED: self._proceed,
            Action.PREVIOUS: self._previous,
            Action.NEXT: self._next,
            Action.LETTER: self._tick,
            Action.CERTAINTY: self._choose_certainty,
            Action.MARK: self._mark,
            Action.TIME: self._toggle_time,
        }
        if self.foot.is_asking:
            own[Action.LEAVE] = self._keep_writing
        return own

    def _proceed(self, key: str) -> None:
        if self.foot.is_asking:
            self.handed_in.emit()
        elif self.foot.is_marking:
            (self.foot.after if self.foot.after.isEnabled() else self.foot.report).click()
        else:
            (self.foot.next if self.foot.next.isEnabled() else self.foot.hand_in).click()

    def _previous(self, key: str) -> None:
        self.previous_asked.emit()

    def _next(self, key: str) -> None:
        self.next_asked.emit()

    def _tick(self, key: str) -> None:
        rows = self.sheet.input.rows() if self.sheet is not None else []
        place = ord(key) - ord("A")
        if place < len(rows) and not self.foot.is_asking:
            rows[place].click()

    def _choose_certainty(self, key: str) -> None:
        if self.sheet is not None and self.sheet.certainty is not None:
            self.sheet.certainty.choose(Certainty(int(key) - 1))

    def _mark(self, key: str) -> None:
        if not self.foot.is_marking:
            self.mark_asked.emit()

    def _toggle_time(self, key: str) -> None:
        self.timer.toggle()

    def _keep_writing(self, key: str) -> None:
        self.kept_writing.emit()

    def _tell_reply(self) -> None:
        if self.sheet is not None:
            self.reply_changed.emit(self.sheet.input.reply())

    def _tell_ticks(self) -> None:
        if self.sheet is not None:
            self.rubric_ticked.emit(self.sheet.input.reply())
