"""What is left of a sitting, kept up to date by each answer without looking at all cards again."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from itertools import islice

from desktop.review.clock import MINUTE_MS
from desktop.review.deck import StudyCard
from desktop.review.plan import Plan
from desktop.review.records import CardState, Rating, State
from desktop.review.spacing import GAP
from desktop.review.today import Today


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left: due from earlier days, in learning today, never shown."""

    due: int = 0
    learning: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.due + self.learning + self.new


class Queue:
    """The cards of a sitting in turn: a step of learning when it is due, else the next of the line.

    Nothing but the calls moves it, so the same plan and answers give the same cards.
    """

    def __init__(self, plan: Plan, today: Today, ahead_min: int) -> None:
        self._today = today
        self._ahead_ms = ahead_min * MINUTE_MS
        self._line = deque(plan.line)
        self._new = set(plan.new)
        self._in_line = {card.id for card in plan.line}
        self._learning: dict[str, tuple[int, StudyCard]] = {}
        self._steps: list[tuple[int, int, str]] = []  # a heap; outdated entries are passed over
        self._last: str | None = None
        self._first: StudyCard | None = None
        for card, due_ms in plan.learning:
            self._wait(card, due_ms)

    @property
    def counts(self) -> Counts:
        """What is left."""
        new = len(self._new)
        return Counts(len(self._in_line) - new, len(self._learning), new)

    def next(self, now_ms: int) -> StudyCard | None:
        """The card to show now; None if nothing is left, or only steps that are not due yet."""
        if self._first is not None:
            return self._first
        self._drop_stale()
        if self._steps and self._steps[0][0] <= now_ms:
            return self._learning[self._steps[0][2]][1]
        if self._line:
            return self._line[0]
        return self._early(now_ms)

    def following(self, shown: StudyCard, now_ms: int) -> StudyCard | None:
        """The card that probably comes after the one shown; nothing is promised."""
        steps = [
            (due_ms, card.position, card)
            for due_ms, card in self._learning.values()
            if due_ms <= now_ms and card is not shown
        ]
        if steps:
            return min(steps, key=lambda step: step[:2])[2]
        return next((card for card in islice(self._line, 2) if card is not shown), None)

    def waits_until(self) -> int | None:
        """When the next step of learning may be shown, or None if there is none."""
        self._drop_stale()
        return self._steps[0][0] - self._ahead_ms if self._steps else None

    def put_first(self, card: StudyCard) -> None:
        """Show this card next, whatever else waits, until it is answered."""
        self._first = card

    def answer(self, card: StudyCard, rating: Rating, state: CardState | None) -> None:
        """Take note of an answer; `state` is the card's state after it, None in cramming."""
        self._last = card.id
        self._first = None
        self._learning.pop(card.id, None)
        self._new.discard(card.id)
        if card.id in self._in_line:
            self._in_line.remove(card.id)
            self._line.remove(card)
        if state is None:
            if rating is Rating.AGAIN:
                self._line.insert(GAP, card)
                self._in_line.add(card.id)
        elif _in_steps(state) and state.due_ms is not None and state.due_ms < self._today.end_ms:
            self._wait(card, state.due_ms)

    def _wait(self, card: StudyCard, due_ms: int) -> None:
        self._learning[card.id] = due_ms, card
        heapq.heappush(self._steps, (due_ms, card.position, card.id))

    def _drop_stale(self) -> None:
        while self._steps:
            due_ms, _, card_id = self._steps[0]
            if card_id in self._learning and self._learning[card_id][0] == due_ms:
                return
            heapq.heappop(self._steps)

    def _early(self, now_ms: int) -> StudyCard | None:
        """A step that is nearly due, rather not that of the card just answered."""
        near = [
            (card.id == self._last, due_ms, card.position, card)
            for due_ms, card in self._learning.values()
            if due_ms <= now_ms + self._ahead_ms
        ]
        return min(near, key=lambda step: step[:3])[3] if near else None


def _in_steps(state: CardState) -> bool:
    return state.state in (State.LEARNING, State.RELEARNING)
