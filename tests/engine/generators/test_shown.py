"""Lists, words and named entries: what slots show besides single numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.engine.generators.shown import (
    Listed,
    Shown,
    Word,
    gridded,
    numbered,
    shape_word,
    shown_all,
)
from desktop.engine.generators.solution import Solution


def test_a_list_shows_its_numbers_rounded() -> None:
    listed = Listed(shown_all((1, Decimal("-0.125"), 2.5), 2))
    assert listed.text == "1, -0.13, 2.5"
    assert listed.numbers == (1, Decimal("-0.13"), Decimal("2.5"))
    assert Listed(()).text == ""


def test_a_shape_is_a_word() -> None:
    assert shape_word(("N", 16, 7, 7)) == Word("N × 16 × 7 × 7")
    assert shape_word((10,)).text == "10"


@pytest.mark.parametrize("text", ["", "<b>", "a & b", "$x$", "a_b", "{", "\\", "[[a]]", "a" * 61])
def test_a_word_holds_nothing_that_a_page_would_read(text: str) -> None:
    with pytest.raises(ValueError, match="is no plain word for a slot"):
        Word(text)


def test_entries_get_names_of_their_own() -> None:
    one, two = Shown(1), Shown(2)
    assert numbered("x", (one, two)) == {"x1": one, "x2": two}
    assert gridded("w", ((one, two), (two, one))) == {
        "w11": one,
        "w12": two,
        "w21": two,
        "w22": one,
    }


def test_a_solution_finds_its_numbers() -> None:
    solution = Solution({"x": Shown(0.125, 2), "word": Word("up")}, {}, {})
    assert solution.number("x") == Decimal("0.13")
    with pytest.raises(TypeError, match="word is no number"):
        solution.number("word")
