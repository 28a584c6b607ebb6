"""Errors carried forward: what follows from one's own earlier answer earns its credits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions.marking import Marker, NumericResult, PartAnswers
from desktop.questions.variants import Key, MistakeValues, Row, Tolerance

TWO_PLACES = Tolerance("absolute", "0.005")
ROW = Row(
    {"t": "−1", "t:paren": "(−1)", "rate": "0.1", "name": "Adam", "y": "2", "loss": "9"},
    {},
    {
        "y": Key("number", "2", TWO_PLACES),
        "loss": Key("number", "9", TWO_PLACES),
        "step": Key("number", "0.9", TWO_PLACES),
    },
    (MistakeValues(("halved",), {"loss": "4.5", "step": "0.45"}),),
)
PARTS = [
    PartAnswers(credits=1, answers=("y",)),
    PartAnswers(credits=1, answers=("loss",), carry="(y - t)^2", guard="y - t"),
    PartAnswers(credits=1, answers=("step",), carry="rate * loss"),
]


def mark(marker: Marker, y: str, loss: str, step: str) -> NumericResult:
    return marker.mark_numeric(ROW, PARTS, {"y": y, "loss": loss, "step": step})


def states(result: NumericResult) -> list[str]:
    return [result.answers[name].state for name in ("y", "loss", "step")]


@pytest.mark.parametrize(
    ("given", "expected", "credits"),
    [
        ("2 9 0.9", "right right right", 3),
        ("3 16 1.6", "wrong carried carried", 2),
        ("3 9 0.9", "wrong right right", 2),  # the true value is right however it was found
        ("3 9 1.6", "wrong right wrong", 1),
        ("3 15 1.5", "wrong wrong carried", 1),
        ("2 4.5 0.45", "right wrong carried", 2),
        ("2 9 1.6", "right right wrong", 2),
        ("2.004 9.024 0.9", "right right right", 3),  # from its own rounding
        ("-1 0 0", "wrong wrong carried", 1),  # the guard: y = t makes the loss trivial
        ("-1 9 0.9", "wrong right right", 2),
        ("- 9 0.9", "empty right right", 2),
        ("- 16 1.6", "empty wrong carried", 1),
    ],
)
def test_errors_are_forgiven_once(
    marker: Marker, given: str, expected: str, credits: float
) -> None:
    y, loss, step = (text if text != "-" else "" for text in given.split())
    result = mark(marker, y, loss, step)
    assert states(result) == expected.split()
    assert result.credits == credits


def test_it_is_said_that_an_answer_was_carried(marker: Marker) -> None:
    verdict = mark(marker, "3", "16", "0.9").answers["loss"]
    assert [piece.plain or piece.strong for piece in verdict.words] == [
        "Right for your earlier answer."
    ]
    assert "".join(piece.plain or piece.strong or "" for piece in verdict.note) == (
        "From the right one it is 9."
    )
    assert verdict.mark == "right"


def test_a_mistake_is_named_where_it_does_not_follow(marker: Marker) -> None:
    assert mark(marker, "3", "4.5", "0").answers["loss"].mistakes == ("halved",)


def test_nothing_is_carried_from_a_card_that_is_not_marked(marker: Marker) -> None:
    result = mark(marker, "3", "16", "much")
    assert (result.state, states(result)) == ("invalid", ["waiting", "waiting", "invalid"])


@pytest.mark.parametrize("carry", ["loss", "unknown + 1", "(y", "1/0", "ln(0)", "y" * 400])
def test_a_carry_that_cannot_be_computed_carries_nothing(marker: Marker, carry: str) -> None:
    parts = [PARTS[0], PartAnswers(credits=1, answers=("loss",), carry=carry)]
    result = marker.mark_numeric(ROW, parts, {"y": "3", "loss": "16"})
    assert result.answers["loss"].state == "wrong"


def test_entries_of_vectors_and_matrices_have_names(marker: Marker) -> None:
    row = Row(
        {},
        {},
        {
            "x": Key("vector", ("1", "2"), TWO_PLACES),
            "w": Key("matrix", (("1", "0"), ("0", "1")), TWO_PLACES),
            "y": Key("number", "3", TWO_PLACES),
        },
        (),
    )
    parts = [
        PartAnswers(credits=1, answers=("x", "w")),
        PartAnswers(credits=1, answers=("y",), carry="x1 * w11 + x2 * w22"),
    ]
    result = marker.mark_numeric(row, parts, {"x": "(3, 4)", "w": "[1, 0; 0, 2]", "y": "11"})
    assert result.answers["y"].state == "carried"


def test_a_carried_choice_or_list_is_not_computed(marker: Marker) -> None:
    row = Row(
        {},
        {},
        {"y": Key("number", "3", TWO_PLACES), "x": Key("vector", ("1", "2"), TWO_PLACES)},
        (),
    )
    parts = [PARTS[0], PartAnswers(credits=1, answers=("x",), carry="y")]
    result = marker.mark_numeric(row, parts, {"y": "4", "x": "(4, 4)"})
    assert result.answers["x"].state == "wrong"


@pytest.mark.parametrize(
    ("text", "names", "value"),
    [
        ("y1 * x_2", {"y1": 3, "x_2": -2}, -6),
        ("sqrt(a) + exp 0", {"a": 4}, 3),
        ("-y^2", {"y": 3}, -9),
        ("1e3 * e", {"e": 2}, 2000),
    ],
)
def test_an_expression_may_name_values(
    marker: Marker, text: str, names: dict[str, float], value: float
) -> None:
    assert marker.evaluate(text, names).value == value


@pytest.mark.parametrize("text", ["toString", "constructor", "__proto__", "hasOwnProperty(1)"])
def test_only_given_names_are_known(marker: Marker, text: str) -> None:
    assert marker.evaluate(text, {"y": 1}).problem is not None
    assert marker.evaluate("y").problem == "“y” is unknown"


@given(st.decimals(-99, 99, places=2).filter(lambda y: y != -1))
def test_what_follows_from_any_earlier_answer_is_right(marker: Marker, y: Decimal) -> None:
    own_loss = (y + 1) ** 2
    result = mark(marker, f"{y}", f"{own_loss:.4f}", f"{own_loss / 10:.4f}")
    assert result.answers["loss"].state in ("carried", "right")
    assert result.answers["step"].state in ("carried", "right")
