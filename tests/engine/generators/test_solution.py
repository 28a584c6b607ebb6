"""Shown values, keys, and mistakes that show or don't."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.generators.answer import to_places, whole_number
from desktop.engine.generators.shown import Shown, exact, written
from desktop.engine.generators.solution import Generator, NamedMistake, Solution, told_apart


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "-0.13"),
        (1.005, 2, "1.01"),  # in binary 1.005 is less than it
        (2.0, 4, "2"),
        (-0.004, 2, "0"),
        (100, 0, "100"),
        (Decimal("0.30000"), 5, "0.3"),
        (99.996, 2, "100"),
        (1e-9, 4, "0"),
    ],
)
def test_a_shown_value_is_rounded_half_up(value: float, decimals: int, text: str) -> None:
    assert Shown(value, decimals).text == text
    assert Shown(value, decimals).number == Decimal(text)


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 5))
def test_rounding_is_off_by_half_a_unit_at_most_and_is_symmetric(
    value: Decimal, decimals: int
) -> None:
    shown = Shown(value, decimals).number
    assert abs(shown - value) * 2 * 10**decimals <= 1
    assert Shown(-value, decimals).number == -shown
    assert Shown(shown, decimals).number == shown


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (Decimal(1) / 3, "0.3333333333"),
        (Decimal("-0.65"), "-0.65"),
        (0.1, "0.1"),
        (12288, "12288"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.00000012345678916"), "0.0000001234567892"),
        (9_999_999_999, "9999999999"),
    ],
)
def test_a_key_has_ten_digits_and_no_exponent(value: Decimal | float, key: str) -> None:
    assert written(value) == key


@pytest.mark.parametrize("value", [10**10, Decimal("NaN"), float("inf")])
def test_what_cannot_be_a_key_is_refused(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="no answer"):
        written(value)


@given(st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-9))
def test_a_key_is_the_number_to_ten_digits(value: float) -> None:
    key = written(value)
    assert float(key) == pytest.approx(value, rel=6e-10)
    digits = key.lstrip("-").replace(".", "").lstrip("0")
    assert len(digits.rstrip("0")) <= 10
    assert "e" not in key.lower()


def test_floats_are_taken_as_they_are_written() -> None:
    assert exact(0.1) + exact(0.2) == Decimal("0.3")


@pytest.mark.parametrize(("value", "right"), [("0.995", True), ("1.005", True), ("1.0051", False)])
def test_an_answer_accepts_up_to_half_its_last_place(value: str, right: bool) -> None:
    assert to_places(Shown(1, 4), 2).accepts(Decimal(value)) is right


def _solution(**mistakes: dict[str, Decimal | float]) -> Solution:
    answers = {"y1": to_places(Shown(2, 4), 2), "y2": whole_number(Shown(0))}
    return Solution({}, answers, mistakes)


def test_a_mistake_that_would_be_marked_right_is_dropped() -> None:
    assert told_apart(_solution(same={"y1": 2, "y2": 0}, near={"y1": 2.004})) == ()


def test_only_the_answers_that_a_mistake_changes_betray_it() -> None:
    assert told_apart(_solution(half={"y1": 2, "y2": 1})) == (NamedMistake(("half",), {"y2": "1"}),)


def test_mistakes_of_equal_values_are_named_together() -> None:
    found = told_apart(_solution(a={"y1": 3, "y2": 1}, b={"y1": 3}, c={"y2": 1, "y1": 3}))
    assert found == (
        NamedMistake(("a", "c"), {"y1": "3", "y2": "1"}),
        NamedMistake(("b",), {"y1": "3"}),
    )


def test_a_preset_is_solved_into_a_variant() -> None:
    generator = Generator(
        "double",
        lambda draw: draw.integer(1, 9),
        lambda x: Solution({"x": Shown(x)}, {"y": whole_number(Shown(2 * x))}, {"once": {"y": x}}),
        presets={"exam": 3},
    )
    variant = generator.preset("exam")
    assert variant.parameters == 3
    assert variant.answers["y"].key == "6"
    assert variant.mistakes == (NamedMistake(("once",), {"y": "3"}),)
