"""The study day as the queue sees it: when it ends, and what was met for the first time in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.review.clock import DAY_MS, HOUR_MS, MINUTE_MS, Clock
from desktop.review.history import undone
from desktop.review.records import CardState, Kind, LogRow
from desktop.review.store import Store

FEW_ROWS = 100


@dataclass(frozen=True, slots=True)
class Today:
    """A study day, the times in ms at which it begins and ends, and the cards new on it."""

    day: int
    start_ms: int
    end_ms: int
    introduced: frozenset[str] = frozenset()

    def answered(self, state: CardState) -> bool:
        """Whether a card was last reviewed today.

        The time counts beside the day in the log: after the rollover hour was changed, what was
        reviewed an hour ago may belong to the day before.
        """
        if state.last_review_day is None or state.last_review_ms is None:
            return False
        return state.last_review_day == self.day or state.last_review_ms >= self.start_ms

    def day_of(self, at_ms: int) -> int:
        """The study day, this or a later one, of a time; every day is taken to have 24 hours."""
        return self.day + max((at_ms - self.end_ms) // DAY_MS + 1, 0)


def today_of(store: Store, states: Mapping[str, CardState]) -> Today:
    """The study day that it is."""
    day, rollover = store.moment().day, store.scheduler.settings.rollover_hour
    start_ms, end_ms = (begin_of_day_ms(store.clock, each, rollover) for each in (day, day + 1))
    known = introduced(rows_of_day(store, day, start_ms), states)
    return Today(day, start_ms, end_ms, known)


def rows_of_day(store: Store, day: int, start_ms: int) -> list[LogRow]:
    """The rows of a study day, or since it began, read from the end of the log."""
    end = store.journal.seq
    count = FEW_ROWS
    while True:
        rows = store.rows(since_seq=max(end - count, 0))
        if count >= end or (rows[0].study_day < day and rows[0].at_ms < start_ms):
            return [row for row in rows if row.study_day == day or row.at_ms >= start_ms]
        count *= 4


def begin_of_day_ms(clock: Clock, day: int, rollover_hour: int) -> int:
    """The time at which a study day begins, milliseconds since 1970, UTC."""
    local = day * DAY_MS + rollover_hour * HOUR_MS
    guess = local - clock.utc_offset_min(local) * MINUTE_MS
    return local - clock.utc_offset_min(guess) * MINUTE_MS


def introduced(rows: Iterable[LogRow], states: Mapping[str, CardState]) -> frozenset[str]:
    """The cards whose every review is among these rows: of one day, those that were new on it."""
    rows = list(rows)
    taken_back = undone(rows)
    reviews = Counter(
        row.card_id for row in rows if row.kind is Kind.REVIEW and row.seq not in taken_back
    )
    return frozenset(
        card_id
        for card_id, count in reviews.items()
        if card_id is not None and card_id in states and states[card_id].reps <= count
    )
