"""Rows: every written form of every value, and what marking reads, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import msgspec
import pytest

from desktop.engine.generators import GENERATORS
from desktop.engine.generators.solution import (
    Absolute,
    Answer,
    NamedMistake,
    Shown,
    Variant,
    whole_number,
)
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance, row_of, slot_names


@dataclass(frozen=True)
class WideLayer:
    index: Shown
    size: Shown


def variant(**values: Shown | tuple[WideLayer, ...]) -> Variant:
    answers = {
        "y": Answer(Decimal("-0.65"), "number", Absolute(Decimal("0.005"))),
        "n": whole_number(Shown(6)),
    }
    return Variant(None, values, answers, (NamedMistake(("a", "b"), {"y": "-0.8"}),))


@pytest.mark.parametrize(
    ("value", "plain", "paren", "sign"),
    [
        (-2, "−2", "(−2)", "− 2"),
        (3, "3", "3", "+ 3"),
        (0, "0", "0", "+ 0"),
        (-0.25, "−0.25", "(−0.25)", "− 0.25"),
        (Decimal("1.50"), "1.5", "1.5", "+ 1.5"),
    ],
)
def test_the_three_forms_of_a_value(
    value: int | float | Decimal, plain: str, paren: str, sign: str
) -> None:
    row = row_of(variant(x2=Shown(value, 4)))
    assert row.values == {"x2": plain, "x2:paren": paren, "x2:sign": sign}


def test_records_are_named_by_their_class() -> None:
    row = row_of(variant(layers=(WideLayer(Shown(1), Shown(-4)),)))
    assert row.values == {}
    (record,) = row.records["layers"]
    assert record["wide_layer.index"] == "1"
    assert record["wide_layer.size:paren"] == "(−4)"
    assert len(record) == 6


def test_keys_and_mistakes_are_decimal_strings() -> None:
    row = row_of(variant())
    assert row.answers == {
        "y": Key("number", "-0.65", Tolerance("absolute", "0.005")),
        "n": Key("integer", "6", Tolerance("absolute", "0")),
    }
    assert row.mistakes == (MistakeValues(("a", "b"), {"y": "-0.8"}),)


def test_the_slots_of_a_repeated_line_are_those_of_the_row_and_of_its_records() -> None:
    row = row_of(variant(x=Shown(1), layers=(WideLayer(Shown(1), Shown(4)),)))
    assert slot_names(row) == {"x", "x:paren", "x:sign"}
    assert slot_names(row, "layers") > slot_names(row) | {"wide_layer.size:sign"}


@pytest.mark.parametrize("name", GENERATORS)
def test_a_row_survives_json(name: str) -> None:
    row = row_of(GENERATORS[name].preset("exam"))
    assert msgspec.json.decode(msgspec.json.encode(row), type=Row) == row
