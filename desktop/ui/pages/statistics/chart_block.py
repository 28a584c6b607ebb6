"""A chart on the page: question, answer, picture; and its table in the picture's place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.rows_model import RowsModel, RowTexts
from desktop.ui.controls.table import Table
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.pages.statistics.chart import Calendar, Chart, Drawn
from desktop.ui.plots.heat_map import HeatMap
from desktop.ui.plots.interval_rows import IntervalRows, Intervals
from desktop.ui.plots.picture import Picture

ROW = 30
ABOVE = 10  # px: the link beside the question is higher than its line
COLUMN = 80  # px, the least of a column with numbers
ROWS_IN_SIGHT = 8  # a longer table scrolls by itself


class ChartBlock(Themed, QWidget):
    """One chart. It can have the focus, so that D turns this one alone."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn: QWidget | None = None
        self.table: Table | None = None
        self._texts: RowTexts | None = None
        self._as_table = False
        self.question = Words(appearance, "", Role.SECTION)
        self.answer = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.turn = Button(appearance, "Table", "", Kind.TEXT, parent=self)
        self.turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.turn.clicked.connect(self.toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, ABOVE, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.question)
        self._column.addWidget(self.answer)
        self._column.addSpacing(10)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.follow(appearance)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in the picture's place."""
        return self._as_table and self._texts is not None

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: question and answer."""
        return QRect(-4, ABOVE - 4, self.width() + 8, self.answer.geometry().bottom() + 8 - ABOVE)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self.question.set_text(chart.question)
        self.answer.set_text(chart.answer)
        self.setAccessibleName(f"{chart.question} {chart.answer}")
        self.setAccessibleDescription("Key D shows the numbers as a table")
        self._texts = chart.texts
        self._draw(chart.drawn)
        self._turn()

    def toggle(self) -> None:
        """Show the table instead of the picture, or the picture again."""
        self.set_table(not self._as_table)

    def set_table(self, as_table: bool) -> None:
        """Show the table, or the picture."""
        self._as_table = as_table
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the link beside the question."""
        super().resizeEvent(event)
        self._place_link()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        self._fit_table()
        self._place_link()
        super().restyle()

    def _place_link(self) -> None:
        size = self.turn.sizeHint()
        middle = ABOVE + self.theme.line(Role.SECTION) // 2
        corner = QPoint(self.width() - size.width(), max(0, middle - size.height() // 2))
        self.turn.setGeometry(QRect(corner, size))
        self.turn.raise_()

    def _draw(self, drawn: Drawn | None) -> None:
        widget = self.drawn
        if isinstance(drawn, Picture):
            from desktop.ui.plots.canvas import PlotCanvas  # pyqtgraph comes late

            canvas = widget if isinstance(widget, PlotCanvas) else PlotCanvas(self.appearance)
            self._put(canvas)
            canvas.draw(drawn)
        elif isinstance(drawn, Calendar):
            heat = widget if isinstance(widget, HeatMap) else HeatMap(self.appearance)
            self._put(heat)
            heat.show_days(drawn.counts, drawn.first, drawn.last, drawn.sentence)
        elif isinstance(drawn, Intervals):
            rows = widget if isinstance(widget, IntervalRows) else IntervalRows(self.appearance)
            self._put(rows)
            rows.show_intervals(drawn)
        else:
            self._put(None)

    def _put(self, widget: QWidget | None) -> None:
        """Let a widget be the picture."""
        if widget is self.drawn:
            return
        if self.drawn is not None:
            self._column.removeWidget(self.drawn)
            self.drawn.deleteLater()
        if widget is not None:
            self._column.insertWidget(self._column.count() - 1, widget)
        self.drawn = widget

    def _turn(self) -> None:
        as_table = self.shows_table
        self.turn.setVisible(self._texts is not None)
        self.turn.set_words("Picture" if as_table else "Table")
        self._place_link()
        if self._texts is not None and as_table:
            self._fill_table(self._texts)
        if self.drawn is not None:
            self.drawn.setVisible(not as_table)
        if self.table is not None:
            self.table.setVisible(as_table)

    def _fill_table(self, texts: RowTexts) -> None:
        if self.table is None:
            name = f"{self.question.text()} The numbers"
            self.table = Table(self.appearance, name, row=ROW, role=Role.NOTE)
            self.table.setModel(RowsModel(texts, self.table))
            self._column.insertWidget(self._column.count() - 1, self.table)
        model = self.table.model()
        assert isinstance(model, RowsModel)
        if model.texts != texts:
            model.show_texts(texts)
        self._fit_table()

    def _fit_table(self) -> None:
        if self.table is None:
            return
        rows = min(self.table.model().rowCount(), ROWS_IN_SIGHT)
        head = self.table.horizontalHeader()
        self.table.setFixedHeight(head.sizeHint().height() + rows * self.theme.px(ROW))
        head.setSectionResizeMode(head.ResizeMode.Fixed)
        head.setSectionResizeMode(0, head.ResizeMode.Stretch)
        for column in range(1, self.table.model().columnCount()):
            needed = max(self.table.sizeHintForColumn(column), head.sectionSizeHint(column))
            head.resizeSection(column, max(needed, self.theme.px(COLUMN)))
