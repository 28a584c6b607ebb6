"""True recall against predicted recall."""

from __future__ import annotations

import math
from dataclasses import dataclass

from desktop.review.statistics.period import Period
from desktop.review.statistics.table import Flags, ReviewTable

Z_90 = 1.6449  # of a 90 percent interval


@dataclass(frozen=True, slots=True)
class RecallPoint:
    """Reviews of a few days: the share recalled with its 90 percent interval, and the predicted."""

    period: Period
    reviews: int
    true: float
    predicted: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Recall:
    """Recall over a period, whole (None without reviews) and in parts that have reviews."""

    whole: RecallPoint | None
    points: tuple[RecallPoint, ...]


def recall(table: ReviewTable, period: Period, days_each: int = 7) -> Recall:
    """Recall of reviews that came a day or more after the one before, in parts of some days."""
    parts = [_point(table, part) for part in period.parts(days_each)]
    points = tuple(part for part in parts if part is not None)
    return Recall(_point(table, period), points)


def point_of(table: ReviewTable, rows: Flags, period: Period) -> RecallPoint | None:
    """The recall of these reviews, or None if there are none."""
    count = int(rows.sum())
    if count == 0:
        return None
    recalled = int(table.recalled[rows].sum())
    low, high = wilson(recalled, count)
    predicted = float(table.predicted[rows].mean())
    return RecallPoint(period, count, recalled / count, predicted, low, high)


def wilson(successes: int, count: int, z: float = Z_90) -> tuple[float, float]:
    """Wilson's interval of a share; `count` at least 1."""
    share, square = successes / count, z * z
    middle = (share + square / (2 * count)) / (1 + square / count)
    spread = share * (1 - share) / count + square / (4 * count * count)
    half = z * math.sqrt(spread) / (1 + square / count)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _point(table: ReviewTable, period: Period) -> RecallPoint | None:
    return point_of(table, table.recalls & table.within(period), period)
