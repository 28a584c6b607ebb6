"""Notes -> an .apkg whose bytes depend on nothing but its content.

genanki writes the collection; the adapters below give each note and the note type a modification
time of its own. The archive is written here, since genanki's carries the clock.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import genanki
import msgspec

ID_EPOCH = 1_763_000_000_000
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# with _ first Anki keeps a file that no note names; case and other signs differ between systems
MEDIA_NAME = re.compile(r"_[a-z0-9_-]{1,99}(\.[a-z0-9]{1,9})?")


class DeckNote(msgspec.Struct, frozen=True):
    """A note as it is shipped; `position` is its place among new cards and never changes."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    position: int
    mtime: int


class StampedNote(genanki.Note):  # type: ignore[misc]
    """A note with its own modification time and ids."""

    def __init__(self, note: DeckNote, model: genanki.Model) -> None:
        super().__init__(
            model=model,
            fields=list(note.fields),
            tags=sorted(note.tags),
            guid=note.guid,
            due=note.position,
        )
        self._note = note

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
        """Write the note with its own time, and ids that follow from its place."""
        identifier = ID_EPOCH + self._note.position
        super().write_to_db(cursor, self._note.mtime, deck_id, iter((identifier, identifier)))


class StampedModel(genanki.Model):  # type: ignore[misc]
    """A note type with its own modification time."""

    def __init__(self, model_id: int, name: str, parts: Mapping[str, Any], mtime: int) -> None:
        # genanki writes into what it is given
        own = json.loads(json.dumps(parts))
        super().__init__(model_id, name, own["fields"], own["templates"], css=own["css"])
        self._mtime = mtime

    def to_json(self, timestamp: float, deck_id: int) -> Any:
        """The note type as Anki stores it, with its own time."""
        return super().to_json(self._mtime, deck_id)


def collection_bytes(
    model: StampedModel, notes: Sequence[DeckNote], root_deck: str, description: str
) -> bytes:
    """The SQLite collection that Anki imports.

    Raises: ValueError if a note would be left without a card, or genanki warns of its HTML.
    """
    decks = {root_deck: genanki.Deck(deck_id(root_deck), root_deck, description)}
    for note in sorted(notes, key=lambda note: note.position):
        if note.deck not in decks:
            decks[note.deck] = genanki.Deck(deck_id(note.deck), note.deck)
        stamped = StampedNote(note, model)
        if len(stamped.cards) != 1:
            raise ValueError(f"{note.fields[1]}: {len(stamped.cards)} cards instead of one")
        decks[note.deck].add_note(stamped)
    with contextlib.closing(sqlite3.connect(":memory:")) as connection, warnings.catch_warnings():
        warnings.simplefilter("error")
        package = genanki.Package(list(decks.values()))
        connection.execute("PRAGMA temp_store = MEMORY")  # for VACUUM; the disk may be full
        package.write_to_db(connection.cursor(), ID_EPOCH / 1000, iter(()))
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def package_bytes(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """The archive: collection, media in sorted order, every date the same.

    Raises: ValueError for a media name that Anki would change, or that only some systems allow.
    """
    names = sorted(media)
    if strange := [name for name in names if not MEDIA_NAME.fullmatch(name)]:
        raise ValueError(f"media names that Anki would change: {strange}")
    index = json.dumps({str(number): name for number, name in enumerate(names)})
    entries = [("collection.anki2", collection), ("media", index.encode())]
    entries += [(str(number), media[name]) for number, name in enumerate(names)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()


def deck_id(name: str) -> int:
    """A stable id; Anki itself matches decks by name."""
    return 1_000_000_000 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
