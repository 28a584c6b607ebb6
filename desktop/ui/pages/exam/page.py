"""The page of the tab: a paper to choose, or the report on one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.exam.choose_view import ChooseSight, ChooseView
from desktop.ui.pages.exam.report_sight import ReportSight
from desktop.ui.pages.exam.report_view import ReportMargin, ReportView
from desktop.ui.texts import Texts


class ExamPage(Page):
    """Emits what is chosen; is told what there is."""

    place = Place.EXAM

    review_asked = Signal()
    pdf_asked = Signal()
    again_asked = Signal()
    grades_asked = Signal()
    back_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.appearance, parent)
        self._texts = texts
        self.grid = Grid(texts.appearance)
        self.choose = ChooseView(texts.appearance)
        self.report = ReportView(texts)
        self.report.hide()
        self.margin: ReportMargin | None = None
        self.grid.main.addWidget(self.choose)
        self.grid.main.addWidget(self.report)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)

    @property
    def shows_report(self) -> bool:
        """Whether a report is open."""
        return not self.report.isHidden()

    def show_choice(self, sight: ChooseSight, seed: int) -> None:
        """Show papers to choose from."""
        self._clear_margin()
        self.report.hide()
        self.choose.show_sight(sight, seed)
        self.choose.show()
        self.take_focus()

    def show_report(self, sight: ReportSight) -> None:
        """Show a report."""
        self._clear_margin()
        self.choose.hide()
        self.report.show_sight(sight)
        self.report.show()
        margin = self.margin = ReportMargin(self._texts, sight)
        margin.review_asked.connect(self.review_asked)
        margin.pdf_asked.connect(self.pdf_asked)
        margin.again_asked.connect(self.again_asked)
        margin.compare_asked.connect(self._compare)
        margin.grades_asked.connect(self.grades_asked)
        margin.back_asked.connect(self.back_asked)
        self.grid.add_margin(margin)
        self.grid.verticalScrollBar().setValue(0)
        self.take_focus()

    def take_focus(self) -> None:
        """Nothing has the focus, so that every key acts."""
        self.setFocus()

    def handlers(self) -> Mapping[Action, Handler]:
        """The filled button; from a report Esc leads back to all exams."""
        own: dict[Action, Handler] = {Action.PROCEED: self._proceed}
        if self.shows_report:
            own[Action.LEAVE] = self._back
        return own

    def _clear_margin(self) -> None:
        if self.margin is not None:
            self.margin.hide()
            self.margin.deleteLater()
            self.margin = None

    def _proceed(self, key: str) -> None:
        if not self.shows_report:
            self.choose.proceed()
        elif self.margin is not None and not self.margin.review.isHidden():
            self.review_asked.emit()

    def _back(self, key: str) -> None:
        self.back_asked.emit()

    def _compare(self) -> None:
        self.report.compare(not self.report.is_comparing)
