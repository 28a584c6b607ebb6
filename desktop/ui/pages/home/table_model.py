"""The problems, or the topics, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.controls.table import Cell
from desktop.ui.pages.home.sight import Group

Index = QModelIndex | QPersistentModelIndex
HEADS = ("", "", "Due", "Learning", "New", "Expected credits")
NUMBER, TITLE, DUE, LEARNING, NEW, CREDITS = range(len(HEADS))
TOKENS = {DUE: "due", LEARNING: "learning", NEW: "new"}
NO_PARENT = QModelIndex()
SHORTEST = 0.02  # of the bar: so that a start can be seen


class GroupModel(QAbstractTableModel):
    """Counts and expected credits of each group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._head = "Problem"

    def set_groups(self, head: str, groups: Sequence[Group]) -> None:
        """Show other groups under another head."""
        self.beginResetModel()
        self._head = head
        self._groups = tuple(groups)
        self.endResetModel()

    def group(self, row: int) -> Group:
        """The group of a row."""
        return self._groups[row]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """A row for each group."""
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Number, title, three counts, credits."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            numbered = any(group.number for group in self._groups)
            return self._head if section == (NUMBER if numbered else TITLE) else HEADS[section]
        if role == Cell.BAR:
            return section == CREDITS
        if role == Qt.ItemDataRole.TextAlignmentRole and section in TOKENS:
            return Qt.AlignmentFlag.AlignRight
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and how they look, by token."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        group, column = self._groups[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(group, column)
            case Qt.ItemDataRole.ToolTipRole if column == TITLE:
                return group.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_text(group, column)} {HEADS[column]}".strip()
            case Qt.ItemDataRole.TextAlignmentRole if column >= DUE:
                return Qt.AlignmentFlag.AlignRight
            case Cell.COLOR:
                return _token(group, column)
            case Cell.STRONG:
                return column in TOKENS and _count(group, column) > 0
            case Cell.BAR if column == CREDITS and group.credits:
                return self._bar(group)
        return None

    def _bar(self, group: Group) -> tuple[float, float]:
        """The bar is as long as the credits, and filled as far as they are expected."""
        most = max(other.credits for other in self._groups)
        return group.credits / most, max(group.expected / most, SHORTEST if group.expected else 0)


def _count(group: Group, column: int) -> int:
    return {DUE: group.due, LEARNING: group.learning, NEW: group.new}[column]


def _text(group: Group, column: int) -> str:
    if column == TITLE:
        return group.title
    if column == NUMBER:
        return group.number
    if column == CREDITS:
        return f"{group.expected:.0f} of {group.credits:g}" if group.credits else "–"
    return str(_count(group, column) or "–")


def _token(group: Group, column: int) -> str:
    if column in TOKENS:
        return TOKENS[column] if _count(group, column) else "faint"
    return {NUMBER: "faint", CREDITS: "soft"}.get(column, "ink")
