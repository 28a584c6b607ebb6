"""The report's problems as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.controls.table import Cell
from desktop.ui.pages.exam.report_sight import ProblemLine
from desktop.ui.wording import amount

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
HEADS = ("Problem", "", "Credits", "Before", "Minutes, of its share")
NUMBER, TITLE, CREDITS, BEFORE, MINUTES = range(len(HEADS))


class ProblemModel(QAbstractTableModel):
    """Credits as a bar whose length is the problem's credits; minutes of those it is worth."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ProblemLine, ...] = ()

    def show_lines(self, lines: Sequence[ProblemLine]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """A row for each problem."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Number, title, credits, credits before, minutes."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Cell.BAR:
            return section == CREDITS
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= BEFORE:
            return Qt.AlignmentFlag.AlignRight
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and how they look, by token."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        line, column = self._lines[index.row()], index.column()
        late = column == MINUTES and line.is_over
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(line, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{text_of(line, column)} {HEADS[column]}".strip()
            case Qt.ItemDataRole.TextAlignmentRole if column >= CREDITS:
                return Qt.AlignmentFlag.AlignRight
            case Cell.COLOR:
                tokens = {NUMBER: "faint", CREDITS: "soft", BEFORE: "soft"}
                return "partly" if late else tokens.get(column, "ink")
            case Cell.STRONG:
                return late
            case Cell.BAR if column == CREDITS:
                most = max(other.total for other in self._lines)
                return line.total / most, line.earned / most
        return None


def text_of(line: ProblemLine, column: int) -> str:
    """A cell's words."""
    over = ", over" if line.is_over else ""
    return (
        line.number,
        line.title,
        f"{amount(line.earned)} of {amount(line.total)}",
        line.before,
        f"{line.minutes} of {line.allowed}{over}",
    )[column]
