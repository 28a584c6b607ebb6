"""The review history in a collection: our notes' reviews, read from a copy that is not trusted."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from desktop.review.anki_exchange.archive import ExchangeError, take_collection
from desktop.review.records import Rating

SECONDS = 20.0
MOST_REVIEWS = 2_000_000
LONGEST_MS = 86_400_000
FIRST_MS, LAST_MS = 1_100_000_000_000, 32_503_680_000_000  # Anki's first year to the year 3000


class Entry(IntEnum):
    """Anki's kinds of rows in its log."""

    LEARN = 0
    REVIEW = 1
    RELEARN = 2
    FILTERED = 3
    MANUAL = 4
    RESCHEDULED = 5


@dataclass(frozen=True, slots=True)
class AnkiReview:
    """A row of Anki's log for one of our notes; without a rating the card was made new again."""

    id: int  # milliseconds since 1970, also the row's name
    guid: str
    rating: Rating | None
    took_ms: int


@dataclass(frozen=True, slots=True)
class History:
    """Our notes' reviews, the oldest first, and how many rows could not be taken."""

    reviews: tuple[AnkiReview, ...]
    notes: int
    left_out: int


READ = """
SELECT revlog.id, notes.guid, revlog.ease, revlog.type, revlog.time, revlog.ivl, revlog.factor
FROM revlog JOIN cards ON cards.id = revlog.cid JOIN notes ON notes.id = cards.nid
ORDER BY revlog.id
"""
TABLES = {"notes": ("id", "guid"), "cards": ("id", "nid"), "revlog": ("id", "cid", "ease", "type")}
_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


def read_history(path: Path, guids: Collection[str]) -> History:
    """The reviews of the notes with these guids, from an .apkg, a .colpkg or a collection file.

    Raises: ExchangeError, with nothing changed.
    """
    with tempfile.TemporaryDirectory(prefix="endterm-anki-") as folder:
        collection = take_collection(path, Path(folder))
        try:
            with _opened(collection) as connection:
                return _history(connection, frozenset(guids))
        except sqlite3.Error as error:
            raise ExchangeError(
                f"The collection in {path.name} can't be read ({error})."
            ) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Our own copy, for reading three tables and nothing else."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema=0")
        connection.execute("PRAGMA cell_size_check=1")
        until = time.monotonic() + SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > until, 100_000)
        kinds = dict(connection.execute("SELECT name, type FROM sqlite_master").fetchall())
        for table, columns in TABLES.items():
            if kinds.get(table) != "table":
                raise ExchangeError("It holds no collection of Anki.")
            connection.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1")
        connection.set_authorizer(_authorize)
        yield connection


def _authorize(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ACTIONS else sqlite3.SQLITE_DENY


def _history(connection: sqlite3.Connection, guids: frozenset[str]) -> History:
    reviews: list[AnkiReview] = []
    left_out = count = 0
    for count, row in enumerate(connection.execute(READ), 1):
        if count > MOST_REVIEWS:
            raise ExchangeError(f"It holds more than {MOST_REVIEWS:,} reviews.")
        if row[1] not in guids:
            continue
        review = _review(row)
        if review is None:
            left_out += 1
        elif review.rating is not None or reviews:
            reviews.append(review)
    return History(tuple(reviews), len({review.guid for review in reviews}), left_out)


def _review(row: tuple[Any, ...]) -> AnkiReview | None:
    """A row as a review, or None if it says nothing about memory."""
    identifier, guid, ease, kind, took, interval, factor = row
    if not all(type(value) is int for value in (identifier, ease, kind, took, interval, factor)):
        return None
    if not FIRST_MS <= identifier <= LAST_MS:
        return None
    took = min(max(took, 0), LONGEST_MS)
    if kind == Entry.MANUAL and ease == 0 and factor == 0 and interval <= 0:
        return AnkiReview(identifier, guid, None, took)  # Anki's "Reset card"
    # In a filtered deck without rescheduling Anki notes the answer, but learns nothing from it.
    studied = kind in (Entry.LEARN, Entry.REVIEW, Entry.RELEARN) or (
        kind == Entry.FILTERED and factor != 0
    )
    if not studied or not 1 <= ease <= 4:
        return None
    return AnkiReview(identifier, guid, Rating(ease), took)
