"""Finished exams in the log: one row for the sitting, one review for each answer, each once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from desktop.questions.card import content_hash
from desktop.review.exam.marking import MarkedItem
from desktop.review.exam.sheet import Certainty, Sheet
from desktop.review.records import Event, Kind, LogRow
from desktop.review.store import Store

LONGEST_TIME_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What one question came to."""

    number: str
    card_id: str
    earned: float
    total: float
    time_ms: int
    certainty: int | None
    given: bool
    mistakes: tuple[str, ...]
    reply: str

    @property
    def sure(self) -> Certainty | None:
        """How sure the candidate was."""
        return None if self.certainty is None else Certainty(self.certainty)


@dataclass(frozen=True, slots=True)
class ExamResult:
    """A finished sitting, as the log has it."""

    uid: str
    at_ms: int
    study_day: int
    seed: int | None
    minutes: int
    used_ms: int
    items: tuple[ItemResult, ...]

    @property
    def earned(self) -> float:
        """The credits reached."""
        return sum(item.earned for item in self.items)

    @property
    def total(self) -> float:
        """The credits of the paper."""
        return sum(item.total for item in self.items)


def finish(store: Store, sheet: Sheet, marked: Sequence[MarkedItem]) -> ExamResult:
    """Write the sitting and its answers into the log, all or none; a second time changes nothing.

    A question that was never in front of the candidate says nothing about memory and is no review.
    Raises: StoreError, with nothing written; ValueError for a sheet that is not handed in.
    """
    if not sheet.handed_in:
        raise ValueError("the sheet is not handed in")
    items = [_item(entry) for entry in marked]
    detail = {
        "seed": sheet.seed,
        "minutes": sheet.minutes,
        "used_ms": sheet.used_ms,
        "items": [asdict(item) for item in items],
    }
    exam = Event(
        uid=sheet.uid,
        kind=Kind.EXAM,
        credits_earned=sum(item.earned for item in items),
        credits_total=sum(item.total for item in items),
        took_ms=min(sheet.used_ms, LONGEST_TIME_MS),
        detail=json.dumps(detail, ensure_ascii=False),
    )
    reviews = [_review(entry, sheet) for entry in marked if entry.was_seen]
    first = store.append_all([exam, *reviews])[0]
    return result_of(first)


def results(store: Store) -> list[ExamResult]:
    """Every finished exam, the oldest first."""
    kinds = store.counted_values(("kind", "seq"))
    return [result_of(store.row(seq)) for kind, seq in kinds if kind == Kind.EXAM]


def result_of(row: LogRow) -> ExamResult:
    """The sitting that a row of kind EXAM records.

    Raises: ValueError if its detail is no sitting.
    """
    try:
        data = json.loads(row.detail)
        items = tuple(_read(item) for item in data["items"])
        return ExamResult(
            row.uid,
            row.at_ms,
            row.study_day,
            data["seed"],
            data["minutes"],
            data["used_ms"],
            items,
        )
    except (TypeError, LookupError, ValueError) as error:
        raise ValueError(f"row {row.seq} is no sitting: {error!r}") from error


def _item(entry: MarkedItem) -> ItemResult:
    answer = entry.answer
    return ItemResult(
        number=entry.item.number,
        card_id=entry.item.card.id,
        earned=entry.earned,
        total=entry.item.credits,
        time_ms=answer.time_ms,
        certainty=None if answer.certainty is None else int(answer.certainty),
        given=answer.is_given,
        mistakes=entry.mistakes,
        reply=answer.reply.to_json(),
    )


def _read(data: dict[str, Any]) -> ItemResult:
    return ItemResult(**{**data, "mistakes": tuple(data["mistakes"])})


def _review(entry: MarkedItem, sheet: Sheet) -> Event:
    item = entry.item
    return Event(
        uid=f"{sheet.uid}-{item.number}",
        kind=Kind.REVIEW,
        card_id=item.card.id,
        content_hash=content_hash(item.card, item.row),
        rating=entry.rating,
        took_ms=min(entry.answer.time_ms, LONGEST_TIME_MS),
        variant=item.variant,
        seed=item.seed,
        reply=entry.answer.reply.to_json(),
        credits_earned=entry.earned,
        credits_total=item.credits,
        detail=json.dumps({"exam": sheet.uid}),
    )
