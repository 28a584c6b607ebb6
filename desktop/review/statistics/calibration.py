"""Whether cards that were given a chance of recall are recalled that often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.review.statistics.period import Period
from desktop.review.statistics.recall import wilson
from desktop.review.statistics.table import ReviewTable

LEAST_IN_BIN = 25
MOST_BINS = 8


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Reviews of about one predicted recall: the mean predicted, the true share, its interval."""

    reviews: int
    predicted: float
    true: float
    low: float
    high: float


def calibration(table: ReviewTable, period: Period) -> tuple[CalibrationBin, ...]:
    """Reviews sorted by predicted recall, in up to eight bins of about as many each.

    A bin has at least 25 reviews; with fewer there are none. The intervals are Wilson's, of 90
    percent.
    """
    rows = np.flatnonzero(table.recalls & table.within(period))
    count = min(len(rows) // LEAST_IN_BIN, MOST_BINS)
    if not count:
        return ()
    ordered = rows[np.argsort(table.predicted[rows], kind="stable")]
    found = []
    for part in np.array_split(ordered, count):
        recalled = int(table.recalled[part].sum())
        low, high = wilson(recalled, len(part))
        predicted = float(table.predicted[part].mean())
        found.append(CalibrationBin(len(part), predicted, recalled / len(part), low, high))
    return tuple(found)
