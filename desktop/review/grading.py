"""From what was answered to credits and a suggested rating; every kind of card is marked here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop.questions.card import Card
from desktop.questions.marking import (
    ChoiceResult,
    Marker,
    NumericResult,
    PartAnswers,
    RubricResult,
)
from desktop.questions.rows import Row
from desktop.review.records import Rating

LONGEST_ENTRY = 500  # characters of a typed quantity that the log keeps
LONGEST_TEXT = 20_000  # characters of an open answer that the log keeps

Result: TypeAlias = ChoiceResult | NumericResult | RubricResult


@dataclass(frozen=True, slots=True)
class Reply:
    """What a learner answered.

    `ticked` are options or rubric items, counted from 0 in the exam's order; `typed` maps the name
    of a quantity to its text; `text` is an open answer.
    """

    ticked: tuple[int, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def to_json(self) -> str:
        """The reply as it stands in the log, without what is empty."""
        parts = {
            "ticked": list(self.ticked),
            "typed": {name: text[:LONGEST_ENTRY] for name, text in self.typed.items()},
            "text": self.text[:LONGEST_TEXT],
        }
        kept = {name: part for name, part in parts.items() if part}
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
        return text.encode("utf-8", "replace").decode()  # a clipboard may hold half a character

    @classmethod
    def from_json(cls, text: str) -> Reply:
        """The reply of a row of the log; what cannot be read is left out."""
        try:
            parts: Any = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(parts, dict):
            return cls()
        ticked, typed, words = (parts.get(name) for name in ("ticked", "typed", "text"))
        return cls(
            tuple(at for at in _sequence(ticked) if type(at) is int and at >= 0),
            {str(name): str(entry) for name, entry in _mapping(typed).items()},
            words if isinstance(words, str) else "",
        )


@dataclass(frozen=True, slots=True)
class Graded:
    """A marked reply: credits, the rating that they suggest, and all that is to be said."""

    reply: Reply
    earned: float
    total: float
    suggested: Rating
    result: Result


class Grader:
    """Marks replies; the script that marks is loaded at the first one."""

    def __init__(self) -> None:
        self._marker: Marker | None = None

    @property
    def marker(self) -> Marker:
        """The script, for what it says beside its marks."""
        if self._marker is None:
            self._marker = Marker()
        return self._marker

    def grade(self, card: Card, row: Row | None, reply: Reply) -> Graded | None:
        """The reply marked, or None as long as something typed is no number or all is empty.

        A numeric result that says which input is meant: see `numeric`.
        """
        match card.kind:
            case "choice":
                return self.choice(card, reply)
            case "open":
                return self.rubric(card, reply)
            case _:
                assert row is not None, f"{card.id} has no numbers"
                result = self.numeric(card, row, reply.typed)
                if result.credits is None or result.total is None or result.rating is None:
                    return None
                return Graded(reply, result.credits, result.total, rating_of(result.rating), result)

    def choice(self, card: Card, reply: Reply) -> Graded:
        """A choice: options in the exam's order, whatever order they were shown in."""
        right = [option.right for option in card.options]
        ticked = [at in reply.ticked for at in range(len(right))]
        result = self.marker.mark_choice(card.credits, right, ticked)
        return Graded(reply, result.credits, result.total, rating_of(result.rating), result)

    def rubric(self, card: Card, reply: Reply) -> Graded:
        """An open answer by the items that its learner ticked."""
        credits = [item.credits for item in card.rubric]
        ticked = [at in reply.ticked for at in range(len(credits))]
        result = self.marker.mark_rubric(credits, ticked)
        return Graded(reply, result.credits, result.total, rating_of(result.rating), result)

    def numeric(self, card: Card, row: Row, typed: Mapping[str, str]) -> NumericResult:
        """Quantities; with its state "invalid" or "empty" nothing is marked yet."""
        return self.marker.mark_numeric(row, part_answers(card), typed)


def part_answers(card: Card) -> list[PartAnswers]:
    """A numeric card's parts as marking wants them."""
    return [
        PartAnswers(
            credits=part.credits,
            answers=tuple(entry.name for entry in part.inputs),
            carry=part.carry,
            guard=part.guard,
        )
        for part in card.parts
    ]


def rating_of(name: str) -> Rating:
    """The rating of that name, as in "good"."""
    return Rating[name.upper()]


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}
