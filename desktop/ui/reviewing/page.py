"""The review page: shows a task, takes the answer, shows what is to be said, takes the rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.marking import NumericResult
from desktop.review.grading import Graded, Grader, Reply
from desktop.review.records import Rating
from desktop.review.task import Task
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.reviewing.card_keys import card_keys
from desktop.ui.reviewing.done import DoneSheet
from desktop.ui.reviewing.facts import CardFacts, PastReview
from desktop.ui.reviewing.foot import ReviewFoot
from desktop.ui.reviewing.inputs.numeric_input import NumericInput
from desktop.ui.reviewing.inputs.open_input import OpenInput
from desktop.ui.reviewing.margin import HistoryBlock, ReportLine, back_blocks, front_blocks
from desktop.ui.reviewing.scroller import Scroller
from desktop.ui.reviewing.sheet import Sheet
from desktop.ui.reviewing.stage import Stage
from desktop.ui.texts import Texts

WAKE_LATER_MS = 500
LONGEST_WAIT_MS = 3_600_000
TAB_STOP = Qt.FocusPolicy.TabFocus


class ReviewPage(Page):
    """Knows no store: it emits what the learner does."""

    place = Place.REVIEW
    absorbing = True

    reply_submitted = Signal(object)  # a Reply
    unknown_chosen = Signal()
    rubric_ticked = Signal(object)  # a Reply
    rating_chosen = Signal(object)  # a Rating
    back_asked = Signal()
    another_asked = Signal()
    explore_asked = Signal()
    history_asked = Signal()
    past_chosen = Signal(int)
    woken = Signal()  # a step of learning may be due
    undo_asked = Signal()
    redo_asked = Signal()
    bury_asked = Signal()
    suspend_asked = Signal()
    flag_asked = Signal()

    def __init__(self, texts: Texts, grader: Grader, parent: QWidget | None = None) -> None:
        super().__init__(texts.appearance, parent)
        self._texts = texts
        self._grader = grader
        self.stage = Stage.DONE
        self.suggested = Rating.GOOD
        self.sheet: Sheet | None = None
        self.done_sheet: DoneSheet | None = None
        self.prepared: Sheet | None = None
        self._facts: CardFacts | None = None
        self.history: HistoryBlock | None = None
        self.report: ReportLine | None = None
        self.grid = Grid(texts.appearance)
        self.foot = ReviewFoot(texts.appearance)
        self._scroller = Scroller(self.grid, self)
        self._wake = QTimer(self)
        self._wake.setSingleShot(True)
        self._wake.timeout.connect(self.woken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.foot)
        self.grid.narrowed.connect(self._show_line)
        self._connect_foot()

    def _connect_foot(self) -> None:
        self.foot.proceeded.connect(self.proceed)
        self.foot.unknown_chosen.connect(self.unknown_chosen)
        self.foot.rating_chosen.connect(self._rate)
        self.foot.another_asked.connect(self.another_asked)
        self.foot.explore_asked.connect(self.explore_asked)

    # What is shown

    def show_task(self, task: Task, facts: CardFacts) -> None:
        """Put a card before the learner."""
        self._clear()
        self._facts = facts
        self.stage = Stage.ANSWERING
        self.sheet = self._sheet_of(task, facts)
        self.grid.main.addWidget(self.sheet)
        self.sheet.show()
        for block in front_blocks(facts, self._texts):
            self.grid.add_margin(block)
        self._show_line(self.grid.is_narrow)
        self.foot.ask_answer(self.sheet.input.proceed_words)
        self.foot.show()
        self.grid.verticalScrollBar().setValue(0)
        self._put_foot_last()
        self.take_focus()

    def prepare(self, task: Task, facts: CardFacts) -> None:
        """Make the sheet of a card that probably comes next."""
        if self.prepared is not None:
            self.prepared.deleteLater()
        self.prepared = Sheet(task, facts, self._texts, self._grader, self)
        self.prepared.hide()

    def _sheet_of(self, task: Task, facts: CardFacts) -> Sheet:
        if self.prepared is not None and self.prepared.task.uid == task.uid:
            sheet, self.prepared = self.prepared, None
            return sheet
        return Sheet(task, facts, self._texts, self._grader)

    def reply(self) -> Reply:
        """What is answered so far."""
        return self.sheet.input.reply() if self.sheet is not None else Reply()

    def set_reply(self, reply: Reply) -> None:
        """Fill an answer in, as of a card that comes back."""
        if self.sheet is not None:
            self.sheet.input.set_reply(reply)

    def show_unmarked(self, result: NumericResult) -> None:
        """Say why nothing is marked yet; the answer stays as typed."""
        if self.sheet is not None and isinstance(self.sheet.input, NumericInput):
            place = self.sheet.input.show_unmarked(result)
            if place is not None:
                place.setFocus()

    def show_answer(
        self, graded: Graded | None, suggested: Rating, intervals: Mapping[Rating, int]
    ) -> None:
        """Show marks and explanation and ask for the rating."""
        self._show_marks(graded)
        self.stage = Stage.RATING
        self.suggested = suggested
        another = self.sheet is not None and self.sheet.task.row is not None
        self.foot.ask_rating(suggested, intervals, another=another)

    def show_practiced(self, graded: Graded | None, back_words: str) -> None:
        """Show marks and explanation of what is not scheduled."""
        self._show_marks(graded)
        self.stage = Stage.PRACTICED
        another = self.sheet is not None and self.sheet.task.row is not None
        self.foot.ask_back(back_words, another=another)

    def show_credits(self, graded: Graded) -> None:
        """Show what the ticked items of the rubric come to, and suggest that rating."""
        if self.sheet is not None and isinstance(self.sheet.input, OpenInput):
            self.sheet.input.show_credits(graded)
        self.suggested = graded.suggested
        self.foot.suggest(graded.suggested)

    def show_history(self, past: Sequence[PastReview]) -> None:
        """List the card's reviews at the end of the margin."""
        if self.history is not None:
            self.history.deleteLater()
        self.history = HistoryBlock(past, self._texts)
        self.history.past_chosen.connect(self.past_chosen)
        self.grid.add_margin(self.history)
        QTimer.singleShot(0, self._scroll_to_history)

    def show_done(self, headline: str, sentence: str, wake_ms: int | None = None) -> None:
        """Say that nothing is left, or nothing for `wake_ms` milliseconds."""
        self._clear()
        if wake_ms is not None:
            self._wake.start(min(wake_ms + WAKE_LATER_MS, LONGEST_WAIT_MS))
        self.stage = Stage.DONE
        self.done_sheet = DoneSheet(headline, sentence, self.appearance)
        self.done_sheet.leave.clicked.connect(self.leave_asked)
        self.grid.main.addWidget(self.done_sheet)
        self.foot.hide()
        self.take_focus()

    def _clear(self) -> None:
        self._scroller.stop()
        self._wake.stop()
        self.sheet = self.done_sheet = self.history = self.report = None
        for column in (self.grid.main, self.grid.margin):
            while (item := column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _show_marks(self, graded: Graded | None) -> None:
        if self.sheet is None or self._facts is None:
            return
        if isinstance(self.sheet.input, OpenInput):
            self.sheet.input.ticked.connect(self._tell_ticks)
        self.sheet.show_answer(graded)
        for block in back_blocks(self.sheet.task, self._facts, self._texts):
            self.grid.add_margin(block)
        self.report = ReportLine(self.sheet.task, self._texts)
        self.report.clicked.connect(self._copy_report)
        self.grid.add_margin(self.report)
        self._put_foot_last()
        self.setFocus()
        QTimer.singleShot(0, self._scroll_to_verdict)

    def _put_foot_last(self) -> None:
        """Tab goes down the page before it goes to the foot, which is older than the card."""
        stops = [w for w in self.grid.findChildren(QWidget) if w.focusPolicy() & TAB_STOP]
        for button in self.foot.buttons if stops else ():
            self.setTabOrder(stops[-1], button)
            stops.append(button)

    def _show_line(self, narrow: bool) -> None:
        """In a small window the first block of the margin is a line below the title."""
        if self.sheet is None:
            return
        self.sheet.line.setVisible(narrow)
        first = self.grid.margin.itemAt(0)
        if first is not None and (block := first.widget()) is not None:
            block.setVisible(not narrow)

    # What the learner does

    def proceed(self, key: object = None) -> None:
        """Do what the filled button says."""
        if self.stage is Stage.ANSWERING and self.sheet is not None:
            self.reply_submitted.emit(self.sheet.input.reply())
        elif self.stage is Stage.RATING:
            self.rating_chosen.emit(self.suggested)
        elif self.stage is Stage.PRACTICED:
            self.back_asked.emit()
        else:
            self.leave_asked.emit()

    def take_focus(self) -> None:
        """The first field, where there is one; else the page, so that every key acts."""
        start = self.sheet.input.start() if self.sheet is not None else None
        if start is not None and self.stage is Stage.ANSWERING:
            start.setFocus()
        else:
            self.setFocus()

    def handlers(self) -> Mapping[Action, Handler]:
        """What keys do on a card."""
        return card_keys(self)

    def _rate(self, rating: int) -> None:
        self.rating_chosen.emit(Rating(rating))

    def _tell_ticks(self) -> None:
        if self.sheet is not None:
            self.rubric_ticked.emit(self.sheet.input.reply())

    def _copy_report(self) -> None:
        if self.report is not None:
            QGuiApplication.clipboard().setText(self.report.report)
            self.report.say_copied()

    def _scroll_to_verdict(self) -> None:
        if self.sheet is not None:
            self._scroller.show_verdict(self.sheet.input, self.sheet.input.verdict_bottom())

    def _scroll_to_history(self) -> None:
        if self.history is not None:
            self._scroller.show_whole(self.history)
