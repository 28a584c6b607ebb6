"""A generator's variant -> a row of ready strings, which renderers fill in and marking reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from desktop.engine.generators.answer import Absolute, Answer, Relative
from desktop.engine.generators.answer import Tolerance as EngineTolerance
from desktop.engine.generators.shown import Listed, Shown, Word
from desktop.engine.generators.solution import SlotValue, Variant
from desktop.questions.rows import Key, MistakeValues, Row, Tolerance, slot_names

__all__ = ["Key", "MistakeValues", "Row", "Tolerance", "row_of", "slot_names"]

MINUS = "−"  # U+2212, which MathJax sets like its own minus


def row_of(variant: Variant) -> Row:
    """The row of a variant."""
    values: dict[str, str] = {}
    records: dict[str, tuple[dict[str, str], ...]] = {}
    for name, value in variant.values.items():
        if isinstance(value, tuple):
            records[name] = tuple(_record(record) for record in value)
        else:
            values.update(_forms(name, value))
    return Row(
        values,
        records,
        {name: _key(answer) for name, answer in variant.answers.items()},
        tuple(MistakeValues(mistake.names, dict(mistake.values)) for mistake in variant.mistakes),
    )


def _forms(name: str, value: SlotValue) -> Iterator[tuple[str, str]]:
    """The written forms of a value: as it is, and a number as a factor and as a summand too."""
    if isinstance(value, Word):
        yield name, value.text
    elif isinstance(value, Listed):
        yield name, value.text.replace("-", MINUS)
    else:
        yield from _number_forms(name, value)


def _number_forms(name: str, value: Shown) -> Iterator[tuple[str, str]]:
    text = value.text
    negative = text.startswith("-")
    size = text.removeprefix("-")
    plain = f"{MINUS}{size}" if negative else size
    yield name, plain
    yield f"{name}:paren", f"({plain})" if negative else plain
    yield f"{name}:sign", f"{MINUS if negative else '+'} {size}"


def _record(record: Any) -> dict[str, str]:
    """The forms of a record's fields; the record is named by its class: HiddenUnit hidden_unit."""
    kind: Any = type(record)
    forms: dict[str, str] = {}
    for slot, name in _slots_of(kind):
        forms.update(_forms(slot, getattr(record, name)))
    return forms


@cache
def _slots_of(record: Any) -> tuple[tuple[str, str], ...]:
    """Of every field of a class of records its slot and its name."""
    prefix = re.sub(r"(?<=.)(?=[A-Z])", "_", record.__name__).lower()
    return tuple((f"{prefix}.{field.name}", field.name) for field in fields(record))


def _key(answer: Answer) -> Key:
    return Key(
        answer.kind,
        answer.key,
        _tolerance(answer.tolerance),
        answer.options,
        tuple(tuple(str(size) for size in sizes) for sizes in answer.also),
        answer.batch_optional,
    )


def _tolerance(tolerance: EngineTolerance) -> Tolerance:
    if isinstance(tolerance, Absolute):
        return Tolerance("absolute", f"{tolerance.room:f}")
    if isinstance(tolerance, Relative):
        return Tolerance("relative", f"{tolerance.share:f}")
    return Tolerance("significant", str(tolerance.digits))
