"""Brings the page its cards, and what is done to them into the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.review.deck import StudyDeck
from desktop.review.records import Event, LogRow
from desktop.review.selection import Selection
from desktop.review.store import StoreError
from desktop.review.task import past_task
from desktop.ui.pages.browse.entries import CardEntry, Mark, Standing, entries_of
from desktop.ui.pages.browse.filter_bar import FacetWords
from desktop.ui.pages.browse.filters import Facet, Filters
from desktop.ui.pages.browse.history import history_lines, memory_of
from desktop.ui.pages.browse.marking_events import (
    bury_events,
    done_words,
    flag_events,
    forget_events,
    suspend_events,
)
from desktop.ui.pages.browse.near_words import near_query
from desktop.ui.pages.browse.page import BrowsePage
from desktop.ui.pages.browse.sides import card_sides, past_sides
from desktop.ui.speaker import Speaker
from desktop.ui.wording import counted
from desktop.ui.workspace import Workspace

KINDS = ("choice", "open", "numeric", "drill")


def filter_words(deck: StudyDeck) -> FacetWords:
    """The words to filter by: the deck's problems and topics, and what every deck has."""
    return {
        Facet.STATE: [(standing, standing) for standing in Standing],
        Facet.KIND: [(kind, kind) for kind in KINDS],
        Facet.PROBLEM: [(problem.id, problem.title) for problem in deck.problems],
        Facet.TOPIC: [(topic.id, topic.title) for topic in deck.topics],
        Facet.MARK: [(mark, mark) for mark in Mark],
    }


