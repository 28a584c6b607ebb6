"""Marking of answers, typed: a thin wrapper of the script, which is the only implementation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec
import quickjs  # type: ignore[import-untyped]

from desktop.questions.rows import Key, Row

FOLDER = Path(__file__).with_name("script")
FRAME = "frame.js"
PARTS = ("evaluator.js", "replies.js", "tolerance.js", "numeric.js", "credits.js")
PLACE_OF_PARTS = "/*PARTS*/\n"
MEMORY_LIMIT = 16 * 2**20  # bytes
TIME_LIMIT = 1  # seconds of CPU for one call, which takes microseconds
BRIDGE = """
function mark(name, args) {
  return JSON.stringify(EndtermMarking[name].apply(null, JSON.parse(args)));
}
"""

Mark: TypeAlias = Literal["right", "partly", "wrong", "none"]
Rating: TypeAlias = Literal["again", "hard", "good"]
Result = TypeVar("Result")


class MarkingRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Any record that marking returns."""


class Reading(MarkingRecord, frozen=True, kw_only=True):
    """What a typed text means: a value, or the problem why it is no number.

    `places` counts the decimal places of a plain number; an expression has None.
    """

    value: float | None
    places: int | None
    problem: str | None


class Piece(MarkingRecord, frozen=True, kw_only=True):
    """A piece of a verdict: exactly one of stressed text, plain text and a mistake's name."""

    strong: str | None = None
    plain: str | None = None
    mistake: str | None = None


class Verdict(MarkingRecord, frozen=True, kw_only=True):
    """What is said about one typed answer."""

    state: Literal["right", "rounded", "carried", "wrong", "empty", "invalid", "waiting"]
    mark: Mark
    words: tuple[Piece, ...]
    note: tuple[Piece, ...]
    mistakes: tuple[str, ...]


class PartCredits(MarkingRecord, frozen=True, kw_only=True):
    """A part's credits and how many were earned."""

    credits: float
    earned: float


class NumericResult(MarkingRecord, frozen=True, kw_only=True):
    """A numeric question's marking; unless its state is "marked" there are no credits."""

    state: Literal["marked", "invalid", "empty"]
    answers: dict[str, Verdict]
    parts: tuple[PartCredits, ...]
    credits: float | None
    total: float | None
    rating: Rating | None
    summary: str


class OptionVerdict(MarkingRecord, frozen=True, kw_only=True):
    """What is said about one box."""

    state: Literal["right", "missed", "tickedFalse", "rightlyOpen"]
    mark: Mark
    text: str


class ChoiceResult(MarkingRecord, frozen=True, kw_only=True):
    """A choice question's marking, options in the order they were given."""

    state: Literal["right", "wrong"]
    mark: Mark
    options: tuple[OptionVerdict, ...]
    words: tuple[Piece, ...]
    credits: float
    total: float
    rating: Rating
    summary: str


class RubricResult(MarkingRecord, frozen=True, kw_only=True):
    """An open question's marking by its learner."""

    credits: float
    total: float
    rating: Rating
    summary: str


class PartAnswers(MarkingRecord, frozen=True, kw_only=True):
    """Answers that earn credits together.

    `carry` computes the part's one answer from earlier answers and the row's values, so that an
    error is forgiven once it has cost its credits; where `guard` is 0 the true value counts.
    """

    credits: float
    answers: tuple[str, ...]
    carry: str | None = None
    guard: str | None = None


def script() -> str:
    """The marking script: the one statement `var EndtermMarking = ...;`."""
    frame, *parts = ((FOLDER / name).read_text(encoding="utf-8") for name in (FRAME, *PARTS))
    return frame.replace(PLACE_OF_PARTS, "\n".join(parts))


class Marker:
    """Marks answers in a QuickJS context of its own; use it in the thread that made it."""

    def __init__(self) -> None:
        self._context = quickjs.Context()
        self._context.set_memory_limit(MEMORY_LIMIT)
        self._context.set_time_limit(TIME_LIMIT)
        self._context.eval(script())
        self._context.eval(BRIDGE)
        self._mark = self._context.get("mark")

    def evaluate(self, text: str, names: Mapping[str, float] | None = None) -> Reading:
        """The number that a learner's text means, or an author's expression over `names`."""
        return self._call(Reading, "evaluate", _sound(text), names)

    def asked(self, key: Key) -> str:
        """The tolerance in words, to stand beside the input."""
        return self._call(str, "asked", key)

    def mark_numeric(
        self, row: Row, parts: Sequence[PartAnswers], given: Mapping[str, str]
    ) -> NumericResult:
        """A numeric question: `given` maps an answer's name to what was typed."""
        typed = {name: _sound(text) for name, text in given.items()}
        return self._call(NumericResult, "markNumeric", row, parts, typed)

    def mark_choice(
        self, credits: float, right: Sequence[bool], ticked: Sequence[bool]
    ) -> ChoiceResult:
        """A choice question: all credits if every box is right, else none."""
        return self._call(ChoiceResult, "markChoice", credits, right, ticked)

    def mark_rubric(self, credits: Sequence[float], ticked: Sequence[bool]) -> RubricResult:
        """An open question: the credits of the items that its learner ticked."""
        return self._call(RubricResult, "markRubric", credits, ticked)

    def _call(self, result: type[Result], name: str, *arguments: Any) -> Result:
        answer = self._mark(name, msgspec.json.encode(arguments).decode())
        return msgspec.json.decode(answer, type=result)


def _sound(text: str) -> str:
    """The text with "?" for halves of characters, which a damaged clipboard holds."""
    return text.encode("utf-8", "replace").decode("utf-8")
