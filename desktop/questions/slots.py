"""Slots: the places in a text or a formula that a variant's values fill.

[[name]], [[name:paren]], [[name:sign]], and [[record.field]] in a line that is repeated for every
record of a list. There is no other logic: a row holds every written form of every value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from desktop.questions.document import Slot

OPENING = "[["
WORD = "[a-z][a-z0-9_]*"
SLOT = re.compile(rf"\[\[(?P<name>{WORD}(?:\.{WORD})?)(?::(?P<form>paren|sign))?\]\]")
EXCERPT_LENGTH = 24


class SlotError(ValueError):
    """A slot that cannot be read or filled; `offset` is its place in the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class FoundSlot(NamedTuple):
    """A slot and the part of the text that it takes."""

    start: int
    end: int
    slot: Slot

    @property
    def key(self) -> str:
        """The entry of a row that fills the slot: name, or name:form."""
        return slot_key(self.slot)


def slot_key(slot: Slot) -> str:
    """The entry of a row that fills a slot: name, or name:form."""
    return f"{slot.name}:{slot.form}" if slot.form else slot.name


def find_slots(text: str) -> Iterator[FoundSlot]:
    """Every slot of a text or a formula, in order.

    Raises: SlotError at a malformed slot, or one with a link's `](` at its end.
    """
    at = text.find(OPENING)
    while at >= 0:
        match = SLOT.match(text, at)
        if match is None:
            raise SlotError(_malformed(text, at), at)
        if text.startswith("(", match.end()):
            raise SlotError(
                f"{match.group()}( reads as a link in Markdown: put a space before the bracket", at
            )
        form = cast(Literal["", "paren", "sign"], match["form"] or "")
        yield FoundSlot(at, match.end(), Slot(match["name"], form))
        at = text.find(OPENING, match.end())


def split_text(text: str) -> list[str | Slot]:
    """A text as plain pieces and slots, in order; no piece is empty.

    Raises: SlotError as find_slots.
    """
    pieces: list[str | Slot] = []
    at = 0
    for found in find_slots(text):
        pieces += [text[at : found.start], found.slot]
        at = found.end
    pieces.append(text[at:])
    return [piece for piece in pieces if piece != ""]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text or a formula with every slot replaced by its written value.

    Raises: SlotError as find_slots, and for a slot that `values` does not know.
    """
    filled: list[str] = []
    at = 0
    for start, end, key in _places(text):
        if key not in values:
            raise SlotError(f"[[{key}]] has no value", start)
        filled += [text[at:start], values[key]]
        at = end
    filled.append(text[at:])
    return "".join(filled)


@lru_cache(maxsize=4096)  # a card's texts are filled again for every variant
def _places(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((found.start, found.end, found.key) for found in find_slots(text))


def _malformed(text: str, at: int) -> str:
    closing = text.find("]]", at)
    if closing < 0:
        return "[[ is not closed: write [[name]], or [ [ where brackets are meant"
    excerpt = text[at : min(closing + 2, at + EXCERPT_LENGTH)]
    return (
        f"{excerpt} is no slot: write [[name]], [[name:paren]] or [[name:sign]] in lower case "
        "without spaces, or [ [ where brackets are meant"
    )
