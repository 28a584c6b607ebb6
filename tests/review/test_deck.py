"""The deck of the real content."""

from __future__ import annotations

import pytest

from desktop.review.deck import StudyDeck
from tests.review.decks import TOPICS, deck_of, outline


@pytest.fixture(scope="module")
def deck(bundle) -> StudyDeck:
    return StudyDeck.from_bundle(bundle)


def test_it_holds_every_card_in_the_exams_order(deck, bundle):
    assert [card.id for card in deck.cards] == bundle.card_ids()
    for card in bundle.cards():
        found = deck.card_of[card.id]
        assert (found.title, found.credits, found.topics) == (card.title, card.credits, card.topics)
        assert found.exam == "in2346-2022"


def test_a_question_and_its_drills_are_siblings(deck):
    family = deck.siblings_of["in2346-2022/4.1"]
    assert family[0] == "in2346-2022/4.1"
    assert len(family) == 3
    assert all(deck.card_of[card_id].is_drill for card_id in family[1:])


def test_problems_hold_the_exams_credits(deck, bundle):
    [exam] = bundle.exams().values()
    assert [problem.number for problem in deck.problems] == [str(n) for n in range(1, 10)]
    assert sum(problem.credits for problem in deck.problems) == exam.credits == 90
    assert sum(len(problem.cards) for problem in deck.problems) == len(deck)


def test_topics_come_in_teaching_order(deck, bundle):
    tree = [f"{group.id}/{topic.id}" for group in bundle.topics() for topic in group.topics]
    named = [topic.id for topic in deck.topics]
    assert named == [topic for topic in tree if topic in set(named)]
    by_topic = sorted(deck.cards, key=lambda card: card.topic_position)
    places = [tree.index(card.topics[0]) for card in by_topic]
    assert places == sorted(places)
    assert sorted(card.topic_position for card in deck.cards) == list(range(len(deck)))


def test_withdrawn_cards_are_known_but_not_studied():
    deck = deck_of([outline(1, 1), outline(1, 2, retired="wrong"), outline(1, 2, "a")])
    assert "made-2026/1.2" in deck
    assert [card.id for card in deck.studied] == ["made-2026/1.1", "made-2026/1.2/a"]
    assert deck.problems[0].cards == ("made-2026/1.1", "made-2026/1.2/a")
    assert deck.problems[0].credits == deck.card_of["made-2026/1.1"].credits
    assert {topic.id for topic in deck.topics} <= set(TOPICS)
