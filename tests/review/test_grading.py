"""Marking of every card of the deck, and replies as the log keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.review.grading import LONGEST_TEXT, Grader, Reply, part_answers
from desktop.review.records import CardState, Rating
from desktop.review.task import new_task

REPLIES = st.builds(
    Reply,
    ticked=st.lists(st.integers(0, 20), unique=True).map(tuple),
    typed=st.dictionaries(st.text(max_size=5), st.text(max_size=10), max_size=4),
    text=st.text(max_size=100),
)


def test_right_replies_earn_all_credits_of_every_card(desk):
    for card in desk.bundle.cards():
        task = new_task(card, CardState.new(card.id), 0)
        graded = desk.grader.grade(card, task.row, desk.right(task))
        assert graded.earned == graded.total == card.credits, card.id
        assert graded.suggested is Rating.GOOD


def test_empty_replies_earn_nothing_or_wait(desk):
    for card in desk.bundle.cards():
        task = new_task(card, CardState.new(card.id), 0)
        graded = desk.grader.grade(card, task.row, Reply())
        if card.generator:
            assert graded is None
        elif card.kind == "open" or any(option.right for option in card.options):
            assert (graded.earned, graded.suggested) == (0, Rating.AGAIN), card.id


def test_a_text_that_is_no_number_is_never_scored(desk):
    card = desk.bundle.card("in2346-2022/6.1")
    typed = {"y1": "2", "y2": "two"}
    assert desk.grader.grade(card, card.rows[0], Reply(typed=typed)) is None
    result = desk.grader.numeric(card, card.rows[0], typed)
    assert result.state == "invalid"
    assert result.answers["y2"].state == "invalid"


def test_part_of_the_credits_suggests_a_lower_rating(desk):
    card = desk.bundle.card("in2346-2022/6.1")
    half = Reply(typed={"y1": "2", "y2": "17"})
    graded = desk.grader.grade(card, card.rows[0], half)
    assert (graded.earned, graded.total, graded.suggested) == (1.0, 2.0, Rating.AGAIN)


def test_marking_knows_parts_carries_and_guards_of_every_card(desk):
    carried = 0
    for card in desk.bundle.cards():
        parts = part_answers(card)
        carried += sum(part.carry is not None for part in parts)
        for part, marked in zip(card.parts, parts, strict=True):
            assert marked.answers == tuple(entry.name for entry in part.inputs)
            assert (marked.carry, marked.guard) == (part.carry, part.guard)
            assert marked.credits == part.credits
    assert carried


@given(REPLIES)
def test_a_reply_comes_back_from_the_log(reply):
    assert Reply.from_json(reply.to_json()) == reply


def test_an_empty_reply_takes_no_room_and_a_long_one_a_bounded_one():
    assert Reply().to_json() == ""
    assert Reply.from_json("") == Reply()
    assert len(Reply(text="a" * 10**6).to_json()) < LONGEST_TEXT + 20


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "3",
        '"ticked"',
        '{"ticked": 3, "typed": [1], "text": {}}',
        '{"ticked": [true, -1]}',
    ],
)
def test_a_damaged_reply_is_an_empty_one(text):
    assert Reply.from_json(text) == Reply()


def test_the_script_is_loaded_at_the_first_mark():
    grader = Grader()
    assert grader._marker is None
    assert grader.marker is grader.marker


def test_half_a_character_from_a_damaged_clipboard_can_be_saved():
    text = Reply(typed={"y1": "\ud800"}, text="a\udfff").to_json()
    assert text.encode()
    assert Reply.from_json(text) == Reply(typed={"y1": "?"}, text="a?")
