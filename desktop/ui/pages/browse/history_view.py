"""A card's history: its stability and difficulty over time, and every row to open again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.rows_model import RowsModel, RowTexts
from desktop.ui.controls.table import Table
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.pages.browse.history import HistoryLine, Memory
from desktop.ui.plots.picture import Axis, Line, Picture, as_values, axis_from_zero, padded
from desktop.ui.plots.ticks import day_ticks, day_words

if TYPE_CHECKING:
    from desktop.ui.plots.canvas import PlotCanvas

HEADS = ("Day", "What", "Interval", "Stability", "Difficulty")
NUMERIC = frozenset({3, 4})
ROW = 34
PLOT_HEIGHT = 118
LEAST_POINTS = 2
DIFFICULTY = Axis(0.5, 10.5, ((1, "1"), (5, "5"), (10, "10")))


class HistoryView(Themed, QWidget):
    """Two plots over one table; Enter or a double click opens what was shown then."""

    variant_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[HistoryLine] = ()
        self.plots = QWidget()
        self._plots_column = QVBoxLayout(self.plots)
        self._plots_column.setContentsMargins(0, 8, 0, 8)
        self._plots_column.setSpacing(2)
        self._canvases: dict[str, PlotCanvas] = {}
        self.nothing = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.hint = Words(
            appearance, "Enter opens what was shown then.", Role.NOTE, "faint", wrap=True
        )
        self.model = RowsModel(RowTexts(HEADS, (), NUMERIC), self)
        self.table = Table(appearance, "History of the card", row=ROW, role=Role.NOTE, whole=True)
        self.table.setModel(self.model)
        self.table.row_chosen.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 24)
        column.setSpacing(4)
        column.addWidget(self.nothing)
        column.addWidget(self.plots)
        column.addWidget(self.hint)
        column.addWidget(self.table)
        column.addStretch(1)
        self.follow(appearance)

    def show_lines(self, lines: Sequence[HistoryLine], memory: Memory) -> None:
        """Show another card's history."""
        self._lines = lines
        rows = tuple(
            (day_words(line.day), line.what, line.interval, line.stability, line.difficulty)
            for line in lines
        )
        undone = frozenset(place for place, line in enumerate(lines) if line.undone)
        self.model.show_texts(RowTexts(HEADS, rows, NUMERIC, undone))
        self._set_widths()
        self.nothing.set_text("" if lines else "Nothing has happened to this card yet.")
        self.nothing.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.hint.setVisible(any(line.openable for line in lines))
        enough = len(memory.days) >= LEAST_POINTS
        self.plots.setVisible(enough)
        if enough:
            self._draw(memory)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        self._set_widths()
        super().restyle()

    def _draw(self, memory: Memory) -> None:
        highest = max(memory.stability)
        days = f"{highest:.0f} days" if highest >= 1 else "less than a day"
        self._canvas("Stability, in days").draw(
            _picture(
                memory.days,
                memory.stability,
                axis_from_zero(highest, whole=highest > 3),
                f"Stability after each of {len(memory.days)} reviews, at most {days}.",
            )
        )
        last = memory.difficulty[-1]
        self._canvas("Difficulty, 1 to 10").draw(
            _picture(memory.days, memory.difficulty, DIFFICULTY, f"Difficulty, now {last:.1f}.")
        )

    def _canvas(self, heading: str) -> PlotCanvas:
        from desktop.ui.plots.canvas import PlotCanvas  # pyqtgraph comes late

        canvas = self._canvases.get(heading)
        if canvas is None:
            canvas = PlotCanvas(self.appearance, height=PLOT_HEIGHT)
            self._plots_column.addSpacing(8)
            self._plots_column.addWidget(Words(self.appearance, heading, Role.LABEL, "faint"))
            self._plots_column.addWidget(canvas)
            self._canvases[heading] = canvas
        return canvas

    def _open(self, row: int) -> None:
        line = self._lines[row]
        if line.openable:
            self.variant_chosen.emit(line.seq)

    def _set_widths(self) -> None:
        head = self.table.horizontalHeader()
        for column in range(len(HEADS)):
            stretched = HEADS[column] == "What"
            mode = head.ResizeMode.Stretch if stretched else head.ResizeMode.ResizeToContents
            head.setSectionResizeMode(column, mode)


def _picture(days: Sequence[int], values: Sequence[float], left: Axis, sentence: str) -> Picture:
    first, last = days[0], days[-1]
    bottom = padded(first, last, day_ticks(first, last))
    return Picture(bottom, left, (Line(as_values(days), as_values(values), 0, ""),), sentence)
