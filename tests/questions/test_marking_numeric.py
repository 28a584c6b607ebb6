"""Verdicts on typed answers: right, rounded, named mistakes, credits, and what is never marked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.generators import GENERATORS
from desktop.questions.marking import Marker, NumericResult, PartAnswers, Piece, Verdict
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance, row_of


def key_of(key: str, room: str = "0.005") -> Key:
    return Key("number" if room != "0" else "integer", key, Tolerance("absolute", room))


def row_with(answers: dict[str, Key], *mistakes: tuple[str, dict[str, str]]) -> Row:
    named = tuple(MistakeValues(tuple(names.split()), values) for names, values in mistakes)
    return Row({}, {}, answers, named)


def parts_of(*parts: tuple[float, str]) -> list[PartAnswers]:
    return [PartAnswers(credits=credits, answers=tuple(names.split())) for credits, names in parts]


def mark_one(marker: Marker, key: Key, typed: str, **mistakes: str) -> Verdict:
    row = row_with({"y": key}, *((name, {"y": value}) for name, value in mistakes.items()))
    return marker.mark_numeric(row, parts_of((1, "y")), {"y": typed}).answers["y"]


def said(pieces: tuple[Piece, ...]) -> str:
    """A verdict as text: **stressed**, and mistakes as {name}."""
    return "".join(
        f"**{piece.strong}**" if piece.strong else piece.plain or f"{{{piece.mistake}}}"
        for piece in pieces
    )


STEP = row_of(GENERATORS["mlp_backward_step"].preset("exam"))
STEP_PARTS = parts_of((1.5, "gradient"), (1.5, "new_weight"))


def step(marker: Marker, gradient: str, new_weight: str) -> NumericResult:
    return marker.mark_numeric(STEP, STEP_PARTS, {"gradient": gradient, "new_weight": new_weight})


WORDS = [
    # typed, state, mark, words, note
    ("18", "right", "right", "Right.", ""),
    ("9+9", "right", "right", "Right.", ""),
    ("12", "wrong", "wrong", "**12:** {added}", "The right answer is **18**."),
    ("24/2", "wrong", "wrong", "**12:** {added}", "The right answer is **18**."),
    ("14", "wrong", "wrong", "**14** is not it.", "The right answer is **18**."),
    ("-1/3", "wrong", "wrong", "**−0.3333333333** is not it.", "The right answer is **18**."),
    ("a", "invalid", "none", "Not a number: “a” is unknown.", ""),
]


@pytest.mark.parametrize(("typed", "state", "mark", "words", "note"), WORDS)
def test_verdicts_in_words(
    marker: Marker, typed: str, state: str, mark: str, words: str, note: str
) -> None:
    verdict = mark_one(marker, key_of("18", "0"), typed, added="12")
    assert (verdict.state, verdict.mark) == (state, mark)
    assert (said(verdict.words), said(verdict.note)) == (words, note)


def test_numbers_are_said_with_a_true_minus(marker: Marker) -> None:
    assert said(mark_one(marker, key_of("-0.65"), "-3").note) == "The right answer is **−0.65**."


ROUNDED = "Right, rounded too early: asked for two decimal places."


@pytest.mark.parametrize(
    ("key", "typed", "state"),
    [
        ("-0.65", "-0.7", "rounded"),
        ("-0.65", "−0,7", "rounded"),
        ("0.333", "0.3", "rounded"),
        ("0.333", "0.33", "right"),
        ("0.333", "0.3333", "right"),
        ("12.34", "12", "rounded"),
        ("12.34", "12.4", "wrong"),  # not what rounding gives
        ("1.5", "2", "wrong"),  # more than a tenth off
        ("0.35", "0.4", "wrong"),
        ("0.35", "0.30", "wrong"),  # two places were typed
        ("0.333", "3/10", "wrong"),  # nothing was rounded
        ("0.04", "0", "wrong"),
    ],
)
def test_rounding_too_early(marker: Marker, key: str, typed: str, state: str) -> None:
    verdict = mark_one(marker, key_of(key), typed)
    assert verdict.state == state
    assert (said(verdict.words) == ROUNDED) == (state == "rounded")


def test_a_named_mistake_comes_before_a_rounding(marker: Marker) -> None:
    assert mark_one(marker, key_of("-0.65"), "-0.6", only_first="-0.6").mistakes == ("only_first",)


def test_rounding_too_early_keeps_the_credits(marker: Marker) -> None:
    result = step(marker, "1.5", "-0.7")
    assert result.answers["new_weight"].mark == "partly"
    assert (result.credits, result.rating) == (3, "good")


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (key_of("6", "0"), "whole number, exact"),
        (key_of("1", "0.005"), "to two decimal places"),
        (key_of("1", "0.05"), "to one decimal place"),
        (key_of("1", "0.00005"), "to four decimal places"),
        (key_of("1", "0.01"), "within 0.01"),
        (key_of("1", "0.5"), "within 0.5"),
    ],
)
def test_the_tolerance_in_words(marker: Marker, key: Key, asked: str) -> None:
    assert marker.asked(key) == asked


@pytest.mark.parametrize("typed", ["12.544", "12,544", "-1.000"])
def test_a_mark_for_thousands_is_asked_about(marker: Marker, typed: str) -> None:
    verdict = mark_one(marker, key_of("12544", "0"), typed)
    assert verdict.state == "invalid"
    assert "can be read in two ways" in said(verdict.words)
    assert mark_one(marker, key_of("12.544"), typed).state in ("right", "wrong")


@pytest.mark.parametrize("typed", ["0.500", "6.0", "6.00", "1234.567"])
def test_no_mark_for_thousands_is_seen_where_there_can_be_none(marker: Marker, typed: str) -> None:
    assert mark_one(marker, key_of("6", "0"), typed).state in ("right", "wrong")


def test_what_explains_most_is_named(marker: Marker) -> None:
    both = step(marker, "-1.5", "-0.35")
    assert both.answers["gradient"].mistakes == ("error_reversed",)
    assert both.answers["new_weight"].mistakes == ("error_reversed",)
    second = step(marker, "1.5", "-0.35")
    assert second.answers["gradient"].state == "right"
    assert second.answers["new_weight"].mistakes == ("step_uphill",)


def test_mistakes_of_one_value_are_named_together(marker: Marker) -> None:
    verdict = step(marker, "3", "-0.8").answers["new_weight"]
    assert said(verdict.words) == "**−0.8:** {not_averaged} Or {activation_for_input}"


def test_one_invalid_answer_keeps_all_unmarked(marker: Marker) -> None:
    result = step(marker, "1.5", "two")
    assert (result.state, result.credits, result.total, result.rating) == (
        "invalid",
        None,
        None,
        None,
    )
    assert result.answers["gradient"].state == "waiting"
    assert result.answers["gradient"].words == result.answers["gradient"].note == ()
    assert result.summary == "Nothing is marked yet."


def test_nothing_typed_is_not_marked(marker: Marker) -> None:
    result = marker.mark_numeric(STEP, STEP_PARTS, {})
    assert (result.state, result.parts, result.summary) == ("empty", (), "Nothing is typed yet.")


def test_an_answer_left_out_earns_nothing(marker: Marker) -> None:
    result = step(marker, "1.5", " ")
    assert said(result.answers["new_weight"].words) == "No answer."
    assert [part.earned for part in result.parts] == [1.5, 0]
    assert result.summary == "1.5 of 3 credits suggest Again."


@pytest.mark.parametrize(
    ("credits", "right", "earned"),
    [(1, 0, 0), (1, 1, 0), (1, 2, 0.5), (1, 3, 1), (2, 1, 0.5), (2, 2, 1), (3, 1, 1), (1.5, 2, 1)],
)
def test_a_part_of_three_answers_gives_half_credits(
    marker: Marker, credits: float, right: int, earned: float
) -> None:
    row = row_with({name: key_of("1", "0") for name in "abc"})
    given = {name: "1" if i < right else "2" for i, name in enumerate("abc")}
    result = marker.mark_numeric(row, parts_of((credits, "a b c")), given)
    assert (result.credits, result.total) == (earned, credits)


digits = st.decimals(-(10**5), 10**5, places=4)


@given(digits, st.sampled_from(["0.5", "0.05", "0.005", "0.0005"]), st.sampled_from(".,"))
def test_the_key_itself_is_right(marker: Marker, number: Decimal, room: str, point: str) -> None:
    key = key_of(f"{number:f}", room)
    typed = key.key.replace(".", point).replace("-", "−")
    assert mark_one(marker, key, typed).state == "right"


@given(digits, st.integers(1, 5000), st.integers(-2, 2))
def test_the_edges_of_the_tolerance_are_right_and_symmetric(
    marker: Marker, number: Decimal, room: int, beyond: int
) -> None:
    allowed = Decimal(room) / 10_000
    off = allowed + Decimal(beyond) / 1_000
    verdicts = {
        mark_one(marker, key_of(f"{number:f}", f"{allowed:f}"), f"{number + side * off:f}").state
        for side in (1, -1)
    }
    assert ("right" in verdicts) == (abs(off) <= allowed)
    assert verdicts <= {"right"} or "right" not in verdicts


@given(
    st.dictionaries(st.sampled_from(["gradient", "new_weight", "other"]), st.text(max_size=30)),
)
def test_garbage_is_never_marked(marker: Marker, given: dict[str, str]) -> None:
    result = marker.mark_numeric(STEP, STEP_PARTS, given)
    readable = {name: marker.evaluate(given.get(name, "")) for name in STEP.answers}
    problems = {reading.problem for reading in readable.values()}
    if problems - {None, "nothing is typed"}:
        assert (result.state, result.credits) == ("invalid", None)
        assert not any(verdict.note for verdict in result.answers.values())
