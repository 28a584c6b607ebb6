"""Every card with fresh numbers, variant by variant: all slots filled, every formula typeset."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from builder.compile import EXAM_PRESET, fresh_rows
from desktop.engine.generators import GENERATORS
from desktop.formulas import Typesetter
from desktop.questions.bundle import Bundle
from desktop.questions.card import Card, documents, fillings, formulas_of
from desktop.questions.document import Document, Slot, walk
from desktop.questions.slots import slot_key
from desktop.questions.variants import Row, row_of

FEW, MANY = 5, 50
WIDEST = 60  # ems: what scrolls farther is no line of a worked solution


@pytest.fixture(scope="module")
def cards(exam_bundle: Bundle) -> dict[str, Card]:
    """The cards with fresh numbers, by their generator."""
    return {card.generator: card for card in exam_bundle.cards() if card.generator}


def rows_of(card: Card, count: int) -> tuple[Row, ...]:
    """The first rows of a card as the app makes them; a numeric question has the exam's first."""
    assert card.generator
    exam, question, *drill = card.id.split("/")
    fresh = fresh_rows(card.generator, exam, question, "".join(drill), range(count))
    if card.kind != "numeric":
        return fresh
    return (row_of(GENERATORS[card.generator].preset(EXAM_PRESET)), *fresh[1:])


def filled(card: Card, row: Row) -> Iterator[tuple[Document, dict[str, str]]]:
    """Every text of a card with the values that fill it."""
    for document in documents(card):
        yield document, row.values
    for step in card.solution:
        for values in fillings(step, row):
            yield step.text, values


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
@pytest.mark.parametrize("generator", GENERATORS)
def test_every_slot_is_filled_and_every_formula_is_set(
    cards: dict[str, Card], typesetter: Typesetter, generator: str, count: int
) -> None:
    card, rows = cards[generator], rows_of(cards[generator], count)
    assert card.rows[0] == rows[0]
    for row in rows:
        for document, values in filled(card, row):
            slots = [node for node in walk(document) if isinstance(node, Slot)]
            assert all(values[slot_key(slot)] for slot in slots)
    with_rows = msgspec.structs.replace(card, rows=rows)
    for tex, display in set(formulas_of(with_rows)):
        formula = typesetter.formula(tex, display)  # raises for what MathJax refuses
        assert 0 < formula.width < WIDEST, tex
