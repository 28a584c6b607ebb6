"""The table of cards: as many columns as there is room for, the least needed left out first."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.table import Table
from desktop.ui.pages.browse.entries import CardEntry
from desktop.ui.pages.browse.table_model import COLUMNS, CardTableModel

ROW = 36
WIDTHS = {  # px, by a column's head; the title takes what is left
    "Id": 48,
    "Title": 190,
    "Kind": 74,
    "Topics": 150,
    "Due": 96,
    "Stability": 78,
    "Difficulty": 84,
    "Lapses": 66,
}
LEFT_OUT_FIRST = ("Topics", "Difficulty", "Kind", "Stability", "Lapses")
PLACES = {column.head: place for place, column in enumerate(COLUMNS)}


def columns_that_fit(width: float) -> list[str]:
    """The heads of the columns that a width has room for, in their order."""
    kept = list(WIDTHS)
    for head in LEFT_OUT_FIRST:
        if sum(WIDTHS[name] for name in kept) <= width:
            break
        kept.remove(head)
    return kept


class CardTable(Table):
    """Several rows can be chosen, and sorted by any column."""

    picked = Signal()  # other rows are chosen, or another one is the current one

    def __init__(
        self, appearance: Appearance, model: CardTableModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "Cards", row=ROW, role=Role.BODY, parent=parent)
        self._cards = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSectionsClickable(True)
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(self.picked)
        self.selectionModel().currentRowChanged.connect(self.picked)

    @property
    def current(self) -> CardEntry | None:
        """The card of the current row."""
        index = self.currentIndex()
        return self._cards.entry(index.row()) if index.isValid() else None

    def chosen(self) -> list[CardEntry]:
        """The cards of the chosen rows, from top to bottom."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for block in map(selection.at, range(selection.count())):  # a few, however many rows
            rows.update(range(block.top(), block.bottom() + 1))
        return [self._cards.entry(row) for row in sorted(rows)]

    def choose(self, card_ids: list[str]) -> None:
        """Choose the rows of some cards; the first of them becomes the current one."""
        selection = self.selectionModel()
        selection.clearSelection()
        rows = [row for card_id in card_ids if (row := self._cards.row_of(card_id)) is not None]
        flags = QItemSelectionModel.SelectionFlag
        wanted = QItemSelection()
        for row in rows:
            wanted.append(QItemSelectionRange(self._cards.index(row, 0)))
        selection.select(wanted, flags.Select | flags.Rows)
        if rows:
            first = self._cards.index(min(rows), 0)
            selection.setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        elif self._cards.rowCount():
            self.selectRow(0)
        else:
            selection.setCurrentIndex(QModelIndex(), flags.NoUpdate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its width."""
        super().resizeEvent(event)
        self._set_widths()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        super().restyle()
        self._set_widths()

    def _set_widths(self) -> None:
        if self.model() is None:
            return
        scale = self.theme.scale
        width = self.viewport().width()
        kept = columns_that_fit(width / scale)
        others = sum(self.theme.px(WIDTHS[head]) for head in kept if head != "Title")
        for head, place in PLACES.items():
            self.setColumnHidden(place, head not in kept)
            if head in kept:
                title = max(width - others, self.theme.px(80))
                wide = title if head == "Title" else self.theme.px(WIDTHS[head])
                self.setColumnWidth(place, wide)
