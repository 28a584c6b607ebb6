"""Credits earned at answers that were marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.review.statistics.period import Period
from desktop.review.statistics.table import ReviewTable


@dataclass(frozen=True, slots=True)
class CreditPoint:
    """Marked answers of a few days."""

    period: Period
    answers: int
    earned: float
    total: float

    @property
    def share(self) -> float:
        """Earned of total; 0 without any."""
        return self.earned / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits over a period, whole and in parts that have marked answers."""

    whole: CreditPoint
    points: tuple[CreditPoint, ...]


def credits_earned(table: ReviewTable, period: Period, days_each: int = 7) -> Credits:
    """Credits earned in the period, practice included, in parts of some days."""
    points = (_point(table, part) for part in period.parts(days_each))
    return Credits(_point(table, period), tuple(point for point in points if point.answers))


def _point(table: ReviewTable, period: Period) -> CreditPoint:
    rows = table.within(period) & ~np.isnan(table.total)
    earned, total = float(table.earned[rows].sum()), float(table.total[rows].sum())
    return CreditPoint(period, int(rows.sum()), earned, total)
