"""Students who remember as FSRS says, with parameters of their own."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator, Sequence

from desktop.review.clock import DAY_MS
from desktop.review.records import CardState, Event, Kind, Moment, Rating, State, new_uid
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.store import Store
from tests.review.clocks import SettableClock

SECOND_MS = 1_000
# Forgets sooner than most, and gains less from a review.
FORGETFUL = (
    *(0.1, 0.4, 0.9, 3.0, 7.2, 0.6, 1.5, 0.01, 1.1, 0.2, 0.5),
    *(1.2, 0.08, 0.2, 1.3, 0.3, 1.6, 0.4, 0.1, 0.1, 0.35),
)


class Student:
    """Recalls a card with the probability that the student's own parameters give it."""

    def __init__(self, seed: int, parameters: Sequence[float] | None = None) -> None:
        settings = SchedulerSettings(parameters=tuple(parameters)) if parameters else None
        self._memory = Scheduler(settings or SchedulerSettings())
        self._random = random.Random(seed)
        self._states: dict[str, CardState] = {}

    def rate(self, card_id: str, moment: Moment) -> Rating:
        """How the student rates the card now; the memory takes the review in."""
        state = self._states.get(card_id) or CardState.new(card_id)
        rating = self._rating(state, moment)
        self._states[card_id] = self._memory.review(state, rating, moment)
        return rating

    def _rating(self, state: CardState, moment: Moment) -> Rating:
        if state.state is State.NEW:
            return self._random.choices(list(Rating), (30, 15, 45, 10))[0]
        if self._random.random() > self._memory.retrievability(state, moment.day):
            return Rating.AGAIN
        return self._random.choices(list(Rating)[1:], (12, 78, 10))[0]


def study(
    store: Store,
    clock: SettableClock,
    student: Student,
    card_ids: Sequence[str],
    reviews: int,
    new_per_day: int = 40,
) -> None:
    """Fill the log with reviews, each day's due cards and some new ones, in one transaction."""
    store.append_all(_days(store, clock, student, card_ids, reviews, new_per_day))


def _days(
    store: Store,
    clock: SettableClock,
    student: Student,
    card_ids: Sequence[str],
    reviews: int,
    new_per_day: int,
) -> Iterator[Event]:
    """The events, day after day; the clock moves on with each."""
    new, due = list(reversed(card_ids)), [(0, "")]
    due.clear()
    morning = clock.time
    while reviews:
        today = store.moment().day
        for _ in range(min(new_per_day, len(new))):
            heapq.heappush(due, (today, new.pop()))
        while due and due[0][0] <= today and reviews:
            card_id = heapq.heappop(due)[1]
            yield _answer(card_id, student.rate(card_id, store.moment()))
            state = store.state(card_id)
            heapq.heappush(due, (state.due_day or today, card_id))
            clock.advance(ms=20 * SECOND_MS)
            reviews -= 1
        morning += DAY_MS
        clock.time = max(morning, clock.time)


def _answer(card_id: str, rating: Rating) -> Event:
    earned = {Rating.AGAIN: 0.0, Rating.HARD: 0.5}.get(rating, 1.0)
    return Event(
        uid=new_uid(),
        kind=Kind.REVIEW,
        card_id=card_id,
        rating=rating,
        took_ms=12 * SECOND_MS,
        credits_earned=earned,
        credits_total=1.0,
    )
