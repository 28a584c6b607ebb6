"""Which cards a sitting holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.review.clock import HOUR_MS, MINUTE_MS
from desktop.review.records import CardState, State
from desktop.review.selection import Selection
from desktop.review.settings import Settings
from tests.review.decks import DAY, deck_of, ids, made_deck, outline, planned, today

DECK = made_deck(12)
NO_BURYING = Settings(bury_siblings=False)


def reviewed(card_id, due_day=DAY, last_day=DAY - 10, **changes) -> CardState:
    values = {
        "state": State.REVIEW,
        "stability": 10.0,
        "difficulty": 5.0,
        "due_day": due_day,
        "due_ms": today(due_day).end_ms - HOUR_MS,
        "last_review_day": last_day,
        "last_review_ms": today(last_day).end_ms - HOUR_MS,
        "reps": 3,
    }
    return CardState(card_id, **(values | changes))


def learning(card_id, due_ms, last_day=DAY, **changes) -> CardState:
    values = {"state": State.LEARNING, "step": 0, "due_ms": due_ms, "due_day": last_day}
    return reviewed(card_id, last_day=last_day, **(values | changes))


def states(*known: CardState) -> dict[str, CardState]:
    return {state.card_id: state for state in known}


def test_new_cards_come_in_the_exams_order_one_of_a_question():
    questions = [card.id for card in DECK.cards if not card.is_drill]
    assert ids(planned(DECK).line) == questions[:10]
    assert planned(DECK).new == frozenset(questions[:10])


def test_new_cards_come_by_topic():
    line = planned(DECK, settings=Settings(new_order="topic", new_per_day=12)).line
    topics = [card.topics[0] for card in line]
    assert topics == sorted(topics, key=["learning/losses", "cnn/pooling", topics[-1]].index)
    for topic in set(topics):
        positions = [card.position for card in line if card.topics[0] == topic]
        assert positions == sorted(positions)


def test_due_cards_come_longest_due_first_and_no_others():
    known = states(
        reviewed("made-2026/1.1", DAY),
        reviewed("made-2026/1.2", DAY - 3),
        reviewed("made-2026/1.3", DAY + 1),
        reviewed("made-2026/1.4", DAY - 1),
    )
    line = planned(DECK, known, settings=Settings(new_per_day=0)).line
    assert ids(line) == ["made-2026/1.2", "made-2026/1.4", "made-2026/1.1"]


def test_cards_of_one_due_day_come_in_another_order_each_day():
    known = states(*(reviewed(card.id, DAY - 5) for card in DECK.cards))
    settings = Settings(new_per_day=0, bury_siblings=False)
    orders = {
        tuple(ids(planned(DECK, known, settings=settings, day=today(DAY + at)).line))
        for at in range(5)
    }
    assert len(orders) == 5
    assert len({frozenset(order) for order in orders}) == 1


def test_limits_count_what_was_shown_today():
    known = states(
        *(reviewed(card.id) for card in DECK.cards[:8]),
        reviewed(DECK.cards[8].id, DAY + 5, last_day=DAY),
        reviewed(DECK.cards[10].id, DAY + 5, last_day=DAY),
    )
    settings = Settings(new_per_day=3, reviews_per_day=4, bury_siblings=False)
    day = today(introduced=frozenset({DECK.cards[10].id}))
    found = planned(DECK, known, settings=settings, day=day)
    assert len(found.new) == 2
    assert len(found.line) - len(found.new) == 3
    more = planned(DECK, known, Selection(extra_new=4), settings, day)
    assert len(more.new) == 6


def test_cards_in_learning_since_yesterday_are_counted_as_reviews():
    known = states(
        *(reviewed(card.id) for card in DECK.cards[:8]),
        learning(DECK.cards[8].id, today(DAY - 1).end_ms + 1, last_day=DAY - 1),
    )
    settings = Settings(new_per_day=0, reviews_per_day=4, bury_siblings=False)
    found = planned(DECK, known, settings=settings)
    assert (len(found.line), len(found.learning)) == (3, 1)


def test_steps_of_learning_fall_on_today_or_wait():
    end = today().end_ms
    known = states(
        learning("made-2026/1.1", end - 1),
        learning("made-2026/1.2", end),
        learning("made-2026/1.3", end - 5 * HOUR_MS),
    )
    found = planned(DECK, known).learning
    assert [card.id for card, _ in found] == ["made-2026/1.3", "made-2026/1.1"]


def test_a_question_has_one_card_a_day():
    known = states(
        reviewed("made-2026/1.1/drill-0"),
        reviewed("made-2026/1.2", DAY + 4, last_day=DAY),
        reviewed("made-2026/1.2/drill-0"),
        learning("made-2026/1.3/drill-0", today().end_ms - HOUR_MS),
        reviewed("made-2026/1.4"),
        reviewed("made-2026/1.4/drill-0"),
    )
    found = planned(DECK, known)
    questions = [card.question[-3:] for card in found.line]
    assert len(questions) == len(set(questions))
    assert {"1.2", "1.3"}.isdisjoint(questions)
    assert "made-2026/1.1/drill-0" in ids(found.line)
    assert len(planned(DECK, known, settings=NO_BURYING).line) > len(found.line)


def test_what_rests_or_is_withdrawn_is_not_shown():
    deck = deck_of([*(outline(1, at) for at in range(1, 5)), outline(1, 5, retired="wrong")])
    known = states(
        reviewed("made-2026/1.1", suspended=True),
        reviewed("made-2026/1.2", buried_day=DAY),
        reviewed("made-2026/1.3", buried_day=DAY - 1),
        CardState("made-2026/1.4", suspended=True),
        reviewed("made-2026/1.5"),
    )
    for selection in (Selection(), Selection(weak=True), Selection(cram=True)):
        assert ids(planned(deck, known, selection).line) == ["made-2026/1.3"]
    resting = states(learning("made-2026/1.1", 0, suspended=True), reviewed("made-2026/1.2"))
    assert planned(deck, resting).learning == ()


def test_drills_can_be_left_out():
    known = states(*(reviewed(card.id) for card in DECK.cards))
    for found in (
        planned(DECK, known, Selection(drills=False), NO_BURYING),
        planned(DECK, known, settings=replace(NO_BURYING, drills=False)),
    ):
        assert ids(sorted(found.line, key=lambda card: card.position)) == [
            card.id for card in DECK.cards if not card.is_drill
        ]


@pytest.mark.parametrize(
    ("selection", "takes"),
    [
        (Selection(problems=frozenset({"made-2026/2"})), lambda card: card.number[0] == "2"),
        (Selection(topics=frozenset({"cnn/pooling"})), lambda card: "cnn/pooling" in card.topics),
        (Selection(kinds=frozenset({"drill"})), lambda card: card.is_drill),
        (Selection(ids=frozenset({"made-2026/1.2"})), lambda card: card.id == "made-2026/1.2"),
        (Selection(ids=frozenset()), lambda card: False),
        (Selection(flags=frozenset({2, 3})), lambda card: card.position in (4, 6)),
        (Selection(leeches=True), lambda card: card.position == 5),
    ],
    ids=["problem", "topic", "kind", "ids", "no ids", "flags", "leeches"],
)
@pytest.mark.parametrize("cram", [False, True])
def test_a_selection_takes_its_cards_and_no_others(selection, takes, cram):
    known = states(*(reviewed(card.id) for card in DECK.cards))
    for position, change in (4, {"flag": 2}), (6, {"flag": 3}), (5, {"reps": 20, "lapses": 8}):
        card_id = DECK.cards[position].id
        known[card_id] = replace(known[card_id], **change)
    found = planned(DECK, known, replace(selection, cram=cram), NO_BURYING)
    assert {card.id for card in found.line} == {card.id for card in DECK.cards if takes(card)}
    assert found.cram == cram


def test_weak_takes_what_costs_the_most_credits_today():
    known = states(
        reviewed("made-2026/1.1", DAY - 20),  # 3 credits, recall 0.7: 0.9 lost
        reviewed("made-2026/1.2", DAY - 60),  # 1 credit, recall 0.3: 0.7 lost
        reviewed("made-2026/1.3", DAY + 9),  # 2 credits, recall 0.9: 0.2 lost
        reviewed("made-2026/1.4", DAY - 80, last_day=DAY),
        learning("made-2026/1.5", 0),
    )
    credits = {card.id: card.credits for card in DECK.cards}
    assert [credits[f"made-2026/1.{at}"] for at in (1, 2, 3)] == [3, 1, 2]
    weak = Selection(weak=True)
    found = planned(DECK, known, weak)
    assert ids(found.line) == ["made-2026/1.1", "made-2026/1.2", "made-2026/1.3"]
    assert found.learning == ()
    assert ids(planned(DECK, known, replace(weak, limit=1)).line) == ["made-2026/1.1"]


@given(st.integers(0, 5), st.integers(0, 30))
def test_a_limit_cuts_the_sitting(limit, due):
    known = states(*(reviewed(card.id) for card in DECK.cards[:due]))
    found = planned(DECK, known, Selection(limit=limit), NO_BURYING)
    assert len(found.line) == limit
    assert found.new <= set(ids(found.line))


@given(st.sets(st.integers(0, len(DECK) - 1)), st.integers(-3, 3))
def test_the_same_day_and_log_give_the_same_sitting(due, later):
    known = states(*(reviewed(DECK.cards[at].id, DAY + later - at % 3) for at in due))
    backwards = dict(reversed(known.items()))
    assert planned(DECK, known) == planned(DECK, backwards)


def test_minutes_before_the_day_ends_steps_of_tomorrow_stay_out():
    due = today().end_ms + 5 * MINUTE_MS
    assert planned(DECK, states(learning("made-2026/1.1", due))).learning == ()
