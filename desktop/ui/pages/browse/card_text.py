"""A card's two sides as documents under headings, for reading; no answer is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from desktop.questions.card import Card, CardErratum, CardOption, CardRubricItem, fillings
from desktop.questions.document import Block, Document, Inline, ItemList, Paragraph, Strong, Text
from desktop.questions.rows import Row
from desktop.ui.wording import credits_words

LETTERS = "ABCDEF"
NO_VALUES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """Documents under a heading (none: they follow without one), each with what fills its slots."""

    heading: str
    passages: tuple[tuple[Document, Mapping[str, str]], ...]


def front(card: Card, row: Row | None, order: Sequence[int] = ()) -> list[Part]:
    """What is asked, with a variant's numbers; options in `order`, or in the exam's."""
    values = row.values if row else NO_VALUES
    asked = [card.context, card.stem]
    if card.options:
        options = _in_order(card.options, order)
        asked.append(_items(_lettered(option.text, at) for at, option in enumerate(options)))
    inputs = [entry.label for part in card.parts for entry in part.inputs]
    if inputs:
        asked.append(_items(inputs))
    return [Part("", tuple((document, values) for document in asked if document))]


def back(card: Card, row: Row | None, order: Sequence[int] = ()) -> list[Part]:
    """The answer, why it is right, and what to know about it."""
    values = row.values if row else NO_VALUES
    answer = [card.answer, *_verdicts(_in_order(card.options, order)), *_rubric(card.rubric)]
    parts = [
        _part("Answer", answer, values),
        _worked(card, row),
        _part("Explanation", [card.explanation], values),
        _part("Errata", [_erratum(erratum) for erratum in card.errata], values),
        _part("Also accepted", [card.accepted], values),
        _part("Not in the scan", [card.inferred], values),
    ]
    return [part for part in parts if part.passages]


def _in_order(options: Sequence[CardOption], order: Sequence[int]) -> list[CardOption]:
    return [options[at] for at in order] if order else list(options)


def sources(card: Card) -> list[str]:
    """Where to read on, one line each."""
    return [
        f"{source.authors} ({source.year}): {source.title}"
        + (f", {source.where}" if source.where else "")
        for source in card.sources
    ]


def _part(heading: str, documents: Sequence[Document], values: Mapping[str, str]) -> Part:
    return Part(heading, tuple((document, values) for document in documents if document))


def _worked(card: Card, row: Row | None) -> Part:
    if row is None:
        return Part("", ())
    lines = ((step.text, filling) for step in card.solution for filling in fillings(step, row))
    return Part("Worked with these numbers", tuple(lines))


def _verdicts(options: Sequence[CardOption]) -> Iterator[Document]:
    if options:
        yield _items(
            (*_lettered(option.text, at, "true" if option.right else "false"), *option.why)
            for at, option in enumerate(options)
        )


def _rubric(items: Sequence[CardRubricItem]) -> Iterator[Document]:
    if items:
        yield _items(_led(item.item, f"{credits_words(item.credits)}: ") for item in items)


def _erratum(erratum: CardErratum) -> Document:
    return (
        *_led(erratum.says, "The printed solution says: "),
        *_led(erratum.right, "Right is: "),
        *erratum.why,
    )


def _items(documents: Iterator[Document] | Sequence[Document]) -> Document:
    return (ItemList(tuple(documents)),)


def _lettered(document: Document, place: int, verdict: str = "") -> Document:
    return _led(document, f"{LETTERS[place]}{f', {verdict}' if verdict else ''}: ")


def _led(document: Document, words: str) -> Document:
    """The document with strong words before its first line."""
    lead: tuple[Inline, ...] = (Strong((Text(words),)),)
    first, *others = document or (Paragraph(()),)
    opening: tuple[Block, ...] = (Paragraph(lead), first)
    if isinstance(first, Paragraph):
        opening = (Paragraph((*lead, *first.children)),)
    return tuple(chain(opening, others))
