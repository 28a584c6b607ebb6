"""Tolerances: their edges in the engine and in the script, and how they are asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.engine.generators.answer import Absolute, Answer, Relative, Significant
from desktop.engine.generators.solution import NamedMistake, Variant
from desktop.questions.marking import Marker, PartAnswers
from desktop.questions.variants import Key, Tolerance, row_of

PARTS = [PartAnswers(credits=1, answers=("y",))]


def state(marker: Marker, answer: Answer, text: str, *mistakes: NamedMistake) -> str:
    row = row_of(Variant(None, {}, {"y": answer}, mistakes))
    return marker.mark_numeric(row, PARTS, {"y": text}).answers["y"].state


def key(kind: str, value: object, type_: str, amount: str, **more: object) -> Key:
    return Key(kind, value, Tolerance(type_, amount), **more)  # type: ignore[arg-type]


ASKED = [
    (key("integer", "6", "absolute", "0"), "whole number, exact"),
    (key("number", "6", "absolute", "0"), "exact"),
    (key("number", "6", "absolute", "0.0005"), "to three decimal places"),
    (key("number", "6", "absolute", "0.5"), "within 0.5"),
    (key("number", "6", "relative", "0.01"), "within 1 %"),
    (key("number", "6", "relative", "0.005"), "within 0.5 %"),
    (key("number", "6", "significant", "3"), "to three significant digits"),
    (key("number", "6", "significant", "1"), "to one significant digit"),
    (key("vector", ("1", "2"), "absolute", "0"), "a list as in (1, 2.5), exact"),
    (
        key("vector", ("1", "2"), "absolute", "0.05"),
        "a list as in (1, 2.5), to one decimal place",
    ),
    (
        key("matrix", (("1",), ("2",)), "significant", "2"),
        "rows as in [1, 2; 3, 4], to two significant digits",
    ),
    (key("shape", ("N", "7"), "absolute", "0"), "sizes as in Nx2x5"),
    (key("shape", ("8", "7"), "absolute", "0"), "sizes as in 4x2x5"),
    (
        key("shape", ("N", "7"), "absolute", "0", batch_optional=True),
        "sizes as in Nx2x5, N may be left out",
    ),
    (key("choice", "up", "absolute", "0", options=("up", "down")), "pick one"),
]


@pytest.mark.parametrize(("asked", "words"), ASKED)
def test_the_tolerance_in_words(marker: Marker, asked: Key, words: str) -> None:
    assert marker.asked(asked) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.0457", "right"),
        ("0.04565", "right"),
        ("0.04575", "right"),
        ("0.04564", "wrong"),
        ("4.57e-2", "right"),
        ("0.046", "rounded"),
        ("0.05", "rounded"),
        ("0.1", "wrong"),
    ],
)
def test_three_significant_digits(marker: Marker, text: str, expected: str) -> None:
    assert state(marker, Answer(Decimal("0.0457"), "number", Significant(3)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1230", "right"), ("1234", "right"), ("1200", "wrong"), ("1239", "right"), ("1240", "wrong")],
)
def test_digits_before_the_point(marker: Marker, text: str, expected: str) -> None:
    assert state(marker, Answer(Decimal("1234.5"), "number", Significant(3)), text) == expected


def test_rounded_too_early_says_what_was_asked(marker: Marker) -> None:
    answer = Answer(Decimal("0.0457"), "number", Significant(3))
    row = row_of(Variant(None, {}, {"y": answer}, ()))
    (piece,) = marker.mark_numeric(row, PARTS, {"y": "0.046"}).answers["y"].words
    assert piece.plain == "Right, rounded too early: asked for three significant digits."


@pytest.mark.parametrize("tolerance", [Relative(Decimal("0.01")), Significant(2)])
def test_a_zero_is_exact_where_the_tolerance_is_in_proportion(
    marker: Marker, tolerance: Relative | Significant
) -> None:
    answer = Answer(Decimal(0), "number", tolerance)
    assert state(marker, answer, "0") == "right"
    assert state(marker, answer, "0.001") == "wrong"
    assert not answer.accepts(Decimal("0.001"))


values = st.decimals(-(10**5), 10**5, places=4)
tolerances = st.one_of(
    st.sampled_from(["0", "0.5", "0.05", "0.003", "0.0005"]).map(lambda r: Absolute(Decimal(r))),
    st.sampled_from(["0.1", "0.02", "0.005"]).map(lambda share: Relative(Decimal(share))),
    st.integers(1, 5).map(Significant),
)


@given(values, tolerances, st.decimals(-2, 2, places=3))
def test_engine_and_script_agree_about_what_is_right(
    marker: Marker, value: Decimal, tolerance: Absolute | Relative | Significant, off: Decimal
) -> None:
    answer = Answer(value, "number", tolerance)
    typed = value + off * tolerance.room_at(value)
    # the script's slack for binary numbers is a billionth of the key
    edge = abs(abs(off) - 1) * tolerance.room_at(value)
    assume(abs(off) == 1 or edge > Decimal("3e-9") * max(abs(value), 1))
    assume(len(f"{typed:f}") < 80)
    assume(tolerance.room_at(value) > Decimal("0.0001") or off == 0)
    found = state(marker, answer, f"{typed:f}")
    assert (found == "right") == (abs(off) <= 1)
    assert answer.accepts(typed) == (abs(off) <= 1)


@given(st.lists(values, min_size=2, max_size=4), st.integers(0, 3), tolerances)
def test_the_tolerance_holds_for_every_entry(
    marker: Marker, entries: list[Decimal], place: int, tolerance: Absolute | Relative | Significant
) -> None:
    answer = Answer(tuple(entries), "vector", tolerance)
    assert answer.accepts(tuple(entries))
    assert state(marker, answer, f"({', '.join(f'{x:f}' for x in entries)})") == "right"
    other = list(entries)
    other[place % len(other)] += 1 + 3 * tolerance.room_at(other[place % len(other)])
    assert not answer.accepts(tuple(other))
    assert answer.wrong(tuple(other)) is not None
    assert state(marker, answer, f"({', '.join(f'{x:f}' for x in other)})") == "wrong"
