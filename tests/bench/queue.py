"""Speed of a sitting without a window, at 10,000 cards and 100,000 reviews.

    python -m tests.bench.queue

The deck is the exam again and again under other numbers, with the same profile as the app's bench.
From a rating to the next task is the saving, the queue, and the next card read with its numbers.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from desktop.questions.bundle import Bundle
from desktop.review.counts import day_counts
from desktop.review.deck import StudyDeck
from desktop.review.records import CardState, Rating
from desktop.review.selection import Selection
from desktop.review.session import Session
from desktop.review.settings import Settings
from desktop.review.statistics import Period, recall, review_table
from desktop.review.store import Store
from desktop.review.today import today_of
from tests.bench.app import CARDS, REVIEWS, large_bundle, large_profile
from tests.review.clocks import SettableClock

Result = TypeVar("Result")

ANSWERS = 300
NEXT_CARD = 2.0  # ms, of the 16 ms from a rating to the next card painted
RATINGS = (Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.EASY)
MANY = Settings(new_per_day=200, reviews_per_day=5_000)


def report() -> list[str]:
    """Lines of the table."""
    with tempfile.TemporaryDirectory() as made:
        path, folder = Path(made) / "large.bundle", Path(made) / "profile"
        clock = SettableClock(large_profile(folder, large_bundle(path)))
        with Bundle(path) as bundle, Store.open(folder, clock) as store:
            return _lines(bundle, store, clock)


def _lines(bundle: Bundle, store: Store, clock: SettableClock) -> list[str]:
    deck, read = _timed(lambda: StudyDeck.from_bundle(bundle))
    sitting, begun = _timed(lambda: Session(deck, bundle, store, MANY))
    _, weak = _timed(lambda: Session(deck, bundle, store, MANY, Selection(weak=True)))
    saved, turned = _answers(sitting, clock)
    _, undone = _timed(sitting.undo)
    _, counted = _timed(lambda: _counts(deck, store))
    table, tabled = _timed(lambda: review_table(store))
    period = Period.until(store.moment().day, 365)
    _, charted = _timed(lambda: recall(table, period))
    tail = quantiles(turned, n=20)[-1]
    verdict = "" if tail <= NEXT_CARD else ": MISSED"
    return [
        f"queue: the next task after an answer is saved, {CARDS:,} cards, {REVIEWS:,} reviews,"
        f" p95: {tail:.2f} ms (budget {NEXT_CARD:g} ms{verdict}; median {median(turned):.2f} ms;"
        f" the saving, median, {median(saved):.2f} ms)",
        f"queue: the deck read {read:.0f} ms, a sitting begun {begun:.0f} ms, of weak cards"
        f" {weak:.0f} ms, undo {undone:.0f} ms, the day counted for Home {counted:.0f} ms",
        f"statistics: the table of all reviews {tabled:.0f} ms, recall of a year {charted:.0f} ms",
    ]


def _answers(sitting: Session, clock: SettableClock) -> tuple[list[float], list[float]]:
    """Times in ms of saving answers, and of the queue with the task that follows."""
    append = sitting.store.append
    saving: list[float] = []

    def timed_append(event):
        row, taken = _timed(lambda: append(event))
        saving.append(taken)
        return row

    sitting.store.append = timed_append  # type: ignore[method-assign]
    whole = []
    for at in range(ANSWERS):
        assert sitting.task is not None
        clock.advance(ms=9_000)
        rating = RATINGS[at % len(RATINGS)]

        def turn(rating: Rating = rating) -> None:
            sitting.rate(rating)
            assert sitting.task is not None

        _, taken = _timed(turn)
        whole.append(taken)
    sitting.store.append = append  # type: ignore[method-assign]
    return saving, [both - save for both, save in zip(whole, saving, strict=True)]


def _counts(deck: StudyDeck, store: Store) -> None:
    states = store.states()
    today = today_of(store, states)

    def recall_of(state: CardState) -> float:
        return store.scheduler.retrievability(state, today.day)

    day_counts(deck, states, MANY, today, recall_of)


def _timed(call: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = call()
    return result, 1e3 * (time.perf_counter() - start)


if __name__ == "__main__":
    print("\n".join(report()))