class BrowsePresenter:
    """Connects the page with bundle and store.

    `changed` is told when something was written, `start_review` which cards are to be studied.
    """

    def __init__(
        self,
        workspace: Workspace,
        page: BrowsePage,
        speaker: Speaker,
        changed: Callable[[], object],
        start_review: Callable[[Selection], None],
    ) -> None:
        self._workspace, self._page, self._speaker = workspace, page, speaker
        self._changed = changed
        self._start_review = start_review
        self._bundle, self._store = workspace.bundle, workspace.store
        self._topics = {topic.id: topic.title for topic in workspace.deck.topics}
        self._filters = Filters()
        self._query = ""
        self._entries: dict[str, CardEntry] = {}
        self._card_id = ""
        self._batches: list[list[int]] = []  # rows of the log that were written together
        self._undone: list[int] = []  # how many rows each undo took back
        self._vocabulary: frozenset[str] | None = None
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.entered.connect(self.refresh)
        page.searched.connect(self.search)
        page.filter_toggled.connect(self.toggle)
        page.filters_cleared.connect(self.clear_filters)
        page.card_picked.connect(self.show_card)
        page.review_asked.connect(self.review)
        page.practice_asked.connect(self.practice)
        page.suspend_asked.connect(self.suspend)
        page.flag_asked.connect(self.flag)
        page.bury_asked.connect(self.bury)
        page.forget_asked.connect(self.forget)
        page.undo_asked.connect(self.undo)
        page.redo_asked.connect(self.redo)
        page.preview.history_wanted.connect(self.show_history)
        page.preview.variant_chosen.connect(self.show_variant)
        page.preview.past_left.connect(self.show_card_again)

    # What is shown

    def refresh(self) -> None:
        """Bring the page up to date with store and clock."""
        try:
            states, today = self._store.states(), self._store.moment().day
        except StoreError as error:
            self._speaker.say(str(error))
            return
        leeches = self._workspace.settings.leech_lapses
        entries = entries_of(self._workspace.deck, states, today, leeches)
        self._entries = {entry.card_id: entry for entry in entries}
        self._show()
        self._show_undo()

    def search(self, query: str) -> None:
        """Show the cards that hold every word, the last of which may be only begun."""
        self._query = " ".join(query.split())
        found = self._bundle.search(self._query, begun=True) if self._query else None
        self._filters = self._filters.searched(found)
        self._show()

    def toggle(self, facet: Facet, value: str) -> None:
        """Choose a word of the filters, or no longer."""
        self._filters = self._filters.toggled(facet, value)
        self._show()

    def clear_filters(self) -> None:
        """Choose no word any more."""
        self._filters = self._filters.without_words()
        self._show()

    def _show(self) -> None:
        entries = list(self._entries.values())
        left = self._filters.apply(entries)
        self._page.show_entries(left, len(entries))
        self._page.show_counts(self._filters, self._filters.counts(entries))
        if left or not entries:
            self._page.show_nothing("", "")
        else:
            self._page.show_nothing(*self._nothing(entries))

    def _nothing(self, entries: Sequence[CardEntry]) -> tuple[str, str]:
        """Why no card is left, and a query that would find some."""
        without = self._filters.without_words().apply(entries)
        if without and self._filters.found is not None:
            say = "says" if len(without) == 1 else "say"
            found = f"{counted(len(without), 'card')} {say} “{self._query}”"
            return f"No card fits. {found} without the filters.", ""
        if without:
            return "No card has all of these. Take a word away, or show all.", ""
        near = near_query(self._query, self._words())
        said = f"No card says “{self._query}”."
        return (f"{said} Did you mean {near}?", near) if near else (said, "")

    def _words(self) -> frozenset[str]:
        if self._vocabulary is None:
            self._vocabulary = frozenset(self._bundle.words())
        return self._vocabulary

    def show_card(self, card_id: str) -> None:
        """Show a card beside the table; none if the id is empty."""
        self._card_id = card_id
        if card_id:
            sides = card_sides(self._bundle.card(card_id), self._topics)
            self._page.preview.show_card(sides)

    def show_card_again(self) -> None:
        """Show the card instead of a past variant."""
        self.show_card(self._card_id)

    def show_history(self) -> None:
        """Show what happened to the card."""
        rows = self._store.rows(self._card_id) if self._card_id else []
        self._page.preview.show_lines(history_lines(rows), memory_of(rows))

    def show_variant(self, seq: int) -> None:
        """Show what was put before the learner then."""
        row = self._store.row(seq)
        card = self._bundle.card(row.card_id or "")
        state = self._store.state(card.id)
        task = past_task(card, state, row, row.at_ms)
        self._page.preview.show_card(past_sides(task, row, self._topics))

    # What is done

    def review(self, card_ids: list[str]) -> None:
        """Study what the schedule has among these cards."""
        if card_ids:
            self._start_review(Selection(ids=frozenset(card_ids)))

    def practice(self, card_ids: list[str]) -> None:
        """Study all of them, and leave the schedule alone."""
        if card_ids:
            self._start_review(Selection(ids=frozenset(card_ids), cram=True))

    def suspend(self, card_ids: list[str]) -> None:
        """Suspend cards; if all are, take them back."""
        self._write(suspend_events(self._chosen(card_ids)))

    def flag(self, card_ids: list[str]) -> None:
        """Flag cards; if all are, take the flags away."""
        self._write(flag_events(self._chosen(card_ids)))

    def bury(self, card_ids: list[str]) -> None:
        """Let cards rest until tomorrow."""
        self._write(bury_events(self._chosen(card_ids)))

    def forget(self, card_ids: list[str]) -> None:
        """Make cards new again; their history stays."""
        self._write(forget_events(self._chosen(card_ids)))

    def undo(self) -> None:
        """Take back what was done last; what was done to several cards at once, at once."""
        following = self._store.next_undo()
        if following is None:
            return
        together = self._batches.pop() if self._is_of_last_batch(following) else [following.seq]
        if self._take_back(self._store.undo, len(together)):
            self._undone.append(len(together))
            self._page.say(f"{counted(len(together), 'step')} taken back.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._store.next_redo() is None:
            return
        count = self._undone.pop() if self._undone else 1
        if self._take_back(self._store.redo, count):
            self._page.say(f"{counted(count, 'step')} done again.")

    def _chosen(self, card_ids: Sequence[str]) -> list[CardEntry]:
        return [self._entries[card_id] for card_id in card_ids if card_id in self._entries]

    def _write(self, events: Sequence[Event]) -> None:
        if not events:
            return
        try:
            rows = self._store.append_all(events)
        except StoreError as error:
            self._speaker.say(str(error))
            return
        self._batches.append([row.seq for row in rows])
        self._undone.clear()
        self._after(rows)
        self._page.say(done_words(events))

    def _take_back(self, step: Callable[[], LogRow | None], count: int) -> bool:
        rows = []
        try:
            for _ in range(count):
                row = step()
                if row is not None:
                    rows.append(row)
        except StoreError as error:
            self._speaker.say(str(error))
            return False
        finally:
            self._after(rows)
        return True

    def _after(self, rows: Sequence[LogRow]) -> None:
        """Take in what was written."""
        self._changed()
        self.refresh()
        if any(row.card_id == self._card_id for row in rows):
            self.show_history()

    def _is_of_last_batch(self, row: LogRow) -> bool:
        return bool(self._batches) and self._batches[-1][-1] == row.seq

    def _show_undo(self) -> None:
        row = self._store.next_undo()
        if row is None:
            self._page.show_undo("")
            return
        count = len(self._batches[-1]) if self._is_of_last_batch(row) else 1
        card = self._workspace.deck.card_of.get(row.card_id or "")
        cards = f"“{card.title}”" if card and count == 1 else counted(count, "card")
        self._page.show_undo(f"Undo {row.kind} of {cards}")
