"""Reading dist/endterm.bundle, the compiled knowledge base; it is never written to."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from desktop.questions.card import Card

APPLICATION_ID = 0x456E6474  # "Endt"
SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE TABLE question (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL,
    credits REAL NOT NULL, card BLOB NOT NULL
) STRICT;
CREATE TABLE formula (
    key TEXT PRIMARY KEY, tex TEXT NOT NULL, display INTEGER NOT NULL,
    width REAL NOT NULL, height REAL NOT NULL, depth REAL NOT NULL, items BLOB NOT NULL
) STRICT;
CREATE TABLE glyph (id TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT;
CREATE TABLE figure (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL, svg TEXT NOT NULL
) STRICT;
CREATE TABLE asset (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE anki (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE card_text USING fts5(id UNINDEXED, title, text);
"""


class BundleError(Exception):
    """The bundle is missing, damaged, or of another version; the message says what to do."""


class Bundle:
    """An open bundle; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file for reading only.

        Raises: BundleError if it is missing, is not a bundle, or has another version.
        """
        if not path.is_file():
            raise BundleError(f"{path} is missing. Run `make`, or choose another file.")
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True
        )
        try:
            self._check(path)
        except BaseException:
            self._connection.close()
            raise

    def _check(self, path: Path) -> None:
        try:
            application_id = self._value("PRAGMA application_id")
            version = self._value("PRAGMA user_version")
            healthy = self._value("PRAGMA quick_check") == "ok"
        except sqlite3.DatabaseError as error:
            raise BundleError(f"{path} is damaged ({error}). Run `make`.") from error
        if application_id != APPLICATION_ID:
            raise BundleError(f"{path} is not a bundle of Endterm. Choose another file.")
        if version != SCHEMA_VERSION:
            raise BundleError(
                f"{path} has version {version}, this program reads {SCHEMA_VERSION}. Run `make`."
            )
        if not healthy:
            raise BundleError(f"{path} is damaged. Run `make`.")

    def card_ids(self) -> list[str]:
        """Every card's id, in the exam's order."""
        return [row[0] for row in self._rows("SELECT id FROM question ORDER BY position")]

    def card(self, card_id: str) -> Card:
        """One card.

        Raises: KeyError if there is none of that id.
        """
        rows = self._rows("SELECT card FROM question WHERE id = ?", card_id)
        if not rows:
            raise KeyError(card_id)
        return msgspec.json.decode(rows[0][0], type=Card)

    def cards(self) -> list[Card]:
        """Every card, in the exam's order."""
        rows = self._rows("SELECT card FROM question ORDER BY position")
        return [msgspec.json.decode(row[0], type=Card) for row in rows]

    def search(self, query: str) -> list[str]:
        """The ids of the cards that hold every word of the query, best first."""
        words = [f'"{word}"' for word in query.replace('"', " ").split()]
        if not words:
            return []
        found = self._rows(
            "SELECT id FROM card_text WHERE card_text MATCH ? ORDER BY rank, id", " ".join(words)
        )
        return [row[0] for row in found]

    def figure(self, figure_id: str) -> str:
        """A figure's SVG.

        Raises: KeyError if there is none of that id.
        """
        rows = self._rows("SELECT svg FROM figure WHERE id = ?", figure_id)
        if not rows:
            raise KeyError(figure_id)
        return str(rows[0][0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Bundle:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _value(self, statement: str) -> Any:
        return self._connection.execute(statement).fetchone()[0]

    def _rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()
