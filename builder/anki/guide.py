"""How to import and update the deck, in words that ship with it."""

from __future__ import annotations

DESCRIPTION = (
    "The endterm Introduction to Deep Learning, question by question. To update, import the newer "
    "file with Update notes: Always, Update note types: Always, Merge note types: off. Your "
    "intervals, history and flags are kept; a note's text and tags are replaced."
)


def import_guide() -> str:
    """The text of dist/IMPORT.md."""
    return """# Importing endterm.apkg

Anki on a computer: File > Import. AnkiMobile: send the file to the device and tap it. AnkiDroid:
Menu > Import > Deck package. AnkiWeb has no import: import on a computer, then synchronize.

In the import dialog choose, once (Anki remembers it):

- Update notes: **Always**
- Update note types: **Always**
- Merge note types: **off**

To update, import the newer file the same way. Your intervals, review history, flags, suspended
cards and the deck that a card is in stay as they are. The text and the tags of each changed note
are replaced: write remarks into notes of your own, and use flags instead of tags. With "If newer"
Anki would skip every note that you have tagged or edited, and every leech.
"""
