"""Reading dist/endterm.bundle, the compiled knowledge base; it is never written to."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import msgspec

from desktop.questions.card import Card, CardOutline
from desktop.questions.model import Exam, TopicGroup

APPLICATION_ID = 0x456E6474  # "Endt"
SCHEMA_VERSION = 2  # 2: cards name their visualization with a preset; the app's fonts
CACHE = 256  # KiB of pages; fonts and script are read once, and the system keeps the file anyway

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


Decoded = TypeVar("Decoded")


class StoredFormula(NamedTuple):
    """A typeset formula: extents in em, items as desktop.formulas writes them in JSON."""

    tex: str
    display: bool
    width: float
    height: float
    depth: float
    items: bytes


class FigureWords(NamedTuple):
    """The words that name a figure and stand for it."""

    title: str
    description: str


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
        self._rows(f"PRAGMA cache_size = -{CACHE}")
        if self._rows("PRAGMA quick_check") != [("ok",)]:
            raise self._damaged("its pages don't fit together")

    def card_ids(self) -> list[str]:
        """Every card's id, in the exam's order."""
        return [row[0] for row in self._rows("SELECT id FROM question ORDER BY position")]

    def card(self, card_id: str) -> Card:
        """One card.

        Raises: KeyError if there is none of that id.
        """
        [card] = self._row("SELECT card FROM question WHERE id = ?", card_id)
        return self._decoded(card, Card)

    def cards(self) -> list[Card]:
        """Every card, in the exam's order."""
        rows = self._rows("SELECT card FROM question ORDER BY position")
        return [self._decoded(row[0], Card) for row in rows]

    def outlines(self) -> list[CardOutline]:
        """Every card without its texts, in the exam's order."""
        rows = self._rows("SELECT card FROM question ORDER BY position")
        return [self._decoded(row[0], CardOutline) for row in rows]

    def exams(self) -> dict[str, Exam]:
        """Every exam by its id, as in in2346-2022."""
        [value] = self._row("SELECT value FROM meta WHERE key = ?", "exams")
        return self._decoded(value, dict[str, Exam])

    def topics(self) -> list[TopicGroup]:
        """The topic tree, in teaching order."""
        [value] = self._row("SELECT value FROM meta WHERE key = ?", "topics")
        return self._decoded(value, list[TopicGroup])

    def search(self, query: str, *, begun: bool = False) -> list[str]:
        """The ids of the cards that hold every word of the query, best first.

        With `begun` the last word may be the beginning of one, as while it is being typed.
        """
        visible = "".join(sign if sign.isprintable() else " " for sign in query)
        words = [f'"{word}"' for word in visible.replace('"', " ").split()]
        if not words:
            return []
        pattern = " ".join(words) + ("*" if begun else "")
        found = self._rows(
            "SELECT id FROM card_text WHERE card_text MATCH ? ORDER BY rank, id", pattern
        )
        return [row[0] for row in found]

    def words(self) -> list[str]:
        """Every word that a card holds, as the search knows it."""
        self._rows(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, card_text, row)"
        )
        return [row[0] for row in self._rows("SELECT term FROM temp.word ORDER BY term")]

    def figure(self, figure_id: str) -> str:
        """A figure's SVG.

        Raises: KeyError if there is none of that id.
        """
        [svg] = self._row("SELECT svg FROM figure WHERE id = ?", figure_id)
        return str(svg)

    def figure_words(self, figure_id: str) -> FigureWords:
        """A figure's title and description.

        Raises: KeyError if there is none of that id.
        """
        return FigureWords(
            *self._row("SELECT title, description FROM figure WHERE id = ?", figure_id)
        )

    def formula(self, key: str) -> StoredFormula | None:
        """The formula that was typeset under this key at build time, or None."""
        rows = self._rows(
            "SELECT tex, display, width, height, depth, items FROM formula WHERE key = ?", key
        )
        if not rows:
            return None
        [(tex, display, width, height, depth, items)] = rows
        return StoredFormula(tex, bool(display), width, height, depth, items)

    def glyph(self, glyph_id: str) -> str:
        """A glyph's outline as SVG path data in 1/1000 em, y up; it may be empty.

        Raises: KeyError if there is none of that id.
        """
        [path] = self._row("SELECT path FROM glyph WHERE id = ?", glyph_id)
        return str(path)

    def asset_names(self) -> list[str]:
        """The names of the script and of every font file, sorted."""
        return [row[0] for row in self._rows("SELECT name FROM asset ORDER BY name")]

    def asset(self, name: str) -> bytes:
        """The script that sets formulas, or a font file.

        Raises: KeyError if there is none of that name.
        """
        [data] = self._row("SELECT data FROM asset WHERE name = ?", name)
        return bytes(data)

    def anki_files(self) -> dict[str, bytes]:
        """The built collection and the deck's media, by name."""
        return dict(self._rows("SELECT name, data FROM anki ORDER BY name"))

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

    def _row(self, statement: str, key: str) -> tuple[Any, ...]:
        """The one row of a key, or KeyError."""
        rows = self._rows(statement, key)
        if not rows:
            raise KeyError(key)
        return rows[0]

    def _decoded(self, value: bytes, wanted: type[Decoded]) -> Decoded:
        try:
            return msgspec.json.decode(value, type=wanted)
        except msgspec.DecodeError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, reason: str) -> BundleError:
        return BundleError(f"{self._path} is damaged ({reason}). Run `make`.")
