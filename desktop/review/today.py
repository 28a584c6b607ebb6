"""The study day as the queue sees it: when it ends, and what was met for the first time in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.review.clock import DAY_MS, HOUR_MS, MINUTE_MS
from desktop.review.history import undone
from desktop.review.records import CardState, Kind, LogRow
from desktop.review.store import Store

FEW_ROWS = 100


@dataclass(frozen=True, slots=True)
class Today:
    """A study day, the time in ms at which it ends, and the cards that were new on it."""

    day: int
    end_ms: int
    introduced: frozenset[str] = frozenset()

    def day_of(self, at_ms: int) -> int:
        """The study day, this or a later one, of a time; every day is taken to have 24 hours."""
        return self.day + max((at_ms - self.end_ms) // DAY_MS + 1, 0)


def today_of(store: Store, states: Mapping[str, CardState]) -> Today:
    """The study day that it is."""
    moment = store.moment()
    offset = store.clock.utc_offset_min(moment.at_ms)
    end_ms = end_of_day_ms(moment.day, offset, store.scheduler.settings.rollover_hour)
    return Today(moment.day, end_ms, introduced(rows_of_day(store, moment.day), states))


def rows_of_day(store: Store, day: int) -> list[LogRow]:
    """The rows of a study day, read from the end of the log."""
    end = store.journal.seq
    count = FEW_ROWS
    while True:
        rows = store.rows(since_seq=max(end - count, 0))
        if count >= end or rows[0].study_day < day:
            return [row for row in rows if row.study_day == day]
        count *= 4


def end_of_day_ms(day: int, utc_offset_min: int, rollover_hour: int) -> int:
    """The time at which the next study day begins, milliseconds since 1970, UTC."""
    return (day + 1) * DAY_MS + rollover_hour * HOUR_MS - utc_offset_min * MINUTE_MS


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
