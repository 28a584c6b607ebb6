"""What a day holds, by problem and topic, for the home page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.review.deck import StudyDeck
from desktop.review.plan import Recall, States, plan
from desktop.review.queue import Counts
from desktop.review.records import State
from desktop.review.selection import EVERYTHING
from desktop.review.settings import Settings
from desktop.review.today import Today


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The cards of a problem or topic: `today` as a sitting over everything would show them.

    `learned` are in review; `unseen` were never shown, whatever today's limit; `resting` are
    suspended, or buried today.
    """

    today: Counts
    cards: int = 0
    learned: int = 0
    unseen: int = 0
    resting: int = 0


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The whole deck, and its problems and topics in their order."""

    everything: GroupCounts
    problems: Mapping[str, GroupCounts]
    topics: Mapping[str, GroupCounts]


def day_counts(
    deck: StudyDeck, states: States, settings: Settings, today: Today, recall: Recall
) -> DayCounts:
    """What today holds; the sum over topics may be more than the whole, as cards have several."""
    planned = plan(deck, states, EVERYTHING, settings, today, recall)
    waiting = {card.id: "due" for card in planned.line} | dict.fromkeys(planned.new, "new")
    waiting |= {card.id: "learning" for card, _ in planned.learning}

    def group(ids: Iterable[str]) -> GroupCounts:
        return _group(ids, states, waiting, today)

    return DayCounts(
        group(card.id for card in deck.studied),
        {problem.id: group(problem.cards) for problem in deck.problems},
        {topic.id: group(topic.cards) for topic in deck.topics},
    )


def _group(
    ids: Iterable[str], states: States, waiting: Mapping[str, str], today: Today
) -> GroupCounts:
    today_counts = {"due": 0, "learning": 0, "new": 0}
    cards = learned = unseen = resting = 0
    for card_id in ids:
        cards += 1
        if card_id in waiting:
            today_counts[waiting[card_id]] += 1
        state = states.get(card_id)
        if state is None or state.state is State.NEW:
            unseen += 1
        elif state.state is State.REVIEW:
            learned += 1
        resting += state is not None and state.rests(today.day)
    return GroupCounts(Counts(**today_counts), cards, learned, unseen, resting)
