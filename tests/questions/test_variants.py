"""Rows: every written form of every value, and what marking reads, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.answer import (
    Absolute,
    Answer,
    matrix,
    pick,
    places,
    shape,
    to_digits,
    vector,
    whole_number,
    within_share,
)
from desktop.engine.generators.shown import Listed, Shown, Word, shape_word, shown_all
from desktop.engine.generators.solution import NamedMistake, Variant
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance, row_of, slot_names


@dataclass(frozen=True)
class WideLayer:
    index: Shown
    size: Shown


def variant(**values: Any) -> Variant:
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


def test_lists_and_words_have_one_form() -> None:
    row = row_of(variant(x=Listed(shown_all((-1, 2))), shape=shape_word(("N", 7))))
    assert row.values == {"x": "−1, 2", "shape": "N × 7"}


def test_a_record_may_hold_a_word() -> None:
    @dataclass(frozen=True)
    class Step:
        name: Word

    row = row_of(variant(steps=(Step(Word("up")), Step(Word("down")))))
    assert row.records["steps"] == ({"step.name": "up"}, {"step.name": "down"})


def test_keys_of_every_kind() -> None:
    answers = {
        "share": within_share(Shown(Decimal("0.5"), 2), "0.01"),
        "digits": to_digits(Shown(Decimal("0.0457"), 4), 3),
        "gradient": vector(shown_all((1, -2)), places(2)),
        "weight": matrix([shown_all((1, 2)), shown_all((3, 4))]),
        "output": shape("N", 7, also=[(7,)], batch_optional=True),
        "goal": pick("up", ("up", "down")),
    }
    mistake = NamedMistake(("a",), {"gradient": ("2", "1"), "weight": (("1",), ("2",))})
    row = row_of(Variant(None, {}, answers, (mistake,)))
    exact = Tolerance("absolute", "0")
    assert row.answers == {
        "share": Key("number", "0.5", Tolerance("relative", "0.01")),
        "digits": Key("number", "0.0457", Tolerance("significant", "3")),
        "gradient": Key("vector", ("1", "-2"), Tolerance("absolute", "0.005")),
        "weight": Key("matrix", (("1", "2"), ("3", "4")), exact),
        "output": Key("shape", ("N", "7"), exact, also=(("7",),), batch_optional=True),
        "goal": Key("choice", "up", exact, options=("up", "down")),
    }
    assert row.mistakes[0].values == {"gradient": ("2", "1"), "weight": (("1",), ("2",))}
    assert msgspec.json.decode(msgspec.json.encode(row), type=Row) == row


def test_the_slots_of_a_repeated_line_are_those_of_the_row_and_of_its_records() -> None:
    row = row_of(variant(x=Shown(1), layers=(WideLayer(Shown(1), Shown(4)),)))
    assert slot_names(row) == {"x", "x:paren", "x:sign"}
    assert slot_names(row, "layers") > slot_names(row) | {"wide_layer.size:sign"}


@pytest.mark.parametrize("name", GENERATORS)
def test_a_row_survives_json(name: str) -> None:
    row = row_of(generate(name, 0))
    assert msgspec.json.decode(msgspec.json.encode(row), type=Row) == row
