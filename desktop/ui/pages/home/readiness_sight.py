"""What the margin of Home says: the predicted score, the next half hour, the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.review.readiness.enough import TooEarly
from desktop.ui.plots.score_history import ScorePoint
from desktop.ui.plots.ticks import date_of
from desktop.ui.wording import amount, capital, counted, number_word

if TYPE_CHECKING:
    # at run time they would bring NumPy, which the first card does not need
    from desktop.review.readiness.kept import KeptPrediction
    from desktop.review.readiness.next_minutes import NextMinutes
    from desktop.review.readiness.prediction import Prediction
    from desktop.review.readiness.study_plan import StudyPlan

INTERVAL = "The interval holds nine times in ten, if nothing more is learned until then."
NO_DATE = "Without the date of the exam this is for today."
NUMBERS_SHOWN = 6
TOGETHER = 3  # neighbouring numbers


@dataclass(frozen=True, slots=True)
class ReadinessSight:
    """Words and numbers of the margin; without a `score` only `early` is said.

    `expected` are the predicted credits by the number of the problem.
    """

    label: str
    early: str = ""
    score: str = ""
    total: str = ""
    interval: str = ""
    remark: str = ""
    history: tuple[ScorePoint, ...] = ()
    passing: float = 0.0
    expected: Mapping[str, float] = field(default_factory=dict)
    next_words: str = ""
    next_ids: tuple[str, ...] = ()
    plan: str = ""
    has_date: bool = False


def label_of(exam_day: int | None) -> str:
    """What the score is for."""
    if exam_day is None:
        return "Predicted score today"
    found = date_of(exam_day)
    return f"Predicted score on {found.day}\u00a0{found:%B}"


def early_words(early: TooEarly) -> str:
    """What is said before there is enough to go by."""
    return f"No prediction yet. It takes {early.needed} reviews; you have {early.reviews}."


def score_words(prediction: Prediction) -> tuple[str, str, str]:
    """The score, of how many credits, between which."""
    return (
        f"{prediction.score:.0f}",
        f"of {amount(prediction.total)} credits",
        f"between {prediction.low:.0f} and {prediction.high:.0f}",
    )


def missed_words(kept: Sequence[KeptPrediction]) -> str:
    """How far predictions of mock exams were off."""
    if not kept:
        return ""
    missed = amount(round(sum(exam.missed for exam in kept) / len(kept), 1))
    exams = "the mock exam" if len(kept) == 1 else f"{counted(len(kept), 'mock exam')}"
    return f"Over {exams} the prediction missed by {missed} credits."


def next_minutes_words(next_minutes: NextMinutes) -> str:
    """Which questions, what they are worth."""
    numbers = list(dict.fromkeys(review.number for review in next_minutes.reviews))
    if not numbers:
        return "Nothing that is due or new would raise the score now."
    shown = runs(sorted(numbers, key=_place))
    more = f" and {len(shown) - NUMBERS_SHOWN} more" if len(shown) > NUMBERS_SHOWN else ""
    gain = f"Worth about {next_minutes.gain:.1f} credits."
    return f"{', '.join(shown[:NUMBERS_SHOWN])}{more}. {gain}"


def runs(numbers: Sequence[str]) -> list[str]:
    """Three and more neighbours together: 5.1 to 5.3."""
    found: list[list[str]] = []
    for number in numbers:
        problem, place = _place(number)
        if found and _place(found[-1][-1]) == (problem, place - 1):
            found[-1].append(number)
        else:
            found.append([number])
    words: list[str] = []
    for run in found:
        words += [f"{run[0]} to {run[-1]}"] if len(run) >= TOGETHER else run
    return words


def _place(number: str) -> tuple[int, int]:
    problem, _, place = number.partition(".")
    return int(problem), int(place or 0)


def plan_words(plan: StudyPlan | None, has_date: bool) -> str:
    """How many cards a day it takes."""
    if not has_date:
        return "No date is set. With one, cards come back in time for it."
    if plan is None:
        return "The exam is over. Set the date of the next one, or none."
    done = "None" if not plan.done_today else capital(number_word(plan.done_today))
    today = f"{done} done {'yet today' if not plan.done_today else 'today'}."
    if plan.days_left == 0:
        return f"The exam is today. {today}"
    left = f"{counted(plan.days_left, 'day')} left"
    return f"{left} at about {counted(plan.cards_a_day, 'card')} a day. {today}"
