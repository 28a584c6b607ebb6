"""The page: a search across, filters as words, the table, and the chosen card beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.field import Field
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.words import Words
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.browse.action_bar import ActionBar
from desktop.ui.pages.browse.card_table import CardTable
from desktop.ui.pages.browse.entries import CardEntry
from desktop.ui.pages.browse.filter_bar import FacetWords, FilterBar
from desktop.ui.pages.browse.filters import Facet, Filters
from desktop.ui.pages.browse.preview import Preview
from desktop.ui.pages.browse.table_model import CardTableModel
from desktop.ui.texts import Texts
from desktop.ui.theme import ONE_COLUMN_BELOW

PREVIEW_WIDTH = 420
BETWEEN = 32  # px between table and preview
WIDEST = 1480
SIDE = 24
TOP = 16
TYPING_MS = 120  # a search begins so long after the last key


class BrowsePage(Page):
    """Shows rows and a card; what is asked for is emitted."""

    place = Place.BROWSE

    searched = Signal(str)
    filter_toggled = Signal(Facet, str)
    filters_cleared = Signal()
    card_picked = Signal(str)
    suspend_asked = Signal(list)
    flag_asked = Signal(list)
    bury_asked = Signal(list)
    forget_asked = Signal(list)
    review_asked = Signal(list)
    practice_asked = Signal(list)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(
        self,
        texts: Texts,
        words: FacetWords,
        parent: QWidget | None = None,
    ) -> None:
        appearance = texts.appearance
        super().__init__(appearance, parent)
        self.model = CardTableModel(self)
        self.search = Field(
            appearance,
            "Search the cards",
            width=WIDEST,
            role=Role.BODY,
            placeholder="Search titles, questions, answers and explanations",
        )
        self.filters = FilterBar(appearance, words)
        self.action_bar = ActionBar(appearance)
        self.table = CardTable(appearance, self.model)
        self.nothing = Words(appearance, "", Role.PROSE, "soft", wrap=True)
        self.suggestion = ActionBar.link(appearance)
        self.preview = Preview(texts)
        self._picked = ""
        self._suggested = ""
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out(appearance)
        self._connect()
        self.show_nothing("", "")

    def take_focus(self) -> None:
        """Put the cursor into the search, its words chosen."""
        self.search.setFocus()
        self.search.selectAll()

    def handlers(self) -> Mapping[Action, Handler]:
        """What the page's keys do: on the chosen cards, or to what is shown."""
        return {
            Action.SEARCH: self._on_search,
            Action.STUDY: self._on_review,
            Action.PRACTICE: self._on_practice,
            Action.SUSPEND: self._on_suspend,
            Action.FLAG: self._on_flag,
            Action.BURY: self._on_bury,
            Action.UNDO: self._on_undo,
            Action.REDO: self._on_redo,
            Action.HISTORY: self._on_history,
            **({Action.LEAVE: self._on_back} if self._has_to_go_back() else {}),
        }

    # What is shown

    def show_entries(self, entries: Sequence[CardEntry], total: int) -> None:
        """Show other cards; those that were chosen stay so."""
        chosen = [entry.card_id for entry in self.table.chosen()] or [self._picked]
        if self.model.set_entries(entries):
            self.table.choose([card_id for card_id in chosen if card_id])
        self.action_bar.show_count(len(self.table.chosen()), len(entries), total)
        self._pick()

    def show_counts(self, filters: Filters, counts: Mapping[Facet, Counter[str]]) -> None:
        """Show what is chosen and how many cards each word would show."""
        self.filters.show_counts(filters, counts)

    def show_nothing(self, sentence: str, suggestion: str) -> None:
        """Say that no card was found, and what may have been meant; empty: cards were found."""
        self.nothing.set_text(sentence)
        self._suggested = suggestion
        self.suggestion.set_words(f"Search for {suggestion}")
        self.nothing.setVisible(bool(sentence))
        self.suggestion.setVisible(bool(suggestion))
        self.table.setVisible(not sentence)
        self._place_preview()

    def show_undo(self, undo: str) -> None:
        """Say what can be taken back; empty: nothing."""
        self.action_bar.show_undo(undo)

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self.action_bar.say(sentence)

    # How it is laid out

    def _lay_out(self, appearance: Appearance) -> None:
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.action_bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        column.addWidget(self.suggestion)
        column.addStretch(0)
        self._columns = QHBoxLayout()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self._list, 1)
        self._columns.addWidget(self.preview)
        self._line = Hairline(appearance)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.search)
        self._whole.addWidget(self.filters)
        self._whole.addWidget(self._line)
        self._whole.addLayout(self._columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the preview takes the table's place, when it is asked for."""
        super().resizeEvent(event)
        self._place_preview()

    def _is_narrow(self) -> bool:
        return self.width() < self.appearance.theme.px(ONE_COLUMN_BELOW)

    def _place_preview(self) -> None:
        px = self.appearance.theme.px
        side = max(SIDE, (self.width() - px(WIDEST)) // 2)
        self._whole.setContentsMargins(side, TOP, side, 0)
        narrow = self._is_narrow()
        opened = self.preview.is_opened
        self._columns.setSpacing(0 if narrow else px(BETWEEN))
        for widget in (self.search, self.filters, self._line, self._list):
            widget.setVisible(not (narrow and opened))
        self.preview.set_closable(narrow)
        self.preview.setVisible(opened if narrow else bool(self._picked))
        if narrow:
            self.preview.setMinimumWidth(0)
            self.preview.setMaximumWidth(px(WIDEST))
        else:
            self.preview.setFixedWidth(px(PREVIEW_WIDTH))

    def _connect(self) -> None:
        self._timer.timeout.connect(self._search)
        self.search.textEdited.connect(self._wait_for_typing)
        self.search.returnPressed.connect(self._search_and_go)
        self.suggestion.clicked.connect(self._take_suggestion)
        self.filters.toggled.connect(self.filter_toggled)
        self.filters.cleared.connect(self.filters_cleared)
        self.table.picked.connect(self._pick)
        self.table.row_chosen.connect(self._open)
        self.preview.closed.connect(self._close)
        self.action_bar.review.clicked.connect(self._on_review)
        self.action_bar.practice.clicked.connect(self._on_practice)
        self.action_bar.suspend.clicked.connect(self._on_suspend)
        self.action_bar.flag.clicked.connect(self._on_flag)
        self.action_bar.bury.clicked.connect(self._on_bury)
        self.action_bar.forget.clicked.connect(self._on_forget)
        self.action_bar.undo.clicked.connect(self.undo_asked)
        self.appearance.changed.connect(self._place_preview)

    # What the user does

    def _wait_for_typing(self) -> None:
        self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.search.text())

    def _search_and_go(self) -> None:
        self._search()
        if self.model.rowCount():
            self.table.setFocus()

    def _take_suggestion(self) -> None:
        self.search.setText(self._suggested)
        self._search()
        self.search.setFocus()

    def _pick(self) -> None:
        current = self.table.current
        picked = current.card_id if current else ""
        self.action_bar.show_chosen(self.table.chosen())
        if picked != self._picked:
            self._picked = picked
            self.card_picked.emit(picked)
            self._place_preview()

    def _open(self) -> None:
        if self._picked:
            self.preview.set_opened(True)
            self._place_preview()
            self.preview.take_focus()

    def _close(self) -> None:
        self.preview.set_opened(False)
        self._place_preview()
        self.table.setFocus()

    def _has_to_go_back(self) -> bool:
        opened = self._is_narrow() and self.preview.is_opened
        return opened or bool(self.search.text()) or self.preview.is_past

    def _on_back(self, key: str) -> None:
        if self.preview.is_past:
            self.preview.leave_past()
        elif self._is_narrow() and self.preview.is_opened:
            self._close()
        else:
            self.search.clear()
            self._search()
            self.search.setFocus()

    def _on_search(self, key: str) -> None:
        self.take_focus()

    def _on_history(self, key: str) -> None:
        self.preview.show_history()
        if self._is_narrow():
            self._open()

    def _chosen_ids(self) -> list[str]:
        return [entry.card_id for entry in self.table.chosen()]

    def _studied_ids(self) -> list[str]:
        """Several chosen cards are meant; one alone is only the place in the table."""
        chosen = self._chosen_ids()
        return chosen if len(chosen) > 1 else self.model.card_ids

    def _on_review(self, key: object = None) -> None:
        self.review_asked.emit(self._studied_ids())

    def _on_practice(self, key: object = None) -> None:
        self.practice_asked.emit(self._studied_ids())

    def _on_suspend(self, key: object = None) -> None:
        self.suspend_asked.emit(self._chosen_ids())

    def _on_flag(self, key: object = None) -> None:
        self.flag_asked.emit(self._chosen_ids())

    def _on_bury(self, key: object = None) -> None:
        self.bury_asked.emit(self._chosen_ids())

    def _on_forget(self, key: object = None) -> None:
        self.forget_asked.emit(self._chosen_ids())

    def _on_undo(self, key: str) -> None:
        self.undo_asked.emit()

    def _on_redo(self, key: str) -> None:
        self.redo_asked.emit()
