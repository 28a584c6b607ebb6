"""The margin of Home."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.words import Words
from desktop.ui.pages.home.readiness_sight import ReadinessSight
from desktop.ui.plots.score_history import ScoreHistory

BETWEEN = 22


class ReadinessView(QWidget):
    """Score with interval and history, the next half hour, the plan."""

    next_asked = Signal()
    date_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Words(appearance, "", Role.LABEL, "faint", wrap=True)
        self.early = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.score = Words(appearance, "", Role.FIGURE)
        self.total = Words(appearance, "", Role.ITEM, "soft")
        self.interval = Words(appearance, "", Role.NOTE, "soft")
        self.history = ScoreHistory(appearance)
        self.remark = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.next_words = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.start = Button(appearance, "", "S", Kind.TEXT)
        self.plan = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.date = Button(appearance, "Set the date", "", Kind.TEXT)
        self._of_score = QWidget()
        self._of_next = QWidget()
        self._lay_out(appearance)
        self.start.clicked.connect(self.next_asked)
        self.date.clicked.connect(self.date_asked)
        self.hide()

    def _lay_out(self, appearance: Appearance) -> None:
        numbers = QVBoxLayout()
        numbers.setSpacing(0)
        numbers.addWidget(self.total)
        numbers.addWidget(self.interval)
        line = QHBoxLayout(self._of_score)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.score)
        line.addLayout(numbers)
        line.addStretch(1)
        following = _column(self._of_next)
        following.addSpacing(BETWEEN)
        following.addWidget(Words(appearance, "The next 30 minutes", Role.LABEL, "faint"))
        following.addSpacing(3)
        following.addWidget(self.next_words)
        following.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column = _column(self)
        column.addWidget(self.label)
        column.addSpacing(3)
        for widget in (self.early, self._of_score, self.history, self.remark, self._of_next):
            column.addWidget(widget)
        column.addSpacing(BETWEEN)
        column.addWidget(Words(appearance, "Plan", Role.LABEL, "faint"))
        column.addSpacing(3)
        column.addWidget(self.plan)
        column.addWidget(self.date, 0, Qt.AlignmentFlag.AlignLeft)

    def show_sight(self, sight: ReadinessSight) -> None:
        """Show what is known."""
        self.label.set_text(sight.label)
        self.early.set_text(sight.early)
        self.early.setVisible(bool(sight.early))
        self.score.set_text(sight.score)
        self.total.set_text(sight.total)
        self.interval.set_text(sight.interval)
        self._of_score.setVisible(bool(sight.score))
        self.history.setVisible(len(sight.history) > 1)
        self.history.show_points(sight.history, sight.passing)
        self.remark.set_text(sight.remark)
        self.remark.setVisible(bool(sight.remark))
        self.next_words.set_text(sight.next_words)
        self._of_next.setVisible(bool(sight.next_words))
        self.start.set_words(f"Start these {len(sight.next_ids)}")
        self.start.setVisible(bool(sight.next_ids))
        self.plan.set_text(sight.plan)
        self.date.set_words("Change the date" if sight.has_date else "Set the date")
        self.show()


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
