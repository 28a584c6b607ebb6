"""The log as columns: every answer that counts, with what was known of the card before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from desktop.review.records import Kind, State
from desktop.review.statistics.period import Period
from desktop.review.store import Store

Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

COLUMNS = (
    "kind",
    "card_id",
    "rating",
    "study_day",
    "took_ms",
    "credits_earned",
    "credits_total",
    "scheduler_id",
    "after_state",
    "after_stability",
    "after_last_review_day",
)
_STATES = {state.value: code for code, state in enumerate(State)}
NEW, LEARNING, REVIEW, RELEARNING = _STATES.values()
NOTHING = -1


@dataclass(frozen=True)
class ReviewTable:
    """Answers in the order of the log, one array a column.

    `card` indexes `card_ids`; `rating` is 0 for practice; `before` is the state's place in State;
    `elapsed` are study days since the card's last review, -1 if there was none; `predicted` is the
    chance of recall that the memory before the answer gave, NaN where there was none;
    `earned` and `total` are NaN where nothing was marked.
    """

    card_ids: tuple[str, ...]
    card: Integers
    rating: Integers
    day: Integers
    took_ms: Integers
    earned: Floats
    total: Floats
    before: Integers
    elapsed: Integers
    predicted: Floats

    @property
    def recalls(self) -> Flags:
        """The reviews that tell how well memory lasts: a day or more after the one before."""
        return (self.rating > 0) & (self.elapsed >= 1) & ~np.isnan(self.predicted)

    @property
    def recalled(self) -> Flags:
        """The reviews with a rating better than Again."""
        return self.rating > 1

    def within(self, period: Period) -> Flags:
        """The answers of a period."""
        return (self.day >= period.first) & (self.day <= period.last)

    def first_day(self) -> int | None:
        """The study day of the first answer."""
        return int(self.day.min()) if self.day.size else None


def review_table(store: Store) -> ReviewTable:
    """The table of a profile's log.

    Where the schedule's parameters have changed between two reviews of a card, `predicted` is what
    those in force at the former gave.
    """
    values = store.counted_values(COLUMNS)
    decays = {row.seq: json.loads(row.detail)["parameters"][20] for row in store.schedules()}
    of_cards = [row for row in values if row[1] is not None]
    return _table(of_cards, decays)


def _table(values: Sequence[tuple[Any, ...]], decays: Mapping[int, float]) -> ReviewTable:
    columns = list(zip(*values, strict=True)) or [()] * len(COLUMNS)
    kinds, ids, ratings, days, took, earned, total, schedules, states, stabilities, lasts = columns
    places = {card_id: place for place, card_id in enumerate(dict.fromkeys(ids))}
    card = _integers([places[card_id] for card_id in ids])
    day = _integers(days)
    earlier = _row_before(card)
    none = earlier == NOTHING
    before = _integers([_STATES[state] for state in states])[earlier]
    stability = _floats(stabilities)[earlier]
    last = _integers([NOTHING if last is None else last for last in lasts])[earlier]
    decay = _floats([decays.get(schedule) for schedule in schedules])[earlier]
    unknown = none | np.isnan(stability) | (last == NOTHING)
    elapsed = np.where(unknown, NOTHING, day - last)
    answered = np.isin(kinds, [Kind.REVIEW.value, Kind.PRACTICE.value])
    return ReviewTable(
        tuple(places),
        card[answered],
        _integers([rating or 0 for rating in ratings])[answered],
        day[answered],
        _integers(took)[answered],
        _floats(earned)[answered],
        _floats(total)[answered],
        np.where(none, NEW, before)[answered],
        elapsed[answered],
        np.where(unknown, np.nan, retrievability(elapsed, stability, decay))[answered],
    )


def retrievability(elapsed: Integers, stability: Floats, decay: Floats) -> Floats:
    """FSRS-6's chance of recall after `elapsed` days: (1 + f t / S)^-d, with f = 0.9^(-1/d) - 1."""
    factor = 0.9 ** (-1 / decay) - 1
    return np.asarray((1 + factor * np.maximum(elapsed, 0) / stability) ** -decay)


def _row_before(card: Integers) -> Integers:
    """For each row the row before it of the same card, or -1."""
    order = np.argsort(card, kind="stable")
    before = np.full(card.size, NOTHING)
    same = card[order][1:] == card[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def _integers(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array(values, dtype=np.float64)
