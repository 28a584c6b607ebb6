"""A student who studies at random, the same each time."""

from __future__ import annotations

import random

from desktop.review.records import Event, Kind, LogRow, Rating, new_uid
from desktop.review.store import Store
from tests.review.clocks import SettableClock

CARDS = [f"in2346-2022/{problem}.{part}" for problem in range(1, 5) for part in range(1, 6)]
MARKS = (Kind.SUSPEND, Kind.UNSUSPEND, Kind.BURY, Kind.UNBURY, Kind.FORGET, Kind.FLAG)


def random_event(draw: random.Random, uid: str | None = None) -> Event:
    """Mostly a review, with all that may be told of one; else a mark or practice."""
    card_id = draw.choice(CARDS)
    uid = uid or new_uid()
    if draw.random() < 0.1:
        kind = draw.choice(MARKS)
        flag = draw.randrange(8) if kind is Kind.FLAG else None
        return Event(uid=uid, kind=kind, card_id=card_id, flag=flag)
    kind = Kind.PRACTICE if draw.random() < 0.05 else Kind.REVIEW
    rating = Rating(draw.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])
    return Event(
        uid=uid,
        kind=kind,
        card_id=card_id,
        content_hash="5" * 32,
        rating=rating if kind is Kind.REVIEW else None,
        took_ms=draw.randrange(60_000),
        variant=draw.choice((None, draw.randrange(100))),
        seed=draw.getrandbits(64),
        reply='{"größe":"−½"}',
        credits_earned=draw.choice((0.0, 0.5, 1.0)),
        credits_total=1.0,
    )


def pass_time(clock: SettableClock, draw: random.Random) -> None:
    clock.advance(ms=draw.choice((5_000, 60_000, 600_000, 40_000_000, 200_000_000)))


def study(store: Store, clock: SettableClock, count: int, seed: int = 0) -> list[LogRow]:
    """Append `count` events, with time passing between them."""
    draw = random.Random(f"{seed} {store.moment().at_ms}")
    made = []
    for _ in range(count):
        pass_time(clock, draw)
        made.append(store.append(random_event(draw)))
    return made
