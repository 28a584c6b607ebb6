"""Fits the schedule's parameters to a learner's own reviews, and tells whether that helps.

The latest fifth of the reviews is kept aside: parameters are fitted to the earlier ones and judged,
by log loss, on those that they have not seen. What is judged is what may be adopted, and only if it
is better by more than chance explains.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
from numpy.typing import NDArray

from desktop.review.records import Kind, LogRow, Rating
from desktop.review.scheduling import SchedulerSettings
from desktop.review.statistics.table import retrievability

LEAST_REVIEWS = 100
HELD_OUT = 0.2  # of the reviews, the latest
SURE = 1.6449  # standard errors; of differences by chance 95 in 100 are smaller
DECAY = 20  # the parameter that says how fast recall falls
STARTS_ANEW = frozenset({Kind.FORGET, Kind.IMPORT})


class Reviewed(NamedTuple):
    """A review: its rating, and the study days since the one before, 0 for the first."""

    rating: int
    days: int


Line: TypeAlias = tuple[Reviewed, ...]


class TooFewReviewsError(ValueError):
    """There are too few reviews that tell how long a memory lasts."""

    def __init__(self, known: int) -> None:
        super().__init__(f"{known} of {LEAST_REVIEWS} reviews")
        self.known = known
        self.needed = LEAST_REVIEWS


@dataclass(frozen=True, slots=True)
class FitResult:
    """Fitted parameters, and the mean log loss on the held-out reviews before and after.

    `error` is the standard error of the difference; `fitted` and `held_out` count the reviews of
    each part.
    """

    parameters: tuple[float, ...]
    before: float
    after: float
    error: float
    fitted: int
    held_out: int

    @property
    def better(self) -> bool:
        """Whether they predict reviews that they have not seen better, and hardly by chance."""
        return self.before - self.after > SURE * self.error


@dataclass(slots=True)
class _History:
    """A card's reviews since it was new, and the study day of the last one."""

    reviews: list[Reviewed] = field(default_factory=list)
    last_day: int = 0


def fit(rows: Sequence[LogRow], settings: SchedulerSettings) -> FitResult:
    """Parameters fitted to the rows of the log that count, in their order.

    Raises: TooFewReviewsError.
    """
    lines = review_lines(rows)
    if len(lines) < LEAST_REVIEWS:
        raise TooFewReviewsError(len(lines))
    split = len(lines) - round(len(lines) * HELD_OUT)
    earlier, later = lines[:split], lines[split:]
    fitted = FSRS(settings.parameters).compute_parameters(
        [_item(line) for line in earlier], num_relearning_steps=len(settings.relearning_steps)
    )
    parameters = _within_bounds(fitted)
    before, after = (log_losses(each, later) for each in (settings.parameters, parameters))
    error = float((before - after).std(ddof=1)) / math.sqrt(len(later))
    means = float(before.mean()), float(after.mean())
    return FitResult(parameters, *means, error, len(earlier), len(later))


def log_losses(parameters: Sequence[float], lines: Sequence[Line]) -> NDArray[np.float64]:
    """-ln(the chance that was given to what happened), for the last review of each line."""
    states = FSRS(parameters).memory_state_batch([_item(line[:-1]) for line in lines])
    stability = np.array([state.stability for state in states])
    elapsed = np.array([line[-1].days for line in lines])
    recalled = np.array([line[-1].rating > Rating.AGAIN for line in lines])
    recall = retrievability(elapsed, stability, np.full(len(lines), parameters[DECAY]))
    return np.asarray(-np.log(np.where(recalled, recall, 1 - recall)))


def review_lines(rows: Sequence[LogRow]) -> list[Line]:
    """For each review a day or more after the one before: the card's reviews up to it.

    A card that was forgotten or imported starts anew; what came before an import is not known.
    """
    histories: dict[str, _History] = {}
    imported: set[str] = set()
    lines: list[Line] = []
    for row in rows:
        if row.card_id is None:
            continue
        if row.kind in STARTS_ANEW:
            histories.pop(row.card_id, None)
            (imported.add if row.kind is Kind.IMPORT else imported.discard)(row.card_id)
        elif row.kind is Kind.REVIEW and row.rating is not None and row.card_id not in imported:
            history = histories.setdefault(row.card_id, _History())
            days = row.study_day - history.last_day if history.reviews else 0
            history.reviews.append(Reviewed(int(row.rating), days))
            history.last_day = row.study_day
            if days > 0:
                lines.append(tuple(history.reviews))
    return lines


def _item(line: Line) -> FSRSItem:
    return FSRSItem([FSRSReview(*review) for review in line])


def _within_bounds(parameters: Sequence[float]) -> tuple[float, ...]:
    """The parameters as the scheduler takes them; the fit's numbers have less precision."""
    bounds = zip(parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(value, low), high) for value, low, high in bounds)
