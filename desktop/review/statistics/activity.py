"""What was done day by day: for the calendar, the reviews a day and the time spent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.review.statistics.period import Period
from desktop.review.statistics.table import LEARNING, NEW, RELEARNING, Flags, ReviewTable


@dataclass(frozen=True, slots=True)
class DayActivity:
    """Answers of a study day by what the card was before, and the time they took."""

    day: int
    new: int
    learning: int
    review: int
    practice: int
    took_ms: int

    @property
    def answers(self) -> int:
        """All answers."""
        return self.new + self.learning + self.review + self.practice


@dataclass(frozen=True, slots=True)
class Activity:
    """Every day of a period, also those without an answer."""

    days: tuple[DayActivity, ...]

    @property
    def answers(self) -> int:
        """All answers."""
        return sum(day.answers for day in self.days)

    @property
    def took_ms(self) -> int:
        """The time spent."""
        return sum(day.took_ms for day in self.days)

    @property
    def studied_days(self) -> int:
        """Days with an answer."""
        return sum(1 for day in self.days if day.answers)

    @property
    def each_ms(self) -> int:
        """The mean time of an answer; 0 without any."""
        return self.took_ms // self.answers if self.answers else 0

    @property
    def most(self) -> int:
        """The answers of the busiest day."""
        return max((day.answers for day in self.days), default=0)


def activity(table: ReviewTable, period: Period) -> Activity:
    """What was done in the period."""
    inside = table.within(period)
    practice = table.rating == 0
    steps = (table.before == LEARNING) | (table.before == RELEARNING)
    new = table.before == NEW

    def count(rows: Flags, weights: np.ndarray | None = None) -> list[int]:
        rows = rows & inside
        values = weights[rows] if weights is not None else None
        counted = np.bincount(table.day[rows] - period.first, values, minlength=period.days)
        return [int(value) for value in counted]

    columns = (
        count(new & ~practice),
        count(steps & ~practice),
        count(~new & ~steps & ~practice),
        count(practice),
        count(inside, table.took_ms),
    )
    counts = zip(*columns, strict=True)
    return Activity(tuple(DayActivity(period.first + at, *row) for at, row in enumerate(counts)))
