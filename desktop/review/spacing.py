"""The order within a sitting: new cards among the due ones, siblings apart."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from typing import TypeVar

from desktop.review.deck import StudyCard

GAP = 5  # cards between two of one question, where the sitting has them

Entry = TypeVar("Entry")


def mixed(due: Sequence[Entry], new: Sequence[Entry]) -> list[Entry]:
    """Both in their own order, the new ones at even distances among the due ones."""
    total = len(due) + len(new)
    places = {(2 * at + 1) * total // (2 * len(new)) for at in range(len(new))}
    due_left, new_left = iter(due), iter(new)
    return [next(new_left if place in places else due_left) for place in range(total)]


def apart(cards: Sequence[StudyCard], gap: int = GAP) -> list[StudyCard]:
    """The same cards with `gap` others between two of one question, moved back as little as needed.

    Where too few others are left, they come as late as they can.
    """
    line = deque(cards)
    delayed: list[tuple[int, int, StudyCard]] = []  # first place allowed, place in line, card
    free_at: dict[str, int] = {}
    placed: list[StudyCard] = []
    while line or delayed:
        place = len(placed)
        if delayed and (delayed[0][0] <= place or not line):
            card = heapq.heappop(delayed)[2]
        else:
            card = line.popleft()
        allowed = free_at.get(card.question, 0)
        if allowed > place and (line or _another(delayed, place)):
            heapq.heappush(delayed, (allowed, len(cards) - len(line), card))
            continue
        placed.append(card)
        free_at[card.question] = place + gap + 1
    return placed


def _another(delayed: list[tuple[int, int, StudyCard]], place: int) -> bool:
    """Whether a delayed card may stand at this place."""
    return bool(delayed) and delayed[0][0] <= place
