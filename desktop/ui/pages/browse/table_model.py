"""The table of cards as a Qt model: plain rows, sorted in place, quick with 10,000 of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from desktop.ui.pages.browse.entries import CardEntry

AnyIndex = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
AT_THE_END = float("inf")  # a card without a value sorts behind all others


class Column(NamedTuple):
    """A column: its head, the words of a cell, what it is sorted by, whether it holds numbers."""

    head: str
    words: Callable[[CardEntry], str]
    key: Callable[[CardEntry], Any]
    numeric: bool = False


def _due_key(entry: CardEntry) -> tuple[bool, float]:
    due = entry.state.due_ms
    return entry.state.suspended, AT_THE_END if entry.due_in is None or due is None else due


def _or_last(value: float | None) -> float:
    return AT_THE_END if value is None else value


COLUMNS = (
    Column("Id", lambda entry: entry.card.number, lambda entry: entry.card.position),
    Column("Title", lambda entry: entry.title_words, lambda entry: entry.card.title.casefold()),
    Column("Kind", lambda entry: entry.card.kind, lambda entry: entry.card.kind),
    Column("Topics", lambda entry: entry.topic_words, lambda entry: entry.topic_words.casefold()),
    Column("Due", lambda entry: entry.due_words, _due_key),
    Column(
        "Stability",
        lambda entry: entry.stability_words,
        lambda entry: _or_last(entry.state.stability),
        numeric=True,
    ),
    Column(
        "Difficulty",
        lambda entry: entry.difficulty_words,
        lambda entry: _or_last(entry.state.difficulty),
        numeric=True,
    ),
    Column(
        "Lapses",
        lambda entry: str(entry.state.lapses),
        lambda entry: entry.state.lapses,
        numeric=True,
    ),
)


class CardTableModel(QAbstractTableModel):
    """Cards as rows, one property a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: list[CardEntry] = []
        self._entries: list[CardEntry] = []
        self._rows: dict[str, int] = {}
        self._order: tuple[int, Qt.SortOrder] | None = None

    @property
    def card_ids(self) -> list[str]:
        """The cards shown, from the top."""
        return [entry.card_id for entry in self._entries]

    def set_entries(self, entries: Sequence[CardEntry]) -> bool:
        """Show other cards, sorted as before; whether rows have moved.

        The same cards again are brought up to date where they stand, so that nothing jumps under
        the reader's eyes.
        """
        same = [entry.card_id for entry in entries] == [entry.card_id for entry in self._given]
        self._given = list(entries)
        if same and entries:
            news = {entry.card_id: entry for entry in entries}
            self._entries = [news[entry.card_id] for entry in self._entries]
            last = self.index(len(self._entries) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
        return True

    def entry(self, row: int) -> CardEntry:
        """The card of a row."""
        return self._entries[row]

    def row_of(self, card_id: str) -> int | None:
        """Where a card stands, if it is shown."""
        return self._rows.get(card_id)

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        """As many rows as cards."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = NO_PARENT) -> int:
        """As many columns as properties."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words and how they stand."""
        if not self.checkIndex(index, _WHOLE):
            return None
        entry, column = self._entries[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return column.words(entry) if column.head in ("Title", "Topics") else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.head}: {column.words(entry)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Cell.COLOR:
                return "faint" if entry.state.suspended else "ink"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The columns' heads."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows; a column of −1 puts them as they were given."""
        self._order = (column, order) if 0 <= column < len(COLUMNS) else None
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._entries[index.row()].card_id for index in held]
        self._arrange()
        moved = [
            self.index(self._rows[card_id], index.column())
            for card_id, index in zip(ids, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        """Put the given cards into the chosen order; equal ones stay as they were given."""
        self._entries = self._given
        if self._order is not None:
            column, order = self._order
            descending = order is Qt.SortOrder.DescendingOrder
            self._entries = sorted(self._given, key=COLUMNS[column].key, reverse=descending)
        self._rows = {entry.card_id: row for row, entry in enumerate(self._entries)}


_WHOLE = QAbstractItemModel.CheckIndexOption.IndexIsValid


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
