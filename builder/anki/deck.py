"""Cards and the ledger -> the notes of the deck, their tags and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from builder.anki.fields import field_values
from builder.anki.ledger import Ledger, note_hash
from builder.anki.package import DeckNote
from desktop.questions.card import Card


class NoteText(NamedTuple):
    """What a note says: its fields and its tags."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]


def note_text(card: Card, figures: Mapping[str, str], exam_title: str) -> NoteText:
    """A card as fields and tags."""
    return NoteText(field_values(card, figures, exam_title), tags(card))


def deck_notes(
    cards: Sequence[Card],
    texts: Mapping[str, NoteText],
    ledger: Ledger,
) -> list[DeckNote]:
    """The notes as they are shipped, with guid and time from the ledger."""
    places = positions(cards)
    return [
        DeckNote(
            guid=ledger.notes[card.id].guid,
            fields=texts[card.id].fields,
            tags=texts[card.id].tags,
            deck=card.deck,
            position=places[card.id],
            mtime=ledger.notes[card.id].mtime,
        )
        for card in cards
    ]


def note_hashes(texts: Mapping[str, NoteText]) -> dict[str, str]:
    """Each note's hash by its id, for the ledger."""
    return {name: note_hash(text.fields, text.tags) for name, text in texts.items()}


def tags(card: Card) -> tuple[str, ...]:
    """Topics and kind as a tag tree, lower case, since Anki folds case."""
    found = {f"endterm::{topic.replace('/', '::')}" for topic in card.topics}
    found.add(f"endterm::kind::{card.kind}")
    if card.retired:
        found.add("endterm::retired")
    return tuple(sorted(found))


def positions(cards: Sequence[Card]) -> dict[str, int]:
    """problem*10000 + question*100 + drill by a card's id, the order of new cards."""
    drills: Counter[str] = Counter()
    found = {}
    for card in cards:
        problem, question = card.number.split(".")
        drills[card.number] += card.kind == "drill"
        place = drills[card.number] if card.kind == "drill" else 0
        found[card.id] = int(problem) * 10_000 + int(question) * 100 + place
    return found
