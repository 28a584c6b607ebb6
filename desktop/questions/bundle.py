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
    """An open bundle; use it as a context manager.

    Whatever it reads later raises BundleError too if that part of the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        """Open the file for reading only.

        Raises: BundleError if it is missing, is not a bundle, or has another version.
        """
        if not path.is_file():
            raise BundleError(f"{path} is missing. Run `make`, or choose another file.")
        self._path = path
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True)
        except sqlite3.Error as error:
            raise BundleError(f"{path} can't be read ({error}). Choose another file.") from error
        try:
            self._check()
        except BaseException:
            self._connection.close()
            raise

    def _check(self) -> None:
        [(application_id,)] = self._rows("PRAGMA application_id")
        if application_id != APPLICATION_ID:
            raise BundleError(f"{self._path} is not a bundle of Endterm. Choose another file.")
        [(version,)] = self._rows("PRAGMA user_version")
        if version != SCHEMA_VERSION:
            known = f"this program reads {SCHEMA_VERSION}"
            raise BundleError(f"{self._path} has version {version}, {known}. Run `make`.")
        [(pages, size)] = self._rows("SELECT * FROM pragma_page_count, pragma_page_size")
        if pages * size != self._path.stat().st_size:
            raise self._damaged("it is cut short")
        if self._rows("PRAGMA quick_check") != [("ok",)]:
            raise self._damaged("its pages don't fit together")

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
        return self._decoded(rows[0][0])

    def cards(self) -> list[Card]:
        """Every card, in the exam's order."""
        rows = self._rows("SELECT card FROM question ORDER BY position")
        return [self._decoded(row[0]) for row in rows]

    def search(self, query: str) -> list[str]:
        """The ids of the cards that hold every word of the query, best first."""
        visible = "".join(sign if sign.isprintable() else " " for sign in query)
        words = [f'"{word}"' for word in visible.replace('"', " ").split()]
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

    def _rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error

    def _decoded(self, card: bytes) -> Card:
        try:
            return msgspec.json.decode(card, type=Card)
        except msgspec.DecodeError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, reason: str) -> BundleError:
        return BundleError(f"{self._path} is damaged ({reason}). Run `make`.")
