"""Rows of the log and states of cards as the values of their columns, and back."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from desktop.review.records import CardState, Event, Kind, LogRow, Rating, State

STATE_COLUMNS = (
    "state",
    "step",
    "stability",
    "difficulty",
    "due_ms",
    "due_day",
    "last_review_ms",
    "last_review_day",
    "reps",
    "lapses",
    "suspended",
    "buried_day",
    "flag",
)
EVENT_COLUMNS = (
    "uid",
    "kind",
    "card_id",
    "content_hash",
    "rating",
    "took_ms",
    "variant",
    "seed",
    "reply",
    "credits_earned",
    "credits_total",
    "flag",
    "detail",
)
HAPPENED_COLUMNS = (
    "at_ms",
    "clock_ms",
    "utc_offset_min",
    "study_day",
    "scheduler_id",
    "undoes_seq",
)
# All that a row says, in the order in which it is hashed and exported; the chain comes last.
SAID_COLUMNS = (
    "seq",
    *EVENT_COLUMNS,
    *HAPPENED_COLUMNS,
    *(f"after_{name}" for name in STATE_COLUMNS),
)
LOG_COLUMNS = (*SAID_COLUMNS, "chain")

SELECT_LOG = f"SELECT {', '.join(LOG_COLUMNS)} FROM review_log"
INSERT_LOG = (
    f"INSERT INTO review_log ({', '.join(LOG_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(LOG_COLUMNS))})"
)
SELECT_STATE = f"SELECT card_id, {', '.join(STATE_COLUMNS)}, checksum FROM card_state"
REPLACE_STATE = (
    f"INSERT OR REPLACE INTO card_state (card_id, {', '.join(STATE_COLUMNS)}, checksum) "
    f"VALUES ({', '.join('?' * (len(STATE_COLUMNS) + 2))})"
)

_HAPPENED = 1 + len(EVENT_COLUMNS)
_AFTER = _HAPPENED + len(HAPPENED_COLUMNS)


def state_values(state: CardState) -> tuple[Any, ...]:
    """The values of STATE_COLUMNS."""
    return (
        state.state.value,
        state.step,
        state.stability,
        state.difficulty,
        state.due_ms,
        state.due_day,
        state.last_review_ms,
        state.last_review_day,
        state.reps,
        state.lapses,
        int(state.suspended),
        state.buried_day,
        state.flag,
    )


def state_of(card_id: str, values: Sequence[Any]) -> CardState:
    """The state whose values these are.

    Raises: ValueError if they are those of no state.
    """
    state, step, stability, difficulty, due_ms, due_day, last_ms, last_day, *marks = values
    reps, lapses, suspended, buried_day, flag = marks
    return CardState(
        card_id,
        State(state),
        step,
        stability,
        difficulty,
        due_ms,
        due_day,
        last_ms,
        last_day,
        reps,
        lapses,
        bool(suspended),
        buried_day,
        flag,
    )


def state_record(state: CardState) -> tuple[Any, ...]:
    """The values of a row of card_state."""
    values = (state.card_id, *state_values(state))
    return (*values, checksum(values))


def checksum(values: Sequence[Any]) -> int:
    """The CRC-32 of a row's values."""
    return zlib.crc32(repr(tuple(values)).encode())


def event_values(event: Event) -> tuple[Any, ...]:
    """The values of EVENT_COLUMNS; a seed may not fit into SQLite's integers, so it is text."""
    return (
        event.uid,
        event.kind.value,
        event.card_id,
        event.content_hash,
        None if event.rating is None else int(event.rating),
        event.took_ms,
        event.variant,
        None if event.seed is None else str(event.seed),
        event.reply,
        _real(event.credits_earned),
        _real(event.credits_total),
        event.flag,
        event.detail,
    )


def said_values(row: LogRow) -> tuple[Any, ...]:
    """The values of SAID_COLUMNS."""
    after = state_values(row.after) if row.after else (None,) * len(STATE_COLUMNS)
    return (
        row.seq,
        *event_values(row),
        row.at_ms,
        row.clock_ms,
        row.utc_offset_min,
        row.study_day,
        row.scheduler_id,
        row.undoes_seq,
        *after,
    )


def row_of(values: Sequence[Any]) -> LogRow:
    """The row whose values of LOG_COLUMNS these are.

    Raises: ValueError if they are those of no row.
    """
    seq, uid, kind, card_id, content_hash, rating, took_ms, variant, seed, reply, *rest = values[
        :_HAPPENED
    ]
    earned, total, flag, detail = rest
    at_ms, clock_ms, offset, day, scheduler_id, undoes_seq = values[_HAPPENED:_AFTER]
    return LogRow(
        seq=seq,
        uid=uid,
        kind=Kind(kind),
        card_id=card_id,
        content_hash=content_hash,
        rating=None if rating is None else Rating(rating),
        took_ms=took_ms,
        variant=variant,
        seed=None if seed is None else int(seed),
        reply=reply,
        credits_earned=earned,
        credits_total=total,
        flag=flag,
        detail=detail,
        at_ms=at_ms,
        clock_ms=clock_ms,
        utc_offset_min=offset,
        study_day=day,
        scheduler_id=scheduler_id,
        undoes_seq=undoes_seq,
        after=None if card_id is None else state_of(card_id, values[_AFTER:-1]),
        chain=values[-1],
    )


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)
