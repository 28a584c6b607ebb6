"""A student who studies for some weeks, through the app's own session and store."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

from desktop.questions.bundle import Bundle
from desktop.questions.marking import Marker
from desktop.review.clock import DAY_MS
from desktop.review.deck import StudyDeck
from desktop.review.grading import Graded, Reply
from desktop.review.records import Rating
from desktop.review.session import Session
from desktop.review.settings import Settings
from desktop.review.store import Store
from desktop.review.task import Task
from tests.review.clocks import SettableClock

DAYS = 60
NEW_A_DAY = 4
MOST_A_DAY = 40
DAYS_OFF = 0.12
SECONDS = {"choice": 35, "open": 60, "numeric": 75, "drill": 90}


class Student:
    """Forgets as the schedule expects, some topics more; the same seed studies the same."""

    def __init__(self, bundle: Bundle, seed: int = 7) -> None:
        self._bundle = bundle
        self._random = random.Random(seed)
        self._marker = Marker()

    def study(self, store: Store, clock: SettableClock, days: int = DAYS) -> None:
        """Study on most of so many days; the clock stands at the evening of the last one."""
        deck = StudyDeck.from_bundle(self._bundle)
        settings = Settings(new_per_day=NEW_A_DAY)
        for day in range(days):
            if day == 0 or day == days - 1 or self._random.random() > DAYS_OFF:
                self._sit(Session(deck, self._bundle, store, settings), clock)
            if day < days - 1:
                clock.time = (clock.time // DAY_MS + 1) * DAY_MS + 8 * 3_600_000

    def _sit(self, session: Session, clock: SettableClock) -> None:
        for _ in range(MOST_A_DAY):
            task = session.task
            if task is None:
                return
            took_ms = round(SECONDS[task.card.kind] * 1000 * self._random.uniform(0.5, 1.8))
            clock.advance(ms=took_ms + 2_000)
            rating = self._rating(session, task)
            session.rate(rating, self._graded(task, rating), took_ms)

    def _rating(self, session: Session, task: Task) -> Rating:
        if task.state.stability is None:
            return self._random.choice([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD])
        recall = session.store.scheduler.retrievability(task.state, session.store.moment().day)
        weakness = zlib.crc32(task.card.topics[0].encode()) % 5 * 0.02
        if self._random.random() > recall - weakness:
            return Rating.AGAIN
        return self._random.choices([Rating.HARD, Rating.GOOD, Rating.EASY], weights=[2, 7, 1])[0]

    def _graded(self, task: Task, rating: Rating) -> Graded:
        total = task.card.credits
        earned = {Rating.AGAIN: 0.0, Rating.HARD: total / 2}.get(rating, total)
        result = self._marker.mark_rubric([total], [rating is not Rating.AGAIN])
        return Graded(self._reply(task, rating), earned, total, rating, result)

    def _reply(self, task: Task, rating: Rating) -> Reply:
        if task.card.kind == "choice":
            right = [at for at, option in enumerate(task.card.options) if option.right]
            return Reply(ticked=tuple(right if rating is not Rating.AGAIN else right[:-1]))
        if task.card.kind == "open":
            return Reply(text="It divides by the square root of a moving average of squares.")
        return Reply(typed={entry.name: "12" for part in task.card.parts for entry in part.inputs})


def studied_profile(folder: Path, bundle: Bundle, days: int = DAYS) -> SettableClock:
    """A profile in a folder after some weeks, and the clock at their end."""
    clock = SettableClock()
    with Store.open(folder, clock) as store:
        Student(bundle).study(store, clock, days)
    return clock
