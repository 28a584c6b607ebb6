"""A drill's variants as the views see them: the preset of its card, filled by the generator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from desktop.engine.generators import generate
from desktop.questions.bundle import Bundle
from desktop.questions.presets import resolved
from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Value


def variants_of(
    bundle: Bundle, generator: str, seeds: range
) -> Iterator[tuple[dict[str, Value], dict[str, Any]]]:
    """For each seed all values of the view, and the key of each answer."""
    card = next(card for card in bundle.cards() if card.generator == generator)
    for seed in seeds:
        variant = generate(generator, seed)
        preset = resolved(card.explore.preset, variant.values)
        answers = {name: answer.value for name, answer in variant.answers.items()}
        yield VIEWS[card.explore.view].defaults | preset, answers


def numbers(value: Any) -> Any:
    """A key's value as floats, nested as it is."""
    if isinstance(value, tuple):
        return [numbers(entry) for entry in value]
    return float(value) if isinstance(value, int | Decimal) else value
