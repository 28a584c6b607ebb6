"""Which cards a sitting holds: a pure function of deck, states, choice, preferences and day."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.review.deck import StudyCard, StudyDeck
from desktop.review.records import CardState, State
from desktop.review.selection import WEAK_CARDS, Selection
from desktop.review.settings import Settings
from desktop.review.spacing import apart, mixed
from desktop.review.today import Today

States: TypeAlias = Mapping[str, CardState]
Recall: TypeAlias = Callable[[CardState], float]


@dataclass(frozen=True, slots=True)
class Plan:
    """A sitting: `line` in the order to be shown, `learning` by the time it is due.

    `new` are those of the line that were never shown. With `cram` the schedule is
    left alone.
    """

    line: tuple[StudyCard, ...] = ()
    new: frozenset[str] = frozenset()
    learning: tuple[tuple[StudyCard, int], ...] = ()
    cram: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """All its cards."""
        return frozenset(card.id for card in self.line) | {card.id for card, _ in self.learning}


@dataclass(slots=True)
class _Sorted:
    """The chosen cards by what they are waiting for, each in the deck's order."""

    due: list[tuple[StudyCard, CardState]] = field(default_factory=list)
    new: list[StudyCard] = field(default_factory=list)
    learning: list[tuple[StudyCard, int]] = field(default_factory=list)


def plan(
    deck: StudyDeck,
    states: States,
    selection: Selection,
    settings: Settings,
    today: Today,
    recall: Recall,
) -> Plan:
    """The sitting; `recall` gives the chance that a card is recalled today."""
    cards = [card for card in deck.studied if _takes(selection, settings, card, states, today)]
    waiting = _sorted(cards, states, today)
    if selection.cram:
        chosen = _shuffled(cards, today.day)[: selection.limit]
        return Plan(tuple(apart(chosen)), cram=True)
    if selection.weak:
        weak = weakest(cards, states, today, recall, selection.limit or WEAK_CARDS)
        steps = waiting.learning if selection.ids is not None else []
        return Plan(tuple(apart(weak)), learning=_by_time(steps))
    taken = _Questions(deck, states, settings, today)
    taken.take(card for card, _ in waiting.learning)
    due = taken.one_each(_by_urgency(waiting.due, today.day))
    due = due[: reviews_left(deck, states, settings, today)]
    taken.take(due)
    new = taken.one_each(_in_order(waiting.new, settings))
    new = new[: new_left(settings, today, selection.extra_new)]
    line = _line(due, new, settings)[: selection.limit]
    ids = {card.id for card in line}
    return Plan(
        tuple(line),
        frozenset(card.id for card in new if card.id in ids),
        _by_time(waiting.learning),
    )


def weakest(
    cards: Iterable[StudyCard], states: States, today: Today, recall: Recall, limit: int
) -> list[StudyCard]:
    """The learned cards that cost the most credits today: credits x (1 - recall), most first."""
    learned = [
        (card, states[card.id])
        for card in cards
        if card.id in states and states[card.id].state is State.REVIEW
    ]
    lost = [
        (-card.credits * (1 - recall(state)), card.position, card)
        for card, state in learned
        if not today.answered(state)
    ]
    return [card for _, _, card in sorted(lost, key=lambda entry: entry[:2])[:limit]]


def reviews_left(deck: StudyDeck, states: States, settings: Settings, today: Today) -> int:
    """How many more cards from earlier days may be shown today.

    Those in learning since an earlier day come without asking, so they are counted as shown.
    """
    begun = 0
    for card in deck.studied:
        state = states.get(card.id)
        if state is None:
            continue
        if today.answered(state):
            begun += card.id not in today.introduced
        else:
            begun += not state.rests(today.day) and _in_learning(state, today)
    return max(settings.reviews_per_day - begun, 0)


def new_left(settings: Settings, today: Today, extra: int = 0) -> int:
    """How many more new cards may be shown today."""
    return max(settings.new_per_day + extra - len(today.introduced), 0)


class _Questions:
    """One card of a question a day: which questions have had, or have, theirs."""

    def __init__(self, deck: StudyDeck, states: States, settings: Settings, today: Today) -> None:
        self._apart = settings.bury_siblings
        self._taken: dict[str, set[str]] = {}
        self.take(
            card for card in deck.studied if card.id in states and today.answered(states[card.id])
        )

    def take(self, cards: Iterable[StudyCard]) -> None:
        for card in cards:
            self._taken.setdefault(card.question, set()).add(card.id)

    def one_each(self, cards: Iterable[StudyCard]) -> list[StudyCard]:
        """The cards whose question is not taken by another card, the first of each."""
        if not self._apart:
            return list(cards)
        kept: dict[str, StudyCard] = {}
        for card in cards:
            if self._taken.get(card.question, set()) <= {card.id}:
                kept.setdefault(card.question, card)
        return list(kept.values())


def _takes(
    selection: Selection, settings: Settings, card: StudyCard, states: States, today: Today
) -> bool:
    if card.is_drill and not settings.drills:
        return False
    state = states.get(card.id)
    if state is not None and state.rests(today.day):
        return False
    return selection.takes(card, state, settings.leech_lapses)


def _sorted(cards: Iterable[StudyCard], states: States, today: Today) -> _Sorted:
    found = _Sorted()
    for card in cards:
        state = states.get(card.id)
        if state is None or state.state is State.NEW:
            found.new.append(card)
        elif state.state is State.REVIEW:
            due = state.due_day is not None and state.due_day <= today.day
            if due and not today.answered(state):
                found.due.append((card, state))
        elif _in_learning(state, today) and state.due_ms is not None:
            found.learning.append((card, state.due_ms))
    return found


def _in_learning(state: CardState, today: Today) -> bool:
    """Whether a step of learning falls on today or earlier."""
    if state.state not in (State.LEARNING, State.RELEARNING):
        return False
    return state.due_ms is not None and state.due_ms < today.end_ms


def _by_urgency(due: Iterable[tuple[StudyCard, CardState]], day: int) -> list[StudyCard]:
    """Longest due first; those of one day in an order that differs from day to day."""
    keyed = [(state.due_day or 0, _lot(card, day), card.position, card) for card, state in due]
    return [entry[3] for entry in sorted(keyed, key=lambda entry: entry[:3])]


def _by_time(steps: Iterable[tuple[StudyCard, int]]) -> tuple[tuple[StudyCard, int], ...]:
    return tuple(sorted(steps, key=lambda step: (step[1], step[0].position)))


def _shuffled(cards: Iterable[StudyCard], day: int) -> list[StudyCard]:
    return sorted(cards, key=lambda card: (_lot(card, day), card.position))


def _lot(card: StudyCard, day: int) -> int:
    return zlib.crc32(f"{day}/{card.id}".encode())


def _in_order(new: Iterable[StudyCard], settings: Settings) -> list[StudyCard]:
    if settings.new_order == "topic":
        return sorted(new, key=lambda card: card.topic_position)
    return sorted(new, key=lambda card: card.position)


def _line(due: list[StudyCard], new: list[StudyCard], settings: Settings) -> list[StudyCard]:
    match settings.new_placement:
        case "before":
            return apart([*new, *due])
        case "after":
            return apart([*due, *new])
        case "mixed":
            return apart(mixed(due, new))
