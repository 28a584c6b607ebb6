"""Simulated students: a memory of their own, two to six weeks of study, then the exam."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from desktop.review.readiness.prediction import Asked
from desktop.review.records import CardState, Moment, Rating, State
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.statistics import ReviewTable
from desktop.review.statistics.table import retrievability

DAY_MS = 86_400_000
START = 20_000  # study day


@dataclass
class Student:
    """Recalls with the scheduler's chance shifted in logits; earns a share of the credits then.

    `shift` and `shares` are what the app does not know.
    """

    seed: int
    asked: tuple[Asked, ...]
    days: int = 30
    new_a_day: int = 6
    states: dict[str, CardState] = field(default_factory=dict)
    rows: list[tuple] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = np.random.default_rng(self.seed)
        self.shift = float(self.draw.normal(0, 0.4))
        self.share = {
            "choice": 1.0,
            "open": float(self.draw.uniform(0.7, 0.95)),
            "numeric": float(self.draw.uniform(0.75, 1.0)),
            "drill": float(self.draw.uniform(0.75, 1.0)),
        }
        self.first = float(self.draw.uniform(0.1, 0.5))
        self.scheduler = Scheduler(SchedulerSettings(learning_steps=(), relearning_steps=()))
        self.kinds = {card: kind for question in self.asked for card, kind in question.offers}

    def study(self) -> None:
        """Every day the cards that are due, and some new ones."""
        new = list(self.kinds)
        self.draw.shuffle(new)
        for day in range(START, START + self.days):
            due = [
                card
                for card, state in self.states.items()
                if state.due_day is not None and state.due_day <= day
            ]
            begun, new = new[: self.new_a_day], new[self.new_a_day :]
            for card in [*due, *begun]:
                self.answer(card, day)

    def answer(self, card: str, day: int) -> None:
        state = self.states.get(card) or CardState.new(card)
        recalled = bool(self.draw.random() < self.chance(card, day))
        rating = Rating.GOOD if recalled else Rating.AGAIN
        earned = self.earned(card) if recalled else 0.0
        self.rows.append((card, int(rating), day, earned, state))
        moment = Moment(day * DAY_MS, day)
        self.states[card] = self.scheduler.review(state, rating, moment)

    def chance(self, card: str, day: int) -> float:
        """The true chance of recall."""
        state = self.states.get(card)
        if state is None:
            return self.first
        predicted = min(max(self.scheduler.retrievability(state, day), 1e-4), 1 - 1e-4)
        logit = np.log(predicted / (1 - predicted)) + self.shift
        return float(1 / (1 + np.exp(-logit)))

    def earned(self, card: str) -> float:
        """The share of the credits when recalled, in quarters."""
        mean = self.share[self.kinds[card]]
        return float(self.draw.binomial(4, mean)) / 4 if mean < 1 else 1.0

    def sit(self, day: int) -> float:
        """The score in an exam that asks each question by one of its cards."""
        score = 0.0
        for question in self.asked:
            card, _ = question.offers[self.draw.integers(len(question.offers))]
            if self.draw.random() < self.chance(card, day):
                score += question.credits * self.earned(card)
        return score

    def table(self) -> ReviewTable:
        """The student's log as statistics read it."""
        ids = tuple(dict.fromkeys(row[0] for row in self.rows))
        places = {card: place for place, card in enumerate(ids)}
        decay = self.scheduler.settings.parameters[20]
        before = [row[4] for row in self.rows]
        day = np.array([row[2] for row in self.rows])
        last = np.array([-1 if s.last_review_day is None else s.last_review_day for s in before])
        elapsed = np.where(last < 0, -1, day - last)
        stability = np.array([np.nan if s.stability is None else s.stability for s in before])
        decays = np.full(len(before), decay)
        count = len(self.rows)
        return ReviewTable(
            ids,
            np.array([places[row[0]] for row in self.rows]),
            np.array([row[1] for row in self.rows]),
            day,
            np.full(count, 60_000),
            np.array([row[3] for row in self.rows]),
            np.ones(count),
            np.array([list(State).index(s.state) for s in before]),
            elapsed,
            np.where(elapsed < 0, np.nan, retrievability(elapsed, stability, decays)),
        )
