"""New cards among due ones, siblings apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.review.spacing import apart, mixed
from tests.review.decks import deck_of, ids, outline

LINES = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["", "a", "b"])), unique=True, max_size=18
)


def cards(line):
    return list(deck_of([outline(1, question, drill) for question, drill in line]).cards)


def violates(placed, at, gap):
    recent = placed[max(0, at - gap) : at]
    return any(card.question == placed[at].question for card in recent)


@given(LINES, st.integers(0, 6))
def test_siblings_are_close_only_where_nothing_else_is_left(line, gap):
    placed = apart(cards(line), gap)
    assert sorted(ids(placed)) == sorted(ids(cards(line)))
    for at, card in enumerate(placed):
        if violates(placed, at, gap):
            recent = {earlier.question for earlier in placed[max(0, at - gap) : at]}
            assert {later.question for later in placed[at:]} <= recent, card.id


@given(LINES)
def test_a_line_without_siblings_is_left_alone(line):
    single = list({question: (question, drill) for question, drill in line}.values())
    assert apart(cards(single)) == cards(single)


def test_siblings_move_back_and_no_other_card_does():
    line = [(1, ""), (1, "a"), (2, ""), (3, ""), (4, ""), (5, ""), (6, ""), (2, "a")]
    moved = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.1/a", "1.2/a"]
    assert ids(apart(cards(line), gap=5)) == [f"made-2026/{name}" for name in moved]


@given(st.integers(0, 30), st.integers(0, 30))
def test_mixing_keeps_both_orders_and_spreads_the_new_evenly(due, new):
    line = mixed([("due", at) for at in range(due)], [("new", at) for at in range(new)])
    assert [entry for entry in line if entry[0] == "due"] == [("due", at) for at in range(due)]
    assert [entry for entry in line if entry[0] == "new"] == [("new", at) for at in range(new)]
    places = [at for at, entry in enumerate(line) if entry[0] == "new"]
    gaps = [after - before for before, after in pairwise(places)]
    assert not gaps or max(gaps) - min(gaps) <= 1
