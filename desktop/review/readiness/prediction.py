"""The predicted score: credits x recall on the day x the share of credits earned when recalled.

score = sum over questions q of credits_q R_q s_q          R_q: FSRS's recall, corrected; s_q: share
variance = sum credits_q^2 (R_q (s_q^2 + spread^2) - (R_q s_q)^2)          the luck of the day
         + (sum credits_q s_q R_q (1 - R_q))^2 shift_error^2               how true the model is
         + sum over kinds (sum credits_q R_q)^2 error^2                     what recall is worth
         + (sum over unseen credits_q s_q)^2 first_error^2                  what was never seen
The interval holds 90 percent of a normal distribution, within 0 and all credits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop.questions.card import Card
from desktop.questions.examination import questions_with_offers
from desktop.review.readiness.enough import NEEDED_REVIEWS, TooEarly
from desktop.review.readiness.evidence import Evidence
from desktop.review.records import CardState

Z_90 = 1.6449
Retrievability: TypeAlias = Callable[[CardState, int], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the exam and the cards that it may be asked by: itself, or its drills."""

    number: str
    credits: float
    offers: tuple[tuple[str, str], ...]  # (card id, kind)

    @property
    def problem(self) -> str:
        """The number of its problem."""
        return self.number.partition(".")[0]


def asked_of(cards: Sequence[Card]) -> tuple[Asked, ...]:
    """Every question of the exam, as a fresh paper may ask it."""
    return tuple(
        Asked(card.number, card.credits, tuple((offer.id, offer.kind) for offer in found))
        for card, found in questions_with_offers(cards)
    )


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted score with its 90 percent interval, and by problem."""

    score: float
    low: float
    high: float
    total: float
    problems: Mapping[str, float]


def predict(
    asked: Sequence[Asked],
    states: Mapping[str, CardState],
    retrievability: Retrievability,
    day: int,
    evidence: Evidence,
) -> Prediction | TooEarly:
    """The score on a study day if nothing more is learned until then."""
    if evidence.reviews < NEEDED_REVIEWS:
        return TooEarly(evidence.reviews)
    score = luck = 0.0
    by_shift = unseen = 0.0
    by_kind: dict[str, float] = {}
    problems: dict[str, float] = {}
    for question in asked:
        worth = expected(question, states, retrievability, day, evidence)
        score += question.credits * worth
        problems[question.problem] = problems.get(question.problem, 0.0) + question.credits * worth
        weight = 1 / len(question.offers)
        for card_id, kind in question.offers:
            share = evidence.shares[kind]
            chance, known = _chance(states.get(card_id), retrievability, day, evidence)
            second = chance * (share.mean**2 + share.spread**2)
            luck += weight * question.credits**2 * second
            part = weight * question.credits
            by_kind[kind] = by_kind.get(kind, 0.0) + part * chance
            if known:
                by_shift += part * share.mean * chance * (1 - chance)
            else:
                unseen += part * share.mean
        luck -= (question.credits * worth) ** 2
    variance = (
        max(luck, 0.0)
        + (by_shift * evidence.shift_error) ** 2
        + (unseen * evidence.first_error) ** 2
        + sum((reach * evidence.shares[kind].error) ** 2 for kind, reach in by_kind.items())
    )
    half = Z_90 * math.sqrt(variance)
    total = sum(question.credits for question in asked)
    return Prediction(score, max(score - half, 0.0), min(score + half, total), total, problems)


def expected(
    question: Asked,
    states: Mapping[str, CardState],
    retrievability: Retrievability,
    day: int,
    evidence: Evidence,
) -> float:
    """The share of a question's credits that is expected, over the cards it may be asked by."""
    shares = (
        _chance(states.get(card_id), retrievability, day, evidence)[0] * evidence.shares[kind].mean
        for card_id, kind in question.offers
    )
    return sum(shares) / len(question.offers)


def _chance(
    state: CardState | None, retrievability: Retrievability, day: int, evidence: Evidence
) -> tuple[float, bool]:
    """The chance of recall, and whether the card has been seen."""
    if state is None or state.stability is None:
        return evidence.first, False
    return evidence.recall(retrievability(state, day)), True
