"""When a card comes back: py-fsrs (FSRS-6) behind a pure function.

Elapsed time is counted in study days, not in windows of 24 hours: py-fsrs is given noon UTC of the
study day. With real times a card reviewed at nine and again at ten to nine the next morning would
count as reviewed twice on one day, and its stability would hardly grow; and the parameters, ours
as the default ones, are fitted on whole days. Learning steps are added to the real time. So every
review equals plain py-fsrs at noon of its day, to the bit.

py-fsrs's own fuzz draws from a global random generator, which no replay could repeat; it stays off.
Ours, of the same size, is drawn from the card's id and its count of reviews, so that the buttons,
the review itself, a review after undo and a replay agree.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import fsrs
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    FUZZ_RANGES,
    LOWER_BOUNDS_PARAMETERS,
    STABILITY_MIN,
    UPPER_BOUNDS_PARAMETERS,
)

from desktop.review.clock import DAY_MS
from desktop.review.records import CardState, Moment, Rating, State

RETENTION = (0.7, 0.99)
INTERVAL_MAX = 36_500  # days
STABILITY_MAX = 36_500.0  # days
STEPS_MAX = 10
STEP_MAX = 86_400  # seconds
SPREAD_FROM = 2.5  # days; shorter intervals stay as they are
LAST_DAYS = 7  # before an exam, over which cards come back that would come after it
LAST_EXAM_DAY = 100_000  # in the year 2243

_EPOCH_NOON = datetime(1970, 1, 1, 12, tzinfo=UTC)
_STATES = {
    State.NEW: fsrs.State.Learning,
    State.LEARNING: fsrs.State.Learning,
    State.REVIEW: fsrs.State.Review,
    State.RELEARNING: fsrs.State.Relearning,
}
_STATES_BACK = {
    fsrs.State.Learning: State.LEARNING,
    fsrs.State.Review: State.REVIEW,
    fsrs.State.Relearning: State.RELEARNING,
}


class SettingsError(ValueError):
    """Settings of the schedule that cannot work; the message names all that is wrong."""


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """All that the schedule depends on; a change is a row of the log.

    Steps in seconds, up to a day each; `maximum_interval` in days; the study day begins at
    `rollover_hour`, local time; `spread` varies long intervals a little, so that cards learned
    together do not stay together. With an
    `exam_day`, a study day, the schedule aims at recall on it.

    Raises: SettingsError with every problem.
    """

    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = INTERVAL_MAX
    rollover_hour: int = 4
    spread: bool = True
    exam_day: int | None = None

    def __post_init__(self) -> None:
        problems = [*_parameter_problems(self.parameters), *self._range_problems()]
        if problems:
            raise SettingsError("; ".join(problems))

    def _range_problems(self) -> list[str]:
        low, high = RETENTION
        problems = []
        if not (_is_number(self.desired_retention) and low <= self.desired_retention <= high):
            problems.append(
                f"desired retention is {self.desired_retention!r}: take {low} to {high}"
            )
        for name, steps in (
            ("learning steps", self.learning_steps),
            ("relearning steps", self.relearning_steps),
        ):
            if not isinstance(steps, tuple) or len(steps) > STEPS_MAX:
                problems.append(f"{name}: take up to {STEPS_MAX}")
            elif not all(_is_whole(step, 1, STEP_MAX) for step in steps):
                problems.append(f"{name} are {steps!r}: take 1 second to a day each")
        if not _is_whole(self.maximum_interval, 1, INTERVAL_MAX):
            problems.append(
                f"maximum interval is {self.maximum_interval!r}: take 1 to {INTERVAL_MAX} days"
            )
        if not _is_whole(self.rollover_hour, 0, 23):
            problems.append(f"rollover hour is {self.rollover_hour!r}: take 0 to 23")
        if not isinstance(self.spread, bool):
            problems.append(f"spread is {self.spread!r}: take true or false")
        if self.exam_day is not None and not _is_whole(self.exam_day, 0, LAST_EXAM_DAY):
            problems.append(f"exam day is {self.exam_day!r}: take a day, or none")
        return problems

    def to_json(self) -> str:
        """The settings as they stand in the log."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> SchedulerSettings:
        """The settings of a row of the log.

        Raises: SettingsError if the text is no such settings.
        """
        try:
            known: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise SettingsError(f"settings of the schedule are no JSON: {error}") from error
        names = {field.name for field in fields(cls)}
        if not isinstance(known, Mapping) or not known.keys() <= names:
            raise SettingsError("settings of the schedule have unknown names")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in known.items()
        }
        return cls(**values)


