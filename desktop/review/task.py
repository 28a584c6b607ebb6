"""A task: a card as it is put before the learner, with its numbers and the order of its options."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from desktop.questions.card import Card, content_hash
from desktop.questions.numbers import BrokenNumbersError, Numbers, numbers_for, row_from
from desktop.questions.rows import Row
from desktop.review.records import CardState, LogRow, new_uid

PRACTICE_FROM = 10_000_000  # numbers of practice lie beyond all that are reviewed
PRACTICE_EACH = 1_000  # rounds of practice after one review


@dataclass(frozen=True, slots=True)
class Task:
    """A card put before the learner.

    `uid` names the answer before it is saved. `option_order` has the places of the options in the
    exam, in the order shown. `practice` is not part of the schedule. `changed` says, for a task
    shown again, what is not as it was.
    """

    uid: str
    card: Card
    state: CardState
    number: int | None = None
    seed: int | None = None
    row: Row | None = None
    option_order: tuple[int, ...] = ()
    shown_at_ms: int = 0
    practice: bool = False
    changed: str = ""

    @property
    def card_id(self) -> str:
        """The card's id."""
        return self.card.id

    @property
    def content_hash(self) -> str:
        """What is shown, in short."""
        return content_hash(self.card, self.row)


def new_task(card: Card, state: CardState, at_ms: int, *, practice: bool = False) -> Task:
    """The card's next variant: number 0 at its first review, then fresh numbers each time."""
    number = PRACTICE_FROM + state.reps * PRACTICE_EACH if practice else state.reps
    numbers = numbers_for(card, number) if card.generator else None
    return _task(new_uid(), card, state, numbers, at_ms, practice)


def another_task(task: Task, at_ms: int) -> Task:
    """The same skill with other numbers, outside of the schedule."""
    if task.number is None or task.number < PRACTICE_FROM:
        return new_task(task.card, task.state, at_ms, practice=True)
    numbers = numbers_for(task.card, task.number + 1)
    return _task(new_uid(), task.card, task.state, numbers, at_ms, True)


def past_task(card: Card, state: CardState, row: LogRow, at_ms: int) -> Task:
    """The variant of a row of the log again: its numbers, its order of options.

    `changed` says if the card's text has changed since, or its numbers cannot be had any more.
    """
    numbers, lost = None, ""
    if card.generator:
        try:
            numbers = Numbers(row.variant or 0, row.seed, row_from(card, row.seed))
        except BrokenNumbersError:
            numbers = Numbers(0, None, card.rows[0])
            lost = "Its numbers can't be made any more; these are the first ones."
    task = _task(row.uid, card, state, numbers, at_ms, True)
    return replace(task, changed=lost or _change(row.content_hash, task.content_hash))


def option_order(uid: str, count: int) -> tuple[int, ...]:
    """The order in which options are shown: the same for the same uid, on every machine."""
    return tuple(
        sorted(range(count), key=lambda at: hashlib.sha256(f"{uid}/{at}".encode()).digest())
    )


def _task(
    uid: str, card: Card, state: CardState, numbers: Numbers | None, at_ms: int, practice: bool
) -> Task:
    number, seed, row = numbers or (None, None, None)
    order = option_order(uid, len(card.options))
    return Task(uid, card, state, number, seed, row, order, at_ms, practice)


def _change(before: str, now: str) -> str:
    """What differs between two content hashes, in words; nothing if that is not known."""
    texts_before, _, numbers_before = before.partition("-")
    texts_now, _, numbers_now = now.partition("-")
    if before and numbers_before != numbers_now:
        return "Its numbers are made in another way since you answered it; these are not the same."
    if before and texts_before != texts_now:
        return "Its text has changed since you answered it."
    return ""
