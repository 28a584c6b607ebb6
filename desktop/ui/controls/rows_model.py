"""A table of ready words as a Qt model: for a plot's numbers, a history, a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.ui.controls.table import Cell

NO_PARENT = QModelIndex()
WHOLE = QAbstractItemModel.CheckIndexOption.IndexIsValid
Index = QModelIndex | QPersistentModelIndex


class RowTexts(NamedTuple):
    """Heads and rows of ready words; `numeric` are the places of columns with numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    faint: frozenset[int] = frozenset()  # rows that stand back


class RowsModel(QAbstractTableModel):
    """Words in rows and columns, shown as they are given."""

    def __init__(self, texts: RowTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    @property
    def texts(self) -> RowTexts:
        """What is shown."""
        return self._texts

    def show_texts(self, texts: RowTexts) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._texts.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._texts.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words and how they stand."""
        if not self.checkIndex(index, WHOLE):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts.rows[index.row()][index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                head = self._texts.heads[index.column()]
                return f"{head}: {self._texts.rows[index.row()][index.column()]}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case Cell.COLOR:
                return "faint" if index.row() in self._texts.faint else "ink"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' heads."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if not 0 <= section < len(self._texts.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.heads[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag
        return (side.AlignRight if column in self._texts.numeric else side.AlignLeft) | (
            side.AlignVCenter
        )


def texts(heads: Sequence[str], rows: Sequence[Sequence[str]], *numeric: int) -> RowTexts:
    """Rows of ready words; `numeric` are the columns with numbers."""
    return RowTexts(tuple(heads), tuple(map(tuple, rows)), frozenset(numeric))