class Scheduler:
    """FSRS with fixed settings: pure functions from state and rating to state."""

    def __init__(self, settings: SchedulerSettings) -> None:
        self.settings = settings
        self._fsrs = fsrs.Scheduler(
            parameters=settings.parameters,
            desired_retention=settings.desired_retention,
            learning_steps=[timedelta(seconds=step) for step in settings.learning_steps],
            relearning_steps=[timedelta(seconds=step) for step in settings.relearning_steps],
            maximum_interval=settings.maximum_interval,
            enable_fuzzing=False,
        )

    def review(self, state: CardState, rating: Rating, moment: Moment) -> CardState:
        """The card's state after a rating.

        Raises: TypeError for a rating that is none; ValueError if the result makes no sense.
        """
        if type(rating) is not Rating:
            raise TypeError(f"{rating!r} is no rating")
        noon = _noon(moment.day)
        card, _ = self._fsrs.review_card(_to_fsrs(state), fsrs.Rating(rating), noon)
        interval = card.due - noon
        if card.state is fsrs.State.Review:
            days = self._spread(interval.days, state)
            due_ms, due_day = moment.at_ms + days * DAY_MS, moment.day + days
        else:
            due_ms, due_day = moment.at_ms + round(interval.total_seconds() * 1000), moment.day
        after = replace(
            state,
            state=_STATES_BACK[card.state],
            step=card.step,
            stability=_checked(card.stability, STABILITY_MIN, STABILITY_MAX),
            difficulty=_checked(card.difficulty, 1.0, 10.0),
            due_ms=due_ms,
            due_day=due_day,
            last_review_ms=moment.at_ms,
            last_review_day=moment.day,
            reps=state.reps + 1,
            lapses=state.lapses + (rating is Rating.AGAIN and state.state is State.REVIEW),
        )
        return self.aimed(after)

    def aimed(self, state: CardState) -> CardState:
        """The state with its due day brought before the exam.

        A card that would come on the exam's day or after it, and was last reviewed before the
        `LAST_DAYS` days that lead to it, comes on one of these days; its id and count of reviews
        say on which, so that they do not all come at once. Every other card stays as it is.
        """
        exam_day, last_day, due_day = self.settings.exam_day, state.last_review_day, state.due_day
        if exam_day is None or last_day is None or due_day is None or due_day < exam_day:
            return state
        if state.state is not State.REVIEW or last_day >= exam_day - LAST_DAYS:
            return state
        aimed = exam_day - 1 - _draw(state, LAST_DAYS)
        due_ms = (state.last_review_ms or 0) + (aimed - last_day) * DAY_MS
        return replace(state, due_day=aimed, due_ms=due_ms)

    def preview(self, state: CardState, moment: Moment) -> dict[Rating, CardState]:
        """What each rating would lead to."""
        return {rating: self.review(state, rating, moment) for rating in Rating}

    def retrievability(self, state: CardState, day: int) -> float:
        """The chance, 0 to 1, that the card is recalled on a study day; 0 for a new card."""
        if state.stability is None:
            return 0.0
        return float(self._fsrs.get_card_retrievability(_to_fsrs(state), _noon(day)))

    def _spread(self, days: int, state: CardState) -> int:
        """An interval near `days`, the same share of the way for every rating."""
        if days < SPREAD_FROM or not self.settings.spread:
            return days
        delta = 1.0 + sum(
            part["factor"] * max(min(days, part["end"]) - part["start"], 0.0)
            for part in FUZZ_RANGES
        )
        high = min(round(days + delta), self.settings.maximum_interval)
        low = min(max(2, round(days - delta)), high)
        return low + _draw(state, high - low + 1)


def _draw(state: CardState, count: int) -> int:
    """A number below `count`, the same for the same card after as many reviews."""
    digest = hashlib.sha256(f"{state.card_id}#{state.reps}".encode()).digest()
    return int.from_bytes(digest[:8], "big") * count // 2**64


def _noon(day: int) -> datetime:
    return _EPOCH_NOON + timedelta(days=day)


def _to_fsrs(state: CardState) -> fsrs.Card:
    last = None if state.last_review_day is None else _noon(state.last_review_day)
    return fsrs.Card(
        card_id=0,
        state=_STATES[state.state],
        step=state.step,
        stability=state.stability,
        difficulty=state.difficulty,
        due=_EPOCH_NOON,  # not read; without one py-fsrs would ask the clock
        last_review=last,
    )


def _checked(value: float | None, low: float, high: float) -> float:
    if value is None or not math.isfinite(value):
        raise ValueError(f"the scheduler gave {value!r}")
    return min(max(float(value), low), high)


def _parameter_problems(parameters: tuple[float, ...]) -> list[str]:
    count = len(LOWER_BOUNDS_PARAMETERS)
    if not isinstance(parameters, tuple) or len(parameters) != count:
        return [f"parameters: {count} are needed"]
    bounds = zip(parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return [
        f"parameter {index} is {value!r}: take {low} to {high}"
        for index, (value, low, high) in enumerate(bounds)
        if not (_is_number(value) and low <= value <= high)
    ]


def _is_number(value: object) -> bool:
    return type(value) in (int, float)  # a bool is none; NaN fails every range


def _is_whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high
