"""Where the credits are lost: recall by topic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.review.deck import StudyDeck
from desktop.review.plan import Recall as RecallOf
from desktop.review.plan import States
from desktop.review.records import State
from desktop.review.statistics.period import Period
from desktop.review.statistics.recall import RecallPoint, point_of
from desktop.review.statistics.table import ReviewTable


@dataclass(frozen=True, slots=True)
class TopicRecall:
    """A topic: recall in the period (None without reviews), and the exam's credits it costs today.

    `lost` is the sum of credits x (1 - chance of recall today) over its begun questions, a
    question's credits shared equally among its topics; `unseen` the credits of questions not begun.
    """

    id: str
    title: str
    recall: RecallPoint | None
    credits: float
    lost: float
    unseen: float


def recall_by_topic(
    table: ReviewTable, deck: StudyDeck, states: States, period: Period, recall_of: RecallOf
) -> list[TopicRecall]:
    """Every topic, the one that costs most first; its drills count for recall, not for credits."""
    rows = table.recalls & table.within(period)
    place = {card_id: at for at, card_id in enumerate(table.card_ids)}
    found = []
    for topic in deck.topics:
        members = [place[card_id] for card_id in topic.cards if card_id in place]
        point = point_of(table, rows & np.isin(table.card, members), period)
        credits, lost, unseen = _credits(deck, states, topic.cards, recall_of)
        found.append(TopicRecall(topic.id, topic.title, point, credits, lost, unseen))
    return sorted(found, key=lambda topic: (-topic.lost, -topic.unseen))


def _credits(
    deck: StudyDeck, states: States, ids: tuple[str, ...], recall_of: RecallOf
) -> tuple[float, float, float]:
    credits = lost = unseen = 0.0
    for card in (deck.card_of[card_id] for card_id in ids):
        if card.is_drill:
            continue
        share = card.credits / len(card.topics)
        credits += share
        state = states.get(card.id)
        if state is None or state.state is State.NEW:
            unseen += share
        else:
            lost += share * (1 - recall_of(state))
    return credits, lost, unseen
