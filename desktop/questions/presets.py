"""What a question sets its visualization to: a preset's slots become the variant's typed values."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from desktop.engine.generators.shown import Listed, Shown, Word
from desktop.engine.generators.solution import Variant
from desktop.questions.card import Card
from desktop.questions.model import PresetEntry, PresetValue
from desktop.questions.numbers import seed_for
from desktop.questions.slots import SLOT
from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Entry, Number, Value

FIRST = ".first"

Values: TypeAlias = Mapping[str, Shown | Listed | Word | tuple[Any, ...]]


def explore_values(card: Card, seed: int | None) -> dict[str, Value]:
    """What a card sets its visualization to, with the numbers of the variant that a seed makes.

    Without a seed they are the first ones. What cannot be set is left at the view's start: a view
    opens in any case.
    """
    preset = card.explore.preset
    if not preset:
        return {}
    values = _variant(card, seed).values if card.generator else {}
    found: dict[str, Value] = {}
    for name, value in preset.items():
        with contextlib.suppress(PresetError):
            found |= resolved({name: value}, values)
    faults = VIEWS[card.explore.view].faults(found)
    return {name: value for name, value in found.items() if name not in faults}


def _variant(card: Card, seed: int | None) -> Variant:
    from desktop.engine.generators import GENERATORS, generate  # the engine loads at first use

    name = str(card.generator)
    if seed is not None:
        return generate(name, seed)
    if card.kind == "numeric":
        return GENERATORS[name].preset("exam")
    return generate(name, seed_for(card, 0))


class PresetError(ValueError):
    """A preset that names what the variant lacks, or cannot hold."""


def resolved(preset: Mapping[str, PresetValue], values: Values) -> dict[str, Value]:
    """The preset with each slot replaced; a list in a slot is a list, and lists become tuples.

    Raises: PresetError for a slot that the variant has no number, list or word for.
    """
    return {name: _value(value, values) for name, value in preset.items()}


def _value(value: PresetValue, values: Values) -> Value:
    if isinstance(value, list):
        return tuple(_entry(entry, values) for entry in value)
    return _filled(value, values) if isinstance(value, str) else value


def _entry(entry: PresetEntry, values: Values) -> Entry:
    if isinstance(entry, list):
        return tuple(_number_of(number, values) for number in entry)
    filled = _filled(entry, values) if isinstance(entry, str) else entry
    return filled if isinstance(filled, tuple) else _only_number(filled)


def _number_of(entry: int | float | str, values: Values) -> Number:
    return _only_number(_filled(entry, values) if isinstance(entry, str) else entry)


def _only_number(value: object) -> Number:
    if isinstance(value, int | float):
        return value
    raise PresetError(f"{value!r} stands in a list of numbers")


def _filled(text: str, values: Values) -> Number | str | tuple[Number, ...]:
    """The value of a text that is one slot, with a minus before it its opposite; or the text.

    [[name.first]] is the first number of a list.
    """
    if text.startswith("-[["):
        return -_only_number(_filled(text[1:], values))
    match = SLOT.fullmatch(text)
    if match is None:
        return text
    if match["form"]:
        plain = f"[[{match['name']}]]"
        raise PresetError(f"{text} has a written form, and a preset takes the value {plain}")
    found = values.get(match["name"].removesuffix(FIRST))
    match found:
        case Listed() if match["name"].endswith(FIRST):
            return _number(found.numbers[0])
        case Shown() if not match["name"].endswith(FIRST):
            return _number(found.number)
        case Listed():
            return tuple(map(_number, found.numbers))
        case Word():
            return found.text
        case None | Shown():
            raise PresetError(f"{text} is no value of the variant")
        case _:
            raise PresetError(f"{text} is a list of records")


def _number(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else float(number)
