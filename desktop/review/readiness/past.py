"""What was known on days of the past, from the states that the log keeps beside each answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from desktop.review.readiness.evidence import evidence_of
from desktop.review.readiness.prediction import Asked, Prediction, predict
from desktop.review.records import CardState, State
from desktop.review.statistics import ReviewTable
from desktop.review.store import Store

COLUMNS = ("card_id", "study_day", "after_state", "after_stability", "after_last_review_day")
ARRAYS = ("card", "rating", "day", "took_ms", "earned", "total", "before", "elapsed", "predicted")


@dataclass(frozen=True, slots=True)
class DayPrediction:
    """What was predicted on a day."""

    day: int
    prediction: Prediction


class PastStates:
    """The memory of every card as it was at the end of a day."""

    def __init__(self, store: Store) -> None:
        """Read the log once."""
        self._history: dict[str, tuple[list[int], list[CardState]]] = {}
        for card_id, day, state, stability, last in store.counted_values(COLUMNS):
            if card_id is None:
                continue
            days, states = self._history.setdefault(card_id, ([], []))
            known = replace(
                CardState.new(card_id),
                state=State(state),
                stability=stability,
                last_review_day=last,
            )
            days.append(max(day, days[-1] if days else day))
            states.append(known)

    def at_end_of(self, day: int) -> dict[str, CardState]:
        """The states at the end of a study day; cards not seen until then are left out."""
        found = {}
        for card_id, (days, states) in self._history.items():
            place = bisect_right(days, day)
            if place:
                found[card_id] = states[place - 1]
        return found


def table_until(table: ReviewTable, day: int) -> ReviewTable:
    """The answers up to the end of a study day."""
    known = table.day <= day
    assert set(ARRAYS) < {field.name for field in fields(table)}, "the table's columns are named"
    return replace(table, **{name: getattr(table, name)[known] for name in ARRAYS})


def past_predictions(
    asked: Sequence[Asked],
    kinds: Mapping[str, str],
    table: ReviewTable,
    store: Store,
    days: Sequence[int],
    target: int | None,
) -> Iterator[DayPrediction | None]:
    """What would have been predicted at the end of each day, one at a step.

    The prediction is for the study day `target`, or for the day itself; None where there were too
    few reviews.
    """
    past = PastStates(store)
    recall = store.scheduler.retrievability
    for day in days:
        evidence = evidence_of(table_until(table, day), kinds)
        on = day if target is None else max(day, target)
        found = predict(asked, past.at_end_of(day), recall, on, evidence)
        yield DayPrediction(day, found) if isinstance(found, Prediction) else None
