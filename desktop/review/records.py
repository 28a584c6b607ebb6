"""What happens to cards: events, the rows of the log that they become, and a card's state."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """How well the answer was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a card is on its way into memory."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Kind(StrEnum):
    """What a row of the log records."""

    REVIEW = "review"
    PRACTICE = "practice"  # answered outside of the schedule
    UNDO = "undo"
    REDO = "redo"
    FORGET = "forget"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"  # until the next study day
    UNBURY = "unbury"
    FLAG = "flag"
    SCHEDULER = "scheduler"  # settings of the schedule, from here on
    IMPORT = "import"  # a state taken over from elsewhere
    EXAM = "exam"  # a sitting of a whole exam


# What undo takes back, one at a time.
UNDOABLE = frozenset(
    {
        Kind.REVIEW,
        Kind.PRACTICE,
        Kind.FORGET,
        Kind.SUSPEND,
        Kind.UNSUSPEND,
        Kind.BURY,
        Kind.UNBURY,
        Kind.FLAG,
    }
)
# What belongs to one card; the others belong to the profile.
OF_A_CARD = UNDOABLE | {Kind.IMPORT}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens.

    `at_ms` is the effective time in milliseconds since 1970 (UTC), which never goes back; `day` the
    study day, in days since 1970, which never goes back either.
    """

    at_ms: int
    day: int


@dataclass(frozen=True, slots=True)
class CardState:
    """All that is known of a card: its place in the schedule, its memory and its marks.

    `stability` in days; `difficulty` 1 to 10. A card in learning is due at `due_ms`, one in review
    on the study day `due_day`. A buried card rests on the study day `buried_day`. `flag` 0 is none.
    """

    card_id: str
    state: State = State.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_ms: int | None = None
    due_day: int | None = None
    last_review_ms: int | None = None
    last_review_day: int | None = None
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_day: int | None = None
    flag: int = 0

    @classmethod
    def new(cls, card_id: str) -> CardState:
        """A card that nothing has happened to."""
        return cls(card_id)

    def is_due(self, moment: Moment) -> bool:
        """Whether a card that was begun should be shown now, marks aside."""
        if self.state is State.REVIEW:
            return self.due_day is not None and self.due_day <= moment.day
        return self.due_ms is not None and self.due_ms <= moment.at_ms

    def rests(self, day: int) -> bool:
        """Whether the card is suspended, or buried on that study day."""
        return self.suspended or self.buried_day == day


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one asks the store to append.

    `uid` is made when the card is shown, so that a repeated attempt to save counts once. `variant`
    and `seed` name the numbers that were shown (seed: 0 to 2^64 − 1). `reply` is what was answered,
    as JSON. `flag` is the new flag, for FLAG; `detail` is JSON: the settings for SCHEDULER, the
    state for IMPORT, the sitting for EXAM.
    """

    uid: str
    kind: Kind
    card_id: str | None = None
    content_hash: str = ""
    rating: Rating | None = None
    took_ms: int = 0
    variant: int | None = None
    seed: int | None = None
    reply: str = ""
    credits_earned: float | None = None
    credits_total: float | None = None
    flag: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow(Event):
    """A row of the log: an event, when it happened and what it led to.

    `clock_ms` is what the clock said, `utc_offset_min` the local offset then. `scheduler_id` is the
    row with the settings in force. `undoes_seq` is, for UNDO, the row taken back and, for REDO, the
    UNDO taken back. `after` is the state that the card was in afterwards. `chain` is the SHA-256 of
    the previous row's chain and this row.
    """

    seq: int
    at_ms: int
    clock_ms: int
    utc_offset_min: int
    study_day: int
    scheduler_id: int
    undoes_seq: int | None = None
    after: CardState | None = None
    chain: bytes = b""

    @property
    def moment(self) -> Moment:
        """When it happened."""
        return Moment(self.at_ms, self.study_day)


def new_uid() -> str:
    """A name for an event that no other event has."""
    return os.urandom(16).hex()
