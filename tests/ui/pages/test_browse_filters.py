"""Filters of Browse: what is left, what each word would show; and a near word."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.review.records import State
from desktop.ui.pages.browse.entries import Mark, Standing, days_from_today
from desktop.ui.pages.browse.filters import Facet, Filters, values_of
from desktop.ui.pages.browse.near_words import near_query
from tests.ui.pages.cards import TODAY, entry, many, reviewed

CARDS = many(120)
choices = st.lists(
    st.sampled_from(CARDS).flatmap(
        lambda card: st.sampled_from(
            [(facet, value) for facet in Facet for value in values_of(card, facet)]
        )
    ),
    max_size=5,
)


def chosen(words):
    filters = Filters()
    for facet, value in words:
        if not filters.holds(facet, value):
            filters = filters.toggled(facet, value)
    return filters


@given(choices)
@settings(max_examples=80)
def test_a_card_is_left_if_it_has_one_word_of_each_property(words):
    wanted = {}
    for facet, value in words:
        wanted.setdefault(facet, set()).add(value)
    left = chosen(words).apply(CARDS)
    expected = [
        card
        for card in CARDS
        if all(wanted[facet] & set(values_of(card, facet)) for facet in wanted)
    ]
    assert left == expected


@given(choices)
@settings(max_examples=40)
def test_a_count_is_what_the_word_alone_would_show(words):
    filters = chosen(words)
    counts = filters.counts(CARDS)
    for facet in Facet:
        others = {name: kept for name, kept in filters.chosen.items() if name is not facet}
        expected = Counter(
            value for card in Filters(others).apply(CARDS) for value in values_of(card, facet)
        )
        assert counts[facet] == expected


def test_a_word_chosen_twice_is_no_longer_chosen():
    once = Filters().toggled(Facet.KIND, "open")
    assert once.holds(Facet.KIND, "open")
    assert once.toggled(Facet.KIND, "open") == Filters()


def test_a_search_brings_its_own_order():
    ids = [CARDS[5].card_id, CARDS[2].card_id, "exam/gone"]
    assert [card.card_id for card in Filters().searched(ids).apply(CARDS)] == ids[:2]
    assert Filters().searched([]).apply(CARDS) == []


def test_words_of_a_row():
    new, due, later = entry(0), reviewed(1, due_in=0), reviewed(2, due_in=5, stability=12.3)
    assert [card.standing for card in (new, due, later)] == ["new", "due", "later"]
    assert [card.due_words for card in (new, due, later)] == ["new", "today", "in 5\u00a0days"]
    assert later.stability_words == "12\u00a0d"
    assert new.stability_words == new.difficulty_words == "–"
    learning = reviewed(3, due_in=0, state=State.LEARNING)
    assert learning.standing is Standing.LEARNING


def test_marks_of_a_row():
    marked = reviewed(1, flag=2, suspended=True, buried_day=TODAY, lapses=8, reps=9)
    assert marked.marks == tuple(Mark)
    assert marked.due_words == "suspended"
    assert marked.title_words.startswith("flagged · ")
    assert reviewed(1, buried_day=TODAY).due_words == "tomorrow"
    assert reviewed(1, buried_day=TODAY - 1).marks == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        *((-9, "9 days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow")),
        *((59, "in 59 days"), (61, "in 2 months"), (400, "in 13 months"), (800, "in 2 years")),
    ],
)
def test_days_from_today(days, words):
    assert days_from_today(days).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("dropuot", "dropout"),
        ("Adam dropuot", "adam dropout"),
        ("dropout", None),  # it is known: another reason must be why nothing was found
        ("xyzzyx", None),
        ("", None),
    ],
)
def test_a_near_word(query, near):
    assert near_query(query, ["dropout", "adam", "gradient", "drop"]) == near
