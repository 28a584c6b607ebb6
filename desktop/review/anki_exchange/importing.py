"""Anki's reviews into the log: each once, merged by time with the app's own, replayed to a state.

A review becomes a row of kind import whose `reply` holds its time and rating, and whose `detail` is
the card's state after all reviews, from both sources, in the order in which they happened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.review.anki_exchange.reading import AnkiReview, History
from desktop.review.clock import Clock, study_day
from desktop.review.history import state_to_json
from desktop.review.records import CardState, Event, Kind, LogRow, Moment, Rating
from desktop.review.scheduling import Scheduler
from desktop.review.store import Store

UID_START = "anki-"
SAME_MS = 50  # an export may move a review by some milliseconds, which name it in Anki


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: new rows, those that were there already, and what was left out."""

    added: int
    known: int
    cards: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Happened:
    """A review of either source; without a rating the card was made new again."""

    moment: Moment
    rating: Rating | None


def import_history(store: Store, history: History, card_ids: Mapping[str, str]) -> Imported:
    """Take the reviews into the log, all or none; the same reviews again add nothing.

    `card_ids` maps guids to cards. Reviews from the future are left out.
    Raises: StoreError, with nothing written.
    """
    now = store.moment().at_ms
    known = Known(store.counted_rows())
    mine = [review for review in history.reviews if review.guid in card_ids]
    past = [review for review in mine if review.id <= now]
    new = [review for review in past if not known.has(review, card_ids[review.guid])]
    by_card: dict[str, list[AnkiReview]] = {}
    for review in new:
        by_card.setdefault(card_ids[review.guid], []).append(review)
    events = [
        event for card_id, reviews in by_card.items() for event in _events(store, card_id, reviews)
    ]
    if events:
        store.append_all(events)
    future = len(mine) - len(past)
    return Imported(len(new), len(past) - len(new), len(by_card), history.left_out + future)


class Known:
    """Which reviews the log has: imported before, or the app's own, come back by way of Anki."""

    def __init__(self, rows: Sequence[LogRow]) -> None:
        self._uids = {row.uid for row in rows if row.kind is Kind.IMPORT}
        self._own: dict[str, list[tuple[int, int]]] = {}
        for row in rows:
            if row.kind is Kind.REVIEW and row.rating is not None and row.card_id is not None:
                self._own.setdefault(row.card_id, []).append((row.at_ms, int(row.rating)))

    def has(self, review: AnkiReview, card_id: str) -> bool:
        """Whether a review stands in the log already."""
        if uid_of(review) in self._uids:
            return True
        return any(
            abs(at_ms - review.id) <= SAME_MS and rating == review.rating
            for at_ms, rating in self._own.get(card_id, ())
        )


def uid_of(review: AnkiReview) -> str:
    """The name of an imported review: the same for the same row of Anki's log."""
    return f"{UID_START}{review.id}-{review.guid.encode().hex()[:24]}"


def _events(store: Store, card_id: str, reviews: Sequence[AnkiReview]) -> list[Event]:
    scheduler, clock = store.scheduler, store.clock
    rows = store.counted_rows(card_id)
    happened = [entry for row in rows if (entry := _happened(row)) is not None]
    moments = [_moment(review.id, clock, scheduler) for review in reviews]
    happened += [
        Happened(moment, review.rating) for moment, review in zip(moments, reviews, strict=True)
    ]
    state = merged(store.state(card_id), happened, scheduler)
    detail = state_to_json(state)
    return [
        Event(
            uid=uid_of(review),
            kind=Kind.IMPORT,
            card_id=card_id,
            took_ms=review.took_ms,
            reply=json.dumps(
                {"at_ms": review.id, "day": moment.day, "rating": int(review.rating or 0)}
            ),
            detail=detail,
        )
        for moment, review in zip(moments, reviews, strict=True)
    ]


def merged(current: CardState, happened: Sequence[Happened], scheduler: Scheduler) -> CardState:
    """The state after all of it in the order of time; the card's marks stay as they are now."""
    state = CardState.new(current.card_id)
    day = 0
    for entry in sorted(happened, key=lambda entry: entry.moment.at_ms):
        # a student who travelled west may have reviewed on an earlier study day later on
        day = max(day, entry.moment.day)
        if entry.rating is None:
            state = CardState.new(current.card_id)
        else:
            state = scheduler.review(state, entry.rating, Moment(entry.moment.at_ms, day))
    return replace(
        state,
        suspended=current.suspended,
        buried_day=current.buried_day,
        flag=current.flag,
    )


def _happened(row: LogRow) -> Happened | None:
    """What a row of our log says about the card's memory."""
    if row.kind is Kind.REVIEW:
        return Happened(row.moment, row.rating)
    if row.kind is Kind.FORGET:
        return Happened(row.moment, None)
    if row.kind is Kind.IMPORT and row.reply:
        return imported_review(row)
    return None


def imported_review(row: LogRow) -> Happened:
    """The review that an imported row stands for."""
    data = json.loads(row.reply)
    rating = int(data["rating"])
    moment = Moment(int(data["at_ms"]), int(data["day"]))
    return Happened(moment, Rating(rating) if rating else None)


def _moment(at_ms: int, clock: Clock, scheduler: Scheduler) -> Moment:
    offset = clock.utc_offset_min(at_ms)
    return Moment(at_ms, study_day(at_ms, offset, scheduler.settings.rollover_hour))
