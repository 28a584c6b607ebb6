"""Which note of Anki is which card: the guids of the collection that was built with the bundle."""

from __future__ import annotations

import sqlite3
from contextlib import closing

FIELD_SEPARATOR = "\x1f"
ID_FIELD = 1


def card_ids_by_guid(collection: bytes) -> dict[str, str]:
    """Guid -> card id, of a collection that the builder made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        rows = connection.execute("SELECT guid, flds FROM notes").fetchall()
    return {guid: fields.split(FIELD_SEPARATOR)[ID_FIELD] for guid, fields in rows}
