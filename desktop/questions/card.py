"""A card: everything that one card shows, compiled from the author's records into document trees.

Every question is a card. The deck, the app and the paper are renderers of this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from desktop.questions.document import Document, formulas, plain_text
from desktop.questions.model import PresetValue
from desktop.questions.rows import Row
from desktop.questions.slots import fill


class CardRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any record of a compiled card."""


class CardOption(CardRecord, frozen=True):
    """A statement to tick, whether it is true, and why."""

    text: Document
    right: bool
    why: Document


class CardRubricItem(CardRecord, frozen=True):
    """What earns credits in an open answer."""

    credits: float
    item: Document


class CardInput(CardRecord, frozen=True):
    """A quantity that the learner types."""

    name: str
    label: Document


class CardPart(CardRecord, frozen=True):
    """Quantities that earn credits together; `carry` and `guard` are the author's expressions."""

    credits: float
    inputs: tuple[CardInput, ...]
    carry: str | None = None
    guard: str | None = None


class CardStep(CardRecord, frozen=True):
    """A line of the worked solution; with `each` it is repeated for every record of that list."""

    text: Document
    each: str | None = None


class CardErratum(CardRecord, frozen=True):
    """What the exam's marked solution says, what is right, and why."""

    says: Document
    right: Document
    why: Document


class CardSource(CardRecord, frozen=True):
    """Where to read on."""

    authors: str
    title: str
    year: int
    identifier: str
    where: str | None = None


class CardExplore(CardRecord, frozen=True):
    """The visualization of a card and what it is set to; slots are the variant's values."""

    view: str
    preset: dict[str, PresetValue] = {}


class Card(CardRecord, frozen=True):
    """One card.

    `id` is exam/question or exam/question/drill, `number` the exam's own number. Texts of a numeric
    card or a drill may hold slots, which a row of `rows` fills; row 0 of a numeric card has the
    exam's own numbers.
    """

    id: str
    number: str
    kind: Literal["choice", "open", "numeric", "drill"]
    title: str
    credits: float
    topics: tuple[str, ...]
    problem: str
    deck: str
    context: Document
    figures: tuple[str, ...]
    stem: Document
    answer: Document
    explanation: Document
    errata: tuple[CardErratum, ...]
    accepted: Document
    scan: Literal["intact", "damaged", "lost"]
    inferred: Document
    sources: tuple[CardSource, ...]
    explore: CardExplore
    options: tuple[CardOption, ...] = ()
    rubric: tuple[CardRubricItem, ...] = ()
    parts: tuple[CardPart, ...] = ()
    solution: tuple[CardStep, ...] = ()
    mistakes: dict[str, Document] = {}
    generator: str | None = None
    rows: tuple[Row, ...] = ()
    retired: str | None = None


class CardOutline(msgspec.Struct, frozen=True):
    """A card without its texts and numbers: enough to choose what to study, and quick to read."""

    id: str
    number: str
    kind: Literal["choice", "open", "numeric", "drill"]
    title: str
    credits: float
    topics: tuple[str, ...]
    problem: str
    retired: str | None = None


def documents(card: Card) -> Iterator[Document]:
    """Every text of a card but the steps of its solution, in reading order."""
    yield card.context
    yield card.stem
    for option in card.options:
        yield option.text
    for part in card.parts:
        for entry in part.inputs:
            yield entry.label
    yield card.answer
    for option in card.options:
        yield option.why
    for item in card.rubric:
        yield item.item
    yield from card.mistakes.values()
    yield card.explanation
    for erratum in card.errata:
        yield from (erratum.says, erratum.right, erratum.why)
    yield card.accepted
    yield card.inferred


def formulas_of(card: Card) -> Iterator[tuple[str, bool]]:
    """Every formula that a card shows, filled from its rows, as (TeX, whether displayed)."""
    for values in [row.values for row in card.rows] or [{}]:
        for document in documents(card):
            for tex, display in formulas(document):
                yield fill(tex, values), display
    for row in card.rows:
        for step in card.solution:
            for filling in fillings(step, row):
                for tex, display in formulas(step.text):
                    yield fill(tex, filling), display


def fillings(step: CardStep, row: Row) -> list[dict[str, str]]:
    """The values that a step is filled with: once, or once for every record of its list."""
    if step.each is None:
        return [row.values]
    return [row.values | record for record in row.records[step.each]]


def search_text(card: Card) -> str:
    """All words of a card, for the full-text index."""
    steps = (step.text for step in card.solution)
    return " ".join(plain_text(document) for document in (*documents(card), *steps))


def content_hash(card: Card, row: Row | None) -> str:
    """What a learner was shown, in short: 16 hexadecimal digits of SHA-256 over the card's record.

    With numbers, 16 more over the row follow after a hyphen, so that a changed text and changed
    numbers can be told apart.
    """
    parts: list[Card | Row] = [msgspec.structs.replace(card, rows=())]
    if row is not None:
        parts.append(row)
    encoded = (msgspec.json.encode(part, order="deterministic") for part in parts)
    return "-".join(hashlib.sha256(part).hexdigest()[:16] for part in encoded)


def with_first_rows(card: Card, count: int) -> Card:
    """The card with its first rows alone; the app makes all others itself."""
    return msgspec.structs.replace(card, rows=card.rows[:count])
