"""The report on the page: credits and grade, by problem and topic, mistakes, what to review."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.margin_block import MarginBlock
from desktop.ui.controls.table import Table
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.pages.exam.certainty_plot import CertaintyPlot
from desktop.ui.pages.exam.grade_editor import GradeEditor
from desktop.ui.pages.exam.problem_model import BEFORE, CREDITS, MINUTES, NUMBER, ProblemModel
from desktop.ui.pages.exam.report_sight import MistakeLine, ReportSight
from desktop.ui.texts import Texts
from desktop.ui.wording import amount

BAR_WIDTH = 80
WIDTHS = {NUMBER: 28, CREDITS: 196, BEFORE: 84, MINUTES: 136}
TYPED_WIDTH = 72
HEAD_GAP = 22


class ReportView(Themed, QWidget):
    """The column. The margin's blocks are made by `margin_blocks`."""

    card_chosen = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance = texts.appearance
        self._texts = texts
        self.headline = Words(appearance, "", Role.DISPLAY, wrap=True)
        self.sentence = Words(appearance, "", Role.PROSE, "soft", wrap=True)
        self.table = Table(appearance, "Credits by problem", whole=True, row=34)
        self.table.setSelectionMode(Table.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.itemDelegate()._bar_width = BAR_WIDTH  # type: ignore[attr-defined]
        self.model = ProblemModel(self)
        self.table.setModel(self.model)
        self.grades = GradeEditor(appearance)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(self.grades)
        column.addSpacing(14)
        column.addWidget(self.table)
        column.addLayout(self._rest)
        self.follow(appearance)

    def show_sight(self, sight: ReportSight) -> None:
        """Show a report."""
        self.headline.set_text(sight.headline)
        self.sentence.set_text(sight.sentence)
        self.model.show_lines(sight.problems)
        self.compare(False)
        while (item := self._rest.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._add_topics(sight)
        self._add_mistakes(sight)

    def compare(self, wanted: bool) -> None:
        """Show the credits of the exam before, or no longer."""
        self.table.setColumnHidden(BEFORE, not wanted)

    @property
    def is_comparing(self) -> bool:
        """Whether the credits of the exam before are shown."""
        return not self.table.isColumnHidden(BEFORE)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        head = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            fixed = column in WIDTHS
            mode = head.ResizeMode.Fixed if fixed else head.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            if fixed:
                head.resizeSection(column, self.theme.px(WIDTHS[column]))
        super().restyle()

    def _add_topics(self, sight: ReportSight) -> None:
        if not sight.topics:
            return
        self._rest.addWidget(self._head("Topics, the weakest first"))
        for topic in sight.topics:
            reached = f"{amount(round(topic.earned, 1))} of {amount(round(topic.total, 1))}"
            title = Words(self.appearance, topic.title, Role.BODY, wrap=True)
            line = _row(title, Words(self.appearance, reached, Role.NUMBER, "soft"))
            self._rest.addWidget(line)
            self._rest.addWidget(Hairline(self.appearance))

    def _add_mistakes(self, sight: ReportSight) -> None:
        if not sight.mistakes:
            return
        self._rest.addWidget(self._head("Mistakes by name"))
        for mistake in sight.mistakes:
            self._rest.addWidget(self._mistake(mistake))
            self._rest.addWidget(Hairline(self.appearance))

    def _mistake(self, mistake: MistakeLine) -> QWidget:
        typed = Words(self.appearance, mistake.typed, Role.BODY, weight=600, wrap=True)
        typed.setFixedWidth(self.theme.px(TYPED_WIDTH))
        passage = Passage(mistake.words, mistake.values)
        words = self._texts.view(passage, role=Role.BODY)
        link = Button(self.appearance, mistake.number, "", Kind.TEXT)
        link.setAccessibleDescription("Review this card")
        link.setProperty("card", mistake.card_id)
        link.clicked.connect(self._choose)
        return _row(typed, words, link, stretched=1)

    def _head(self, text: str) -> QWidget:
        head = Words(self.appearance, text, Role.HEADING)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, HEAD_GAP, 0, 2)
        column.addWidget(head)
        return holder

    def _choose(self) -> None:
        self.card_chosen.emit(self.sender().property("card"))


class ReportMargin(QWidget):
    """What to review as one button, how well one judged, which paper it was."""

    review_asked = Signal()
    pdf_asked = Signal()
    again_asked = Signal()
    compare_asked = Signal()
    grades_asked = Signal()
    back_asked = Signal()

    def __init__(self, texts: Texts, sight: ReportSight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance = texts.appearance
        count = len(sight.to_review)
        self.review = Button(appearance, f"Start these {count}", "Enter", Kind.FILLED)
        self.review.clicked.connect(self.review_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(MarginBlock(appearance, "To review", sight.review_words))
        column.addWidget(self.review)
        self.review.setVisible(count > 0)
        column.addSpacing(16)
        if sight.certainty:
            plot = CertaintyPlot(appearance)
            plot.show_judged(sight.certainty)
            column.addWidget(MarginBlock(appearance, "How well you judged yourself", plot))
            column.addWidget(Words(appearance, sight.judged, Role.NOTE, "soft", wrap=True))
            column.addSpacing(16)
        column.addWidget(MarginBlock(appearance, "This paper", sight.paper))
        column.addWidget(self._links(texts, sight))

    def _links(self, texts: Texts, sight: ReportSight) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=20)
        links = [
            ("Save as PDF …", self.pdf_asked),
            ("Sit again", self.again_asked),
            ("Compare", self.compare_asked),
            ("Grade key", self.grades_asked),
            ("All exams", self.back_asked),
        ]
        for words, signal in links:
            if words == "Compare" and not sight.compared:
                continue
            button = Button(texts.appearance, words, "", Kind.TEXT)
            button.clicked.connect(signal)
            flow.addWidget(button)
        return holder


def _row(*widgets: QWidget, stretched: int = 0) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 7, 0, 7)
    line.setSpacing(12)
    for place, widget in enumerate(widgets):
        line.addWidget(widget, place == stretched)
    return holder
