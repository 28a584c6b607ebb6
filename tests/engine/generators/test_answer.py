"""Answers of every kind: their keys, what they accept, and what they refuse to be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop.engine.generators.answer import (
    Answer,
    Significant,
    matrix,
    pick,
    places,
    shape,
    to_digits,
    to_places,
    vector,
    whole_number,
)
from desktop.engine.generators.shown import Shown, shown_all


def test_mistakes_are_compared_as_a_learner_rounds_them() -> None:
    answer = to_places(Shown(Decimal("1.004"), 4), 2)
    assert answer.accepts(Decimal("1.009"))
    assert not answer.accepts(Decimal("0.9985"))  # but it is typed as 1.00, which is right
    assert answer.wrong(Decimal("0.9985")) is None
    assert answer.wrong(Decimal("0.9939")) == "0.9939"
    exact = whole_number(Shown(6))
    assert exact.wrong(7) == "7"
    assert exact.wrong(6) is None


def test_answers_of_every_kind() -> None:
    found = [
        shape("N", 16, 7, batch_optional=True),
        shape(10, also=[(1, 10)]),
        vector(shown_all((1, Decimal("-0.25")), 2), places(2)),
        matrix([shown_all((1, 2)), shown_all((3, 4))]),
        pick("up", ("up", "down")),
        to_digits(Shown(Decimal("0.04567"), 5), 3),
    ]
    assert [answer.key for answer in found] == [
        ("N", "16", "7"),
        ("10",),
        ("1", "-0.25"),
        (("1", "2"), ("3", "4")),
        "up",
        "0.04567",
    ]
    right: list[Any] = [(16, 7), (1, 10), (1, -0.245), ((1, 2), (3, 4)), "up", 0.0457]
    wrong: list[Any] = [(16, 7, "N"), (10, 1), (-0.25, 1), ((1, 3), (2, 4)), "down", 0.0458]
    for answer, value, other in zip(found, right, wrong, strict=True):
        assert answer.accepts(value)
        assert not answer.accepts(other)
    assert found[5].tolerance == Significant(3)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", "1"),
        ("number", (1, 2)),
        ("vector", 1),
        ("vector", ("1", 2)),
        ("vector", ((1,), (2,))),
        ("matrix", (1, 2)),
        ("shape", ("C", 7)),
        ("choice", 1),
    ],
)
def test_a_value_of_another_kind_is_an_error(kind: Any, value: Any) -> None:
    with pytest.raises(TypeError, match="is no"):
        _ = Answer(value, kind).key


def test_an_option_must_be_among_the_options() -> None:
    for options in (("down", "left"), ("up", "up")):
        with pytest.raises(ValueError, match="must be one of different options"):
            pick("up", options)
