"""Rows: variants in strings, as bundle and notes hold them; reading one needs no engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["number", "integer", "shape", "vector", "matrix", "choice"]
Written: TypeAlias = str | tuple[str | tuple[str, ...], ...]


class RowRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Any record of a row; its JSON is what the marking script reads."""


class Tolerance(RowRecord, frozen=True):
    """How far from the key is still right, the edges included.

    `value` is the room of an absolute one, the share of a relative one, the count of digits.
    """

    type: Literal["absolute", "relative", "significant"]
    value: str


class Key(RowRecord, frozen=True):
    """The right answer as decimal strings with a plain minus, nested as the answer is.

    number, integer: a string; shape, vector: a list, where a shape's N is the batch; matrix: a list
    of rows; choice: one of `options`.
    """

    kind: Kind
    key: Written
    tolerance: Tolerance
    options: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    batch_optional: bool = False


class MistakeValues(RowRecord, frozen=True):
    """The wrong values, by answer, that the named mistakes lead to."""

    names: tuple[str, ...]
    values: dict[str, Written]


class Row(RowRecord, frozen=True):
    """A variant in strings.

    `values` has every written form of every value: x2 −2, x2:paren (−2), x2:sign − 2; a list or a
    word has one form. `records` holds for every list its records, each with such forms under
    record.field.
    """

    values: dict[str, str]
    records: dict[str, tuple[dict[str, str], ...]]
    answers: dict[str, Key]
    mistakes: tuple[MistakeValues, ...]


def slot_names(row: Row, each: str | None = None) -> frozenset[str]:
    """The slots that a text may name, those of the records of the list `each` included."""
    of_list: tuple[Mapping[str, str], ...] = row.records[each] if each else ()
    return frozenset(row.values).union(*of_list)
