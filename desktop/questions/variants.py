"""A generator's variant -> a row of ready strings, which renderers fill in and marking reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Literal

import msgspec

from desktop.engine.generators.solution import Answer, Shown, Variant

MINUS = "−"  # U+2212, which MathJax sets like its own minus


class RowRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any record of a row; its JSON is what marking.js reads."""


class Tolerance(RowRecord, frozen=True):
    """How far from the key is still right, the edges included."""

    type: Literal["absolute"]
    value: str


class Key(RowRecord, frozen=True):
    """The right answer as a decimal string with a plain minus."""

    kind: Literal["number", "integer"]
    key: str
    tolerance: Tolerance


class MistakeValues(RowRecord, frozen=True):
    """The wrong values, by answer, that the named mistakes lead to."""

    names: tuple[str, ...]
    values: dict[str, str]


class Row(RowRecord, frozen=True):
    """A variant in strings.

    `values` has every written form of every value: x2 −2, x2:paren (−2), x2:sign − 2. `records`
    holds for every list its records, each with such forms under record.field.
    """

    values: dict[str, str]
    records: dict[str, tuple[dict[str, str], ...]]
    answers: dict[str, Key]
    mistakes: tuple[MistakeValues, ...]


def row_of(variant: Variant) -> Row:
    """The row of a variant."""
    values: dict[str, str] = {}
    records: dict[str, tuple[dict[str, str], ...]] = {}
    for name, value in variant.values.items():
        if isinstance(value, Shown):
            values.update(_forms(name, value.text))
        else:
            records[name] = tuple(_record(record) for record in value)
    return Row(
        values,
        records,
        {name: _key(answer) for name, answer in variant.answers.items()},
        tuple(MistakeValues(mistake.names, dict(mistake.values)) for mistake in variant.mistakes),
    )


def slot_names(row: Row, each: str | None = None) -> frozenset[str]:
    """The slots that a text may name, those of the records of the list `each` included."""
    of_list: tuple[Mapping[str, str], ...] = row.records[each] if each else ()
    return frozenset(row.values).union(*of_list)


def _forms(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The written forms of a value: as it is, as a factor, and as a summand after another."""
    negative = text.startswith("-")
    size = text.removeprefix("-")
    plain = f"{MINUS}{size}" if negative else size
    yield name, plain
    yield f"{name}:paren", f"({plain})" if negative else plain
    yield f"{name}:sign", f"{MINUS if negative else '+'} {size}"


def _record(record: Any) -> dict[str, str]:
    """The forms of a record's fields; the record is named by its class: HiddenUnit hidden_unit."""
    prefix = re.sub(r"(?<=.)(?=[A-Z])", "_", type(record).__name__).lower()
    forms: dict[str, str] = {}
    for field in fields(record):
        forms.update(_forms(f"{prefix}.{field.name}", getattr(record, field.name).text))
    return forms


def _key(answer: Answer) -> Key:
    return Key(answer.kind, answer.key, Tolerance("absolute", f"{answer.tolerance.room:f}"))
