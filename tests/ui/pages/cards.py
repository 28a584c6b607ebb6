"""Rows for Browse, made up; states that a card can really be in."""

from __future__ import annotations

from desktop.review.deck import StudyCard
from desktop.review.records import CardState, State
from desktop.ui.pages.browse.entries import CardEntry, entry_of

TODAY = 20_500
KINDS = ("choice", "open", "numeric", "drill")
LEECH = 8


def entry(place: int, **state) -> CardEntry:
    """A card whose properties follow from its place; its state as given."""
    problem = 1 + place % 9
    card = StudyCard(
        id=f"exam/{problem}.{place}",
        question=f"exam/{problem}.{place}",
        problem=f"exam/{problem}",
        number=f"{problem}.{place}",
        kind=KINDS[place % 4],
        title=f"Title {(place * 7919) % 10_007}",
        credits=1.0,
        topics=(f"group/topic-{place % 5}", f"group/topic-{place % 3}"),
        position=place,
        topic_position=place,
    )
    topics = {f"group/topic-{number}": f"Topic {number}" for number in range(5)}
    return entry_of(card, CardState(card.id, **state), topics, TODAY, LEECH)


def reviewed(place: int, *, due_in: int = 3, stability: float = 4.0, **state) -> CardEntry:
    """A card in review."""
    given = {
        "state": State.REVIEW,
        "stability": stability,
        "difficulty": 5.0,
        "due_day": TODAY + due_in,
        "due_ms": (TODAY + due_in) * 86_400_000,
        "reps": 3,
    }
    return entry(place, **given | state)


def many(count: int) -> list[CardEntry]:
    """Cards in every state."""
    made = []
    for place in range(count):
        if place % 4 == 0:
            made.append(entry(place))
        else:
            made.append(
                reviewed(
                    place,
                    due_in=place % 41 - 20,
                    stability=1 + place % 97,
                    difficulty=1 + place % 9,
                    lapses=place % 10,
                    reps=20,
                    suspended=place % 50 == 1,
                    flag=int(place % 30 == 2),
                    buried_day=TODAY if place % 60 == 3 else None,
                )
            )
    return made
