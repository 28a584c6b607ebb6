"""The next half hour: the reviews that raise the predicted score most per minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.review.readiness.evidence import Evidence
from desktop.review.readiness.prediction import Asked, expected
from desktop.review.records import CardState, Moment, Rating
from desktop.review.scheduling import Scheduler
from desktop.review.statistics import ReviewTable

USUAL_MINUTES = {"choice": 1.0, "open": 1.5, "numeric": 3.0, "drill": 3.0}
FEWEST_TIMED = 5  # answers of a kind, before its own time counts


@dataclass(frozen=True, slots=True)
class NextReview:
    """A card to review: the credits that it is expected to add, and the minutes that it takes."""

    card_id: str
    number: str
    gain: float
    minutes: float


@dataclass(frozen=True, slots=True)
class NextMinutes:
    """What fits into the time, the most worthwhile first."""

    reviews: tuple[NextReview, ...]

    @property
    def gain(self) -> float:
        """The credits that all of it is expected to add."""
        return sum(review.gain for review in self.reviews)

    @property
    def minutes(self) -> float:
        """The time that all of it takes."""
        return sum(review.minutes for review in self.reviews)


def minutes_by_kind(table: ReviewTable, kinds: Mapping[str, str]) -> dict[str, float]:
    """The median time of an answer of each kind; the usual one where there are few answers."""
    of_kind = np.array([kinds.get(card_id, "") for card_id in table.card_ids])
    kind = of_kind[table.card] if table.card.size else np.array([], dtype=str)
    found = dict(USUAL_MINUTES)
    for name in found:
        times = table.took_ms[(kind == name) & (table.took_ms > 0)]
        if times.size >= FEWEST_TIMED:
            found[name] = max(float(np.median(times)) / 60_000, 0.1)
    return found


def next_minutes(
    asked: Sequence[Asked],
    states: Mapping[str, CardState],
    scheduler: Scheduler,
    moment: Moment,
    exam_day: int,
    evidence: Evidence,
    minutes: Mapping[str, float],
    budget: float = 30.0,
    *,
    waiting: bool = False,
) -> NextMinutes:
    """The cards with the largest gain per minute that fit into `budget` minutes.

    A review's gain is the expected credits after it less those before, on the day of the exam: with
    the chance of recall now it counts as Good, else as Again. With
    `waiting` only what is new or due is offered.
    """
    offers = []
    for question in asked:
        before = expected(question, states, scheduler.retrievability, exam_day, evidence)
        for card_id, kind in question.offers:
            state = states.get(card_id) or CardState.new(card_id)
            if state.rests(moment.day) or (waiting and not _waits(state, moment.day)):
                continue
            gain = _gain(question, state, states, scheduler, moment, exam_day, evidence, before)
            offers.append(NextReview(card_id, question.number, gain, minutes[kind]))
    offers.sort(key=lambda offer: (-offer.gain / offer.minutes, offer.card_id))
    chosen: list[NextReview] = []
    left = budget
    for offer in offers:
        if offer.gain > 0 and offer.minutes <= left:
            chosen.append(offer)
            left -= offer.minutes
    return NextMinutes(tuple(chosen))


def _waits(state: CardState, day: int) -> bool:
    """Whether a card is new or due."""
    return state.stability is None or (state.due_day is not None and state.due_day <= day)


def _gain(
    question: Asked,
    state: CardState,
    states: Mapping[str, CardState],
    scheduler: Scheduler,
    moment: Moment,
    exam_day: int,
    evidence: Evidence,
    before: float,
) -> float:
    if state.stability is None:
        chance = evidence.first
    else:
        chance = evidence.recall(scheduler.retrievability(state, moment.day))
    after = 0.0
    for rating, weight in ((Rating.GOOD, chance), (Rating.AGAIN, 1 - chance)):
        reviewed = scheduler.review(state, rating, moment)
        changed = {**states, state.card_id: reviewed}
        after += weight * expected(question, changed, scheduler.retrievability, exam_day, evidence)
    return question.credits * (after - before)
