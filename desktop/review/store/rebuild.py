"""A new database from the rows of another, each validated; a file from elsewhere is never adopted.

Rows come from a backup, an export, or the good beginning of a damaged profile.
"""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop.review.history import replay
from desktop.review.store import chain, rows
from desktop.review.store import connection as connections
from desktop.review.store.checks import (
    UNLIKELY,
    DamageError,
    Extent,
    check_all,
    check_schema,
    linked,
    read_extent,
)
from desktop.review.store.connection import Connection
from desktop.review.store.migrations import migrate
from desktop.review.store.schema import APPLICATION_ID, VERSION

SIZE_MAX = 4 << 30  # bytes
SECONDS_MAX = 60.0
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_FIRST = "SELECT chain FROM review_log WHERE seq = 1"
_PRAGMAS = {"application_id", "user_version", "integrity_check"}


def rebuild(
    target: Path, source: Iterable[tuple[Any, ...]], settings: Mapping[str, str] | None = None
) -> Extent:
    """Write a new database with these rows; states are worked out by replay.

    `settings` is read after the rows.

    Raises: DamageError at the first row that cannot be; sqlite3.Error if it cannot be written.
    """
    with closing(connections.connect(target, read_only=False)) as connection:
        connections.hold(connection)
        connections.secure(connection)
        migrate(connection, 0)
        connection.execute("BEGIN IMMEDIATE")
        _copy(connection, source, {} if settings is None else settings)
        connection.execute("COMMIT")
        check_all(connection)
        extent = read_extent(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return extent


def _copy(
    connection: Connection, source: Iterable[tuple[Any, ...]], settings: Mapping[str, str]
) -> None:
    last, head, taken = 0, chain.START, []
    try:
        for values in source:
            head = linked(head, values, last)
            connection.execute(rows.INSERT_LOG, values)
            taken.append(rows.row_of(values))
            last += 1
        states = replay(taken)
        for state in states.values():
            connection.execute(rows.REPLACE_STATE, rows.state_record(state))
        for key, value in settings.items():
            record = (key, value, rows.checksum((key, value)))
            connection.execute("INSERT INTO setting VALUES (?, ?, ?)", record)
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
        raise DamageError(f"a row cannot be ({error})", last + 1) from error
    except UNLIKELY as error:
        raise DamageError(f"a row cannot be ({error})", last + 1) from error
    connection.execute("UPDATE head SET seq = ?, chain = ?", (last, head))


@contextmanager
def untrusted(path: Path) -> Iterator[sqlite3.Connection]:
    """A database of unknown origin, open for reading our tables and for nothing else.

    Raises: DamageError if it is not a profile of ours; OSError; sqlite3.Error.
    """
    _refuse_special(path)
    with tempfile.TemporaryDirectory(prefix="endterm-") as place:
        if log_beside(path) and not beside_is_foreign(path):
            _refuse_special(path.with_name(f"{path.name}-wal"))
            copy = copy_with_log(path, Path(place))
            connection = sqlite3.connect(copy, isolation_level=None)
        else:
            connection = _as_it_lies(path)
        with closing(connection):
            _confine(connection)
            if connections.identify(connection) != (APPLICATION_ID, VERSION):
                raise DamageError("it is no profile of this version")
            check_schema(connection)
            yield connection


def log_beside(path: Path) -> bool:
    """Whether a database has a -wal with something in it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.is_file() and wal.stat().st_size > 0


def half_begun(path: Path) -> bool:
    """Whether a change was cut short that SQLite takes back when it opens the file."""
    journal = path.with_name(f"{path.name}-journal")
    return journal.is_file() and journal.stat().st_size > 0


def copy_with_log(path: Path, place: Path) -> Path:
    """Copy a database and what lies beside it, so that opening the copy changes nothing here."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-journal"):
        if path.with_name(name).exists():
            shutil.copyfile(path.with_name(name), place / name)
    return place / path.name


def beside_is_foreign(path: Path) -> bool:
    """Whether the -wal comes from another profile: SQLite would write it over this one.

    It does if the file alone is whole and begins with another row. A file that is not whole alone
    was being written when the power failed, and its -wal mends it.
    """
    with tempfile.TemporaryDirectory(prefix="endterm-") as place:
        try:
            with closing(sqlite3.connect(copy_with_log(path, Path(place)))) as together:
                seen = together.execute(_FIRST).fetchone()
            with closing(_as_it_lies(path)) as alone:
                own = alone.execute(_FIRST).fetchone()
                if own is None or own == seen:
                    return False
                check_all(alone)
        except (sqlite3.DatabaseError, DamageError, *UNLIKELY):
            return False  # whatever it is, opening it will tell
    return True


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """A connection that reads a file alone, without its -wal, and takes no lock."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def log_rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of a log, in order, as they are read."""
    yield from connection.execute(f"{rows.SELECT_LOG} ORDER BY seq")


def good_beginning(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """The rows up to the first that cannot be read or does not continue the chain."""
    last, head = 0, chain.START
    try:
        for values in log_rows(connection):
            head = linked(head, values, last)
            rows.row_of(values)
            last += 1
            yield values
    except (sqlite3.DatabaseError, DamageError, ValueError, TypeError):
        return


def read_settings(connection: Connection) -> dict[str, str]:
    """The preferences that are as they were written."""
    try:
        found = connection.execute("SELECT key, value, checksum FROM setting").fetchall()
    except sqlite3.DatabaseError:
        return {}
    return {key: value for key, value, mark in found if rows.checksum((key, value)) == mark}


def _refuse_special(path: Path) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise DamageError("it is no file")
    if found.st_size > SIZE_MAX:
        raise DamageError("it is too large")


def _confine(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema=0")
    connection.execute("PRAGMA cell_size_check=1")
    until = time.monotonic() + SECONDS_MAX

    def too_long() -> bool:
        return time.monotonic() > until

    connection.set_progress_handler(too_long, 100_000)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    allowed = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
