"""Whether predicted scores came true: each mock exam beside what was predicted the day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.review.exam.results import ExamResult
from desktop.review.readiness.evidence import evidence_of
from desktop.review.readiness.past import PastStates, table_until
from desktop.review.readiness.prediction import Asked, Prediction, predict
from desktop.review.statistics import ReviewTable
from desktop.review.store import Store


@dataclass(frozen=True, slots=True)
class KeptPrediction:
    """A mock exam and its prediction, in credits of its own paper."""

    uid: str
    day: int
    score: float
    low: float
    high: float
    reached: float
    total: float

    @property
    def holds(self) -> bool:
        """Whether the credits reached lie in the interval."""
        return self.low <= self.reached <= self.high

    @property
    def missed(self) -> float:
        """By how many credits the prediction missed."""
        return abs(self.reached - self.score)


def kept_predictions(
    asked: Sequence[Asked],
    kinds: Mapping[str, str],
    table: ReviewTable,
    store: Store,
    exams: Sequence[ExamResult],
) -> list[KeptPrediction]:
    """For each mock exam what the log up to the day before predicted for its day.

    Exams before which there were too few reviews are left out. A shorter paper counts with its
    share of the credits.
    """
    past = PastStates(store)
    found = []
    for exam in exams:
        before = exam.study_day - 1
        evidence = evidence_of(table_until(table, before), kinds)
        recall, states = store.scheduler.retrievability, past.at_end_of(before)
        said = predict(asked, states, recall, exam.study_day, evidence)
        if isinstance(said, Prediction) and exam.total:
            scale = exam.total / said.total
            low, high = scale * said.low, scale * said.high
            found.append(
                KeptPrediction(
                    exam.uid,
                    exam.study_day,
                    scale * said.score,
                    low,
                    high,
                    exam.earned,
                    exam.total,
                )
            )
    return found
