"""What a card sets its visualization to: every variant of a drill stays in the view's ranges."""

from __future__ import annotations

import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.questions.bundle import Bundle
from desktop.questions.card import Card
from desktop.questions.presets import resolved
from desktop.questions.views import VIEWS

SEEDS = range(200)


@pytest.fixture(scope="module")
def cards(exam_bundle: Bundle) -> dict[str, Card]:
    """The cards with fresh numbers and a visualization, by their generator."""
    return {
        card.generator: card for card in exam_bundle.cards() if card.generator and card.explore.view
    }


@pytest.mark.parametrize("generator", GENERATORS)
def test_every_variant_stays_in_range(cards: dict[str, Card], generator: str) -> None:
    card = cards.get(generator)
    if card is None or not card.explore.preset:
        return
    for seed in SEEDS:
        values = resolved(card.explore.preset, generate(generator, seed).values)
        assert VIEWS[card.explore.view].faults(values) == {}, seed
