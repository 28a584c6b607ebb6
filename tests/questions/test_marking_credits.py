"""Choice and open questions: boxes, credits, and the rating that they suggest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.questions.marking import ChoiceResult, Marker


def sentence(result: ChoiceResult) -> str:
    return "".join(piece.strong or piece.plain or "" for piece in result.words)


BOXES = [
    # right, ticked, the sentence
    ("1001", "1001", "2 of 2 credits. All four boxes are right."),
    ("0000", "0000", "2 of 2 credits. All four boxes are right."),
    (
        "1001",
        "1101",
        "0 of 2 credits. The exam gives them only when all four boxes are right; three are.",
    ),
    (
        "1001",
        "0111",
        "0 of 2 credits. The exam gives them only when all four boxes are right; one is.",
    ),
    (
        "110",
        "001",
        "0 of 2 credits. The exam gives them only when all three boxes are right; none are.",
    ),
    ("10", "10", "2 of 2 credits. Both boxes are right."),
    ("10", "11", "0 of 2 credits. The exam gives them only when both boxes are right; one is."),
]


@pytest.mark.parametrize(("right", "ticked", "words"), BOXES)
def test_a_choice_is_all_or_nothing(marker: Marker, right: str, ticked: str, words: str) -> None:
    result = marker.mark_choice(2, [c == "1" for c in right], [c == "1" for c in ticked])
    assert sentence(result) == words
    assert result.credits == (2 if right == ticked else 0)
    assert result.rating == ("good" if right == ticked else "again")
    assert result.state == result.mark == ("right" if right == ticked else "wrong")


def test_every_option_gets_its_words(marker: Marker) -> None:
    result = marker.mark_choice(2, [True, True, False, False], [True, False, True, False])
    assert [(option.state, option.mark, option.text) for option in result.options] == [
        ("right", "right", "Right"),
        ("missed", "wrong", "Missed: it is true"),
        ("tickedFalse", "wrong", "Ticked, but false"),
        ("rightlyOpen", "right", "Rightly left open"),
    ]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=6))
def test_a_choice_counts_the_boxes_that_are_right(
    marker: Marker, boxes: list[tuple[bool, bool]]
) -> None:
    result = marker.mark_choice(2, [r for r, _ in boxes], [t for _, t in boxes])
    same = [r == t for r, t in boxes]
    assert [option.mark == "right" for option in result.options] == same
    assert (result.credits == 2) == all(same)


@pytest.mark.parametrize(
    ("credits", "ticked", "rating", "summary"),
    [
        ([0.5, 1, 0.5], "110", "hard", "1.5 of 2 credits suggest Hard."),
        ([0.5, 1, 0.5], "111", "good", "2 of 2 credits suggest Good."),
        ([1, 1], "10", "again", "1 of 2 credits suggest Again."),
        ([1, 1], "00", "again", "0 of 2 credits suggest Again."),
        ([1], "1", "good", "1 of 1 credit suggests Good."),
        ([0.5, 0.5], "10", "again", "0.5 of 1 credit suggests Again."),
        ([1, 1, 0.5], "011", "hard", "1.5 of 2.5 credits suggest Hard."),
    ],
)
def test_a_rubric_adds_up_and_suggests(
    marker: Marker, credits: list[float], ticked: str, rating: str, summary: str
) -> None:
    result = marker.mark_rubric(credits, [c == "1" for c in ticked])
    assert (result.rating, result.summary) == (rating, summary)


@given(st.lists(st.tuples(st.integers(1, 6).map(lambda n: n / 2), st.booleans()), max_size=8))
def test_a_rubric_is_exact_in_half_credits(marker: Marker, items: list[tuple[float, bool]]) -> None:
    result = marker.mark_rubric([credit for credit, _ in items], [tick for _, tick in items])
    assert result.credits == sum(credit for credit, tick in items if tick)
    assert result.total == sum(credit for credit, _ in items)
