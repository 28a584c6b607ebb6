"""What the home page says of the day."""

from __future__ import annotations

from desktop.review.counts import GroupCounts, day_counts
from desktop.review.queue import Counts, Queue
from desktop.review.settings import Settings
from tests.review.decks import DAY, TOPICS, made_deck, planned, recall, today
from tests.review.test_plan import learning, reviewed, states

DECK = made_deck(12)
KNOWN = states(
    reviewed("made-2026/1.1"),
    reviewed("made-2026/1.2", DAY + 1),
    reviewed("made-2026/2.1", suspended=True),
    learning("made-2026/2.2", today().end_ms - 1),
)


def counted(settings: Settings | None = None):
    return day_counts(DECK, KNOWN, settings or Settings(), today(), recall)


def test_the_whole_is_what_a_sitting_holds():
    queue = Queue(planned(DECK, KNOWN), today(), 20)
    assert counted().everything == GroupCounts(queue.counts, 24, learned=3, unseen=20, resting=1)
    assert counted().everything.today == Counts(due=1, learning=1, new=10)


def test_problems_add_up_to_the_whole():
    found = counted()
    assert list(found.problems) == ["made-2026/1", "made-2026/2", "made-2026/3"]
    for name in ("due", "learning", "new"):
        parts = sum(getattr(group.today, name) for group in found.problems.values())
        assert parts == getattr(found.everything.today, name)
    first = found.problems["made-2026/1"]
    assert first == GroupCounts(Counts(due=1, new=4), 10, learned=2, unseen=8, resting=0)


def test_topics_come_in_teaching_order_with_their_cards():
    found = counted()
    assert list(found.topics) == list(TOPICS)
    for topic, group in found.topics.items():
        assert group.cards == sum(topic in card.topics for card in DECK.cards)


def test_unseen_cards_are_counted_whatever_the_limit():
    found = counted(Settings(new_per_day=0)).everything
    assert (found.today.new, found.unseen) == (0, 20)
