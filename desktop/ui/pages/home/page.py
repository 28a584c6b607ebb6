"""The page itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.table import Table
from desktop.ui.controls.words import Words
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.home.readiness_sight import ReadinessSight
from desktop.ui.pages.home.readiness_view import ReadinessView
from desktop.ui.pages.home.sight import HomeSight
from desktop.ui.pages.home.table_model import CREDITS, LEARNING, NEW, NUMBER, TITLE, GroupModel

PROBLEMS, TOPICS = "problems", "topics"
COUNT_WIDTH = 50
WIDTHS = {NUMBER: 26, LEARNING: 66, NEW: 46, CREDITS: 168}
BAR_WIDTH = 62


class HomePage(Page):
    """Emits what to review; is told what there is."""

    place = Place.HOME

    start_asked = Signal()
    weak_asked = Signal()
    group_chosen = Signal(str, str)  # problems or topics, and the group's id
    next_asked = Signal()
    date_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._sight: HomeSight | None = None
        self.headline = Words(appearance, "", Role.DISPLAY, wrap=True)
        self.sentence = Words(appearance, "", Role.PROSE, "soft", wrap=True)
        self.start = Button(appearance, "Start review", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.weak = Button(appearance, "Only the weak ones", "W", Kind.TEXT)
        self.by = Button(appearance, "By topic", "T", Kind.TEXT)
        self._groups = PROBLEMS
        self.table = Table(
            appearance, "Cards by problem", whole=True, chosen_by_click=True, bar_width=BAR_WIDTH
        )
        self.model = GroupModel(self)
        self.table.setModel(self.model)
        self.readiness = ReadinessView(appearance)
        self._lay_out()
        self.start.clicked.connect(self.start_asked)
        self.weak.clicked.connect(self.weak_asked)
        self.by.clicked.connect(self._toggle)
        self.readiness.next_asked.connect(self.next_asked)
        self.readiness.date_asked.connect(self.date_asked)
        self.table.row_chosen.connect(self._choose_row)
        appearance.changed.connect(self._size_columns)

    def _lay_out(self) -> None:
        grid = Grid(self.appearance)
        buttons = QHBoxLayout()
        buttons.setSpacing(20)
        buttons.addWidget(self.start)
        buttons.addWidget(self.weak)
        buttons.addWidget(self.by)
        buttons.addStretch(1)
        grid.main.addWidget(self.headline)
        grid.main.addSpacing(6)
        grid.main.addWidget(self.sentence)
        grid.main.addSpacing(14)
        grid.main.addLayout(buttons)
        grid.main.addSpacing(22)
        grid.main.addWidget(self.table)
        grid.add_margin(self.readiness)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        self._size_columns()

    def show_sight(self, sight: HomeSight) -> None:
        """Show what there is."""
        self._sight = sight
        self.headline.set_text(sight.headline())
        self.sentence.set_text(sight.sentence())
        self.weak.setVisible(sight.begun)
        self.start.setEnabled(sight.waiting > 0)
        self.start.setToolTip("" if sight.waiting else "No card waits now.")
        self._show_groups()

    def show_readiness(self, sight: ReadinessSight) -> None:
        """Show the predicted score, the next half hour and the plan."""
        self.readiness.show_sight(sight)
        if self._sight is not None and sight.expected:
            self._sight = self._sight.with_expected(sight.expected)
            self._show_groups()

    def handlers(self) -> Mapping[Action, Handler]:
        """Start, weak, by topic, the next half hour, undo and redo."""
        return {
            Action.PROCEED: self._proceed,
            Action.WEAK: self._weak,
            Action.TOPICS: self._toggle,
            Action.NEXT_MINUTES: self._start_next,
            Action.UNDO: self._undo,
            Action.REDO: self._redo,
        }

    def take_focus(self) -> None:
        """Nothing has the focus, so that every key acts."""
        self.setFocus()

    def _show_groups(self) -> None:
        if self._sight is None:
            return
        problems = self._groups == PROBLEMS
        self.by.set_words("By topic" if problems else "By problem")
        head = "Problem" if problems else "Topic"
        self.table.setAccessibleName(f"Cards by {head.lower()}")
        self.table.setColumnHidden(NUMBER, not problems)
        self.model.set_groups(head, self._sight.problems if problems else self._sight.topics)

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        px = self.appearance.theme.px
        for column in range(self.model.columnCount()):
            if column == TITLE:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, px(WIDTHS.get(column, COUNT_WIDTH)))

    def _choose_row(self, row: int) -> None:
        self.group_chosen.emit(self._groups, self.model.group(row).id)

    def _proceed(self, key: str) -> None:
        if self.start.isEnabled():
            self.start_asked.emit()

    def _weak(self, key: str) -> None:
        self.weak_asked.emit()

    def _start_next(self, key: str) -> None:
        if not self.readiness.start.isHidden():
            self.next_asked.emit()

    def _toggle(self, key: object = None) -> None:
        self._groups = TOPICS if self._groups == PROBLEMS else PROBLEMS
        self._show_groups()

    def _undo(self, key: str) -> None:
        self.undo_asked.emit()

    def _redo(self, key: str) -> None:
        self.redo_asked.emit()
