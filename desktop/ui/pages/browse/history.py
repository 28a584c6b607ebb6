"""The history of a card in words and as two plots, out of its rows in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.review.history import undone
from desktop.review.records import CardState, Kind, LogRow, State
from desktop.ui.pages.browse.entries import NOTHING, short_number

WORDS = {
    Kind.PRACTICE: "Practice",
    Kind.FORGET: "Forgotten",
    Kind.SUSPEND: "Suspended",
    Kind.UNSUSPEND: "Unsuspended",
    Kind.BURY: "Buried",
    Kind.UNBURY: "Unburied",
    Kind.FLAG: "Flagged",
    Kind.IMPORT: "Imported",
}
ANSWERED = frozenset({Kind.REVIEW, Kind.PRACTICE})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a card; `openable` if what was shown then can be shown again."""

    seq: int
    day: int
    what: str
    credits: str
    interval: str
    stability: str
    difficulty: str
    took: str
    undone: bool
    openable: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """Stability in days and difficulty 1 to 10 after each review that counts, by study day."""

    days: tuple[int, ...]
    stability: tuple[float, ...]
    difficulty: tuple[float, ...]


def history_lines(rows: Sequence[LogRow]) -> list[HistoryLine]:
    """What happened, the latest first; an undone row says so, undo itself is no line."""
    taken_back = undone(rows)
    happened = [row for row in rows if row.undoes_seq is None and row.card_id is not None]
    return [_line(row, row.seq in taken_back) for row in reversed(happened)]


def memory_of(rows: Sequence[LogRow]) -> Memory:
    """The memory after each review that counts."""
    taken_back = undone(rows)
    known = [
        (row.study_day, row.after.stability, row.after.difficulty)
        for row in rows
        if row.kind is Kind.REVIEW and row.seq not in taken_back and row.after
    ]
    kept = [(day, s, d) for day, s, d in known if s is not None and d is not None]
    days, stability, difficulty = zip(*kept, strict=True) if kept else ((), (), ())
    return Memory(days, stability, difficulty)


def _line(row: LogRow, taken_back: bool) -> HistoryLine:
    what = row.rating.name.capitalize() if row.rating else WORDS.get(row.kind, str(row.kind))
    if row.kind is Kind.FLAG and not row.flag:
        what = "Flag taken away"
    after = row.after if row.kind is Kind.REVIEW else None
    return HistoryLine(
        seq=row.seq,
        day=row.study_day,
        what=f"{what}, undone" if taken_back else what,
        credits=_credits(row),
        interval=_interval(after, row),
        stability=_days(after.stability) if after else NOTHING,
        difficulty=f"{after.difficulty:.1f}" if after and after.difficulty else NOTHING,
        took=_took(row),
        undone=taken_back,
        openable=row.kind in ANSWERED,
    )


def _credits(row: LogRow) -> str:
    if row.credits_earned is None or row.credits_total is None:
        return NOTHING
    return f"{row.credits_earned:g} of {row.credits_total:g}"


def _interval(after: CardState | None, row: LogRow) -> str:
    if after is None or after.due_day is None or after.due_ms is None:
        return NOTHING
    if after.state is State.REVIEW:
        days = after.due_day - row.study_day
        return f"{days} day" if days == 1 else f"{days} days"
    return f"{max(1, round((after.due_ms - row.at_ms) / 60_000))} min"


def _days(stability: float | None) -> str:
    return NOTHING if stability is None else f"{short_number(stability)} d"


def _took(row: LogRow) -> str:
    return f"{round(row.took_ms / 1000)} s" if row.kind in ANSWERED else NOTHING
