"""The table of the numbers that a picture shows; what is to be predicted stands as ?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.table import Cell, Table
from desktop.ui.controls.words import Words
from desktop.ui.explore.scene import DataTable
from desktop.ui.explore.shown_numbers import cell

ROW = 26
HIDDEN = "?"
MOST_ROWS = 200

Index = QModelIndex | QPersistentModelIndex


class DataModel(QAbstractTableModel):
    """A data table for Qt."""

    def __init__(self) -> None:
        super().__init__()
        self._table = DataTable((), ())
        self._revealed = False

    def show_table(self, table: DataTable, revealed: bool) -> None:
        """Take another table; a reset only where its shape is another."""
        old = self._table
        same = (len(old.rows), old.columns) == (len(table.rows), table.columns)
        if not same:
            self.beginResetModel()
        self._table, self._revealed = table, revealed
        if not same:
            self.endResetModel()
        elif table.rows:
            last = self.index(len(table.rows) - 1, len(table.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        if not self._revealed and (row, column) in self._table.hidden:
            return HIDDEN
        return cell(self._table.rows[row][column], self._table.columns[column])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        """How many rows there are."""
        return 0 if parent.isValid() else min(len(self._table.rows), MOST_ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, side and colour."""
        place = (index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(*place)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Cell.COLOR:
            hidden = not self._revealed and place in self._table.hidden
            return "faint" if hidden or index.column() == 0 else "ink"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's title and side."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.columns[section].title
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        cells = (row[column] for row in self._table.rows)
        words = isinstance(next((cell for cell in cells if cell != ""), 0), str)
        side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter


class DataView(QWidget):
    """The table with its title; `chosen` tells which of several is to be tabled."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._choices: tuple[tuple[str, str], ...] = ()
        self._chooser: Segmented | None = None
        self.model = DataModel()
        self._title = Words(appearance, "", Role.NOTE, "faint")
        self._table = Table(
            appearance, "Numbers of the picture", row=ROW, role=Role.NOTE, whole=True
        )
        self._table.setModel(self.model)
        self._table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._table)
        self._column = column

    def show_table(self, table: DataTable, revealed: bool) -> None:
        """Show another table."""
        self._title.set_text(table.title)
        self._title.setVisible(bool(table.title))
        self._offer(table.choices, table.chosen)
        self.model.show_table(table, revealed)

    def _offer(self, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Show what can be tabled; made anew only where that has changed."""
        if choices != self._choices:
            self._choices = choices
            if self._chooser is not None:
                self._column.removeWidget(self._chooser)
                self._chooser.hide()
                self._chooser.deleteLater()
                self._chooser = None
            if choices:
                self._chooser = Segmented(self._appearance, "Steps of", choices, wraps=True)
                self._chooser.chosen.connect(self.chosen)
                self._column.insertWidget(0, self._chooser)
        if self._chooser is not None:
            self._chooser.choose(chosen)
