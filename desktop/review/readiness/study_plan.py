"""The plan until the exam: how many cards a day it takes to see all of them in time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.review.records import CardState

REVIEWS_OF_A_NEW_CARD = 4  # until the exam, as the schedule brings it back
LAST_DAYS = 3  # nothing new is begun in the last days


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """Days that are left, today included, new cards and reviews a day until then."""

    days_left: int
    new_a_day: int
    cards_a_day: int
    done_today: int


def study_plan(
    card_ids: Sequence[str],
    states: Mapping[str, CardState],
    today: int,
    exam_day: int,
    done_today: int,
) -> StudyPlan | None:
    """The plan, or None once the exam's day is over.

    New cards are spread over the days before the last three; reviews are those that come due until
    the exam, and those that new cards bring.
    """
    days = exam_day - today
    if days < 0:
        return None
    waiting = [states.get(card_id) or CardState.new(card_id) for card_id in card_ids]
    current = [state for state in waiting if not state.suspended]
    new = sum(state.stability is None for state in current)
    due = sum(
        state.due_day is not None and state.due_day <= exam_day
        for state in current
        if state.stability is not None
    )
    new_days = max(days - LAST_DAYS, 1)
    new_a_day = math.ceil(new / new_days)
    cards = (new * REVIEWS_OF_A_NEW_CARD + due) / max(days, 1)
    return StudyPlan(days, new_a_day, max(math.ceil(cards), new_a_day), done_today)
