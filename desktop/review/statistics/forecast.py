"""What will be due, as the schedule stands today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desktop.review.deck import StudyDeck
from desktop.review.plan import States
from desktop.review.records import State
from desktop.review.today import Today


@dataclass(frozen=True, slots=True)
class DayLoad:
    """Cards that fall on a study day: due from review, and in learning."""

    day: int
    due: int
    learning: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming days, today first; `overdue` of today's cards were due earlier."""

    days: tuple[DayLoad, ...]
    overdue: int

    @property
    def due(self) -> int:
        """All cards from review."""
        return sum(day.due for day in self.days)

    @property
    def learning(self) -> int:
        """All cards in learning."""
        return sum(day.learning for day in self.days)

    @property
    def most(self) -> int:
        """The cards of the busiest day."""
        return max((day.due + day.learning for day in self.days), default=0)


def forecast(deck: StudyDeck, states: States, today: Today, days: int) -> Forecast:
    """The load of the next `days` study days, today included, without what rests."""
    due: Counter[int] = Counter()
    learning: Counter[int] = Counter()
    overdue = 0
    for card in deck.studied:
        state = states.get(card.id)
        if state is None or state.suspended or state.state is State.NEW:
            continue
        if state.state is State.REVIEW and state.due_day is not None:
            due[max(state.due_day, today.day)] += 1
            overdue += state.due_day < today.day
        elif state.due_ms is not None:
            learning[today.day_of(state.due_ms)] += 1
    coming = range(today.day, today.day + days)
    return Forecast(tuple(DayLoad(day, due[day], learning[day]) for day in coming), overdue)
