"""What Browse knows of a card: a plain record for each row, with the words that the table shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.review.deck import StudyCard, StudyDeck
from desktop.review.records import CardState, State
from desktop.ui.wording import DAYS_OF_MONTH, DAYS_OF_YEAR, SPACE, counted

NOTHING = "–"  # stands in a cell that has no value


class Standing(StrEnum):
    """Where a card stands in the schedule, as a word."""

    DUE = "due"
    LEARNING = "learning"
    LATER = "later"
    NEW = "new"


class Mark(StrEnum):
    """What the student or the scheduler has set apart, as a word."""

    FLAGGED = "flagged"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "often forgotten"


@dataclass(frozen=True, slots=True)
class CardEntry:
    """One row of the table; `due_in` counts study days from today, None for a new card."""

    card: StudyCard
    topic_words: str
    state: CardState
    due_in: int | None
    marks: tuple[Mark, ...]

    @property
    def card_id(self) -> str:
        """The card's id."""
        return self.card.id

    @property
    def standing(self) -> Standing:
        """Where the card stands today."""
        if self.state.state is State.NEW:
            return Standing.NEW
        if self.state.state in (State.LEARNING, State.RELEARNING):
            return Standing.LEARNING
        return Standing.LATER if self.due_in is None or self.due_in > 0 else Standing.DUE

    @property
    def title_words(self) -> str:
        """The title; that a card is flagged stands before it, where nothing cuts it off."""
        return f"flagged · {self.card.title}" if self.state.flag else self.card.title

    @property
    def due_words(self) -> str:
        """When it is due, or why it is not."""
        if self.state.suspended:
            return "suspended"
        if Mark.BURIED in self.marks:
            return "tomorrow"
        if self.due_in is None:
            return "new"
        return days_from_today(self.due_in)

    @property
    def stability_words(self) -> str:
        """Days until recall falls to 90 %."""
        stability = self.state.stability
        return NOTHING if stability is None else f"{short_number(stability)}{SPACE}d"

    @property
    def difficulty_words(self) -> str:
        """Difficulty, from 1 to 10."""
        difficulty = self.state.difficulty
        return NOTHING if difficulty is None else f"{difficulty:.1f}"


def entry_of(
    card: StudyCard, state: CardState, topics: Mapping[str, str], today: int, leech_lapses: int
) -> CardEntry:
    """The row of a card on a study day; `topics` maps a topic's id to its title."""
    due_in = None if state.due_day is None else state.due_day - today
    words = ", ".join(topics.get(topic, topic) for topic in card.topics)
    return CardEntry(card, words, state, due_in, tuple(_marks(state, today, leech_lapses)))


def _marks(state: CardState, today: int, leech_lapses: int) -> Iterator[Mark]:
    if state.flag:
        yield Mark.FLAGGED
    if state.suspended:
        yield Mark.SUSPENDED
    if state.buried_day == today:
        yield Mark.BURIED
    if state.lapses >= leech_lapses:
        yield Mark.LEECH


def entries_of(
    deck: StudyDeck, states: Mapping[str, CardState], today: int, leech_lapses: int
) -> list[CardEntry]:
    """A row for every card of the deck, in the exam's order; retired cards are left out."""
    topics = {topic.id: topic.title for topic in deck.topics}
    return [
        entry_of(card, states.get(card.id) or CardState.new(card.id), topics, today, leech_lapses)
        for card in deck.studied
    ]


def days_from_today(days: int) -> str:
    """A day as the table says it: today, tomorrow, in 5 days, in 4 months."""
    if days < 0:
        return "yesterday" if days == -1 else f"{counted(-days, 'day')} ago"
    if days < 2:
        return ("today", "tomorrow")[days]
    if days < 60:
        return f"in {counted(days, 'day')}"
    if days < 730:
        return f"in {counted(round(days / DAYS_OF_MONTH), 'month')}"
    return f"in {counted(round(days / DAYS_OF_YEAR), 'year')}"


def short_number(value: float) -> str:
    """One decimal below ten, none above."""
    return f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
