"""The page: charts two by two over a choice of days; one below another in a small window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.words import Words
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.statistics.chart import Chart
from desktop.ui.pages.statistics.chart_block import ChartBlock
from desktop.ui.theme import ONE_COLUMN_BELOW

PERIODS = (("30", "30 days"), ("90", "90 days"), ("", "Everything"))
COLUMN_GAP = 56
ROW_GAP = 20


class StatisticsPage(Page):
    """Shows charts; emits the days that are wanted."""

    place = Place.STATISTICS

    period_chosen = Signal(str)  # a count of days, or nothing for all

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.blocks: list[ChartBlock] = []
        self.period = Segmented(appearance, "Days", PERIODS)
        self.period.choose("90")
        self.period.chosen.connect(self.period_chosen)
        self.tables = Button(appearance, "Tables", "D", Kind.TEXT)
        self.tables.clicked.connect(self.turn)
        grid = Grid(appearance, wide=True)
        head = QHBoxLayout()
        head.addWidget(Words(appearance, "Statistics", Role.TITLE), 1)
        head.addWidget(self.tables)
        head.addSpacing(28)
        head.addWidget(self.period)
        self._charts = QGridLayout()
        self._charts.setVerticalSpacing(ROW_GAP)
        grid.main.addLayout(head)
        grid.main.addSpacing(12)
        grid.main.addLayout(self._charts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        appearance.changed.connect(self._place)

    def take_focus(self) -> None:
        """Nothing has the focus, so that D turns every chart."""
        self.setFocus()

    def handlers(self) -> Mapping[Action, Handler]:
        """D turns the chart that has the focus, or all."""
        return {Action.TABLE: self.turn}

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show these, in their order."""
        while len(self.blocks) < len(charts):
            self.blocks.append(ChartBlock(self.appearance))
        for block, chart in zip(self.blocks, charts, strict=True):
            block.show_chart(chart)
        self.tables.setVisible(any(chart.texts for chart in charts))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the charts anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self.appearance.theme.px
        columns = 1 if self.width() < px(ONE_COLUMN_BELOW) else 2
        self._charts.setHorizontalSpacing(px(COLUMN_GAP))
        for place, block in enumerate(self.blocks):
            row, column = divmod(place, columns)
            self._charts.addWidget(block, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._charts.setColumnStretch(column, 1 if column < columns else 0)

    def turn(self, key: object = None) -> None:
        """Show tables instead of pictures, or pictures again."""
        focused = [block for block in self.blocks if block.hasFocus()]
        turned = focused or [block for block in self.blocks if block.turn.isVisibleTo(block)]
        as_table = not all(block.shows_table for block in turned)
        for block in turned:
            block.set_table(as_table)
        self.tables.set_words("Pictures" if as_table and not focused else "Tables")
