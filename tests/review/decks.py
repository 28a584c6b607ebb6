"""Decks and days that a test makes up."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.questions.card import CardOutline
from desktop.review.clock import DAY_MS, HOUR_MS
from desktop.review.deck import StudyCard, StudyDeck, study_cards
from desktop.review.plan import Plan, plan
from desktop.review.records import CardState
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.settings import Settings
from desktop.review.today import Today

DAY = 20_000
TOPICS = ("learning/losses", "cnn/pooling", "sequences/recurrent")


def outline(problem: int, question: int, drill: str = "", **changes) -> CardOutline:
    """A question, or a drill of it."""
    number = f"{problem}.{question}"
    values = {
        "id": f"made-2026/{number}" + (f"/{drill}" if drill else ""),
        "number": number,
        "kind": "drill" if drill else "open",
        "title": f"Question {number}",
        "credits": 1.0 + (problem + question) % 3,
        "topics": (TOPICS[(7 * problem + question) % len(TOPICS)],),
        "problem": f"Problem {problem}",
    }
    return CardOutline(**(values | changes))


def deck_of(outlines: list[CardOutline]) -> StudyDeck:
    cards = study_cards(outlines, TOPICS)
    titles = {card.problem: f"Problem {card.problem[-1]}" for card in cards}
    return StudyDeck(cards, titles, {topic: ("Group", topic.title()) for topic in TOPICS})


def made_deck(questions: int, drills_each: int = 1) -> StudyDeck:
    """Questions in problems of five, each with drills."""
    outlines = []
    for at in range(questions):
        place = 1 + at // 5, 1 + at % 5
        outlines.append(outline(*place))
        outlines += [outline(*place, f"drill-{number}") for number in range(drills_each)]
    return deck_of(outlines)


def today(day: int = DAY, introduced: frozenset[str] = frozenset()) -> Today:
    """A study day in UTC that begins at four."""
    start = day * DAY_MS + 4 * HOUR_MS
    return Today(day, start, start + DAY_MS, introduced)


def recall(state: CardState) -> float:
    """A chance of recall that falls with the days a card is overdue."""
    return 0.9 - 0.01 * min(max(DAY - (state.due_day or DAY), 0), 80)


def planned(
    deck: StudyDeck,
    states: Mapping[str, CardState] | None = None,
    selection: Selection = EVERYTHING,
    settings: Settings | None = None,
    day: Today | None = None,
) -> Plan:
    return plan(deck, states or {}, selection, settings or Settings(), day or today(), recall)


def ids(cards: tuple[StudyCard, ...] | list[StudyCard]) -> list[str]:
    return [card.id for card in cards]
