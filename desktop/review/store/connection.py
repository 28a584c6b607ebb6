"""The one connection to a profile: its settings, read back, and its failures in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from desktop.review.store.errors import (
    Damaged,
    DiskFailing,
    DiskFull,
    Locked,
    ReadOnly,
    StoreUnavailable,
)

FULL, EXTRA = 2, 3
NOT_ALLOWED = {errno.EPERM, errno.EACCES, errno.EROFS}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Cursor(Protocol):
    """What a statement gives."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What the store needs of sqlite3; tests put a failing disk beneath it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def close(self) -> None:
        """Let go of the file."""


def connect(path: Path, read_only: bool) -> Connection:
    """A connection without any setting; a file is made if there is none.

    Reading only, nothing is written, not even beside the file; a log that was not yet written back
    (-wal) is read where the folder allows it.
    """
    if not read_only:
        return sqlite3.connect(path, timeout=0, isolation_level=None)
    address = path.resolve().as_uri()
    wal = path.with_name(f"{path.name}-wal")
    immutable = not (wal.exists() and wal.stat().st_size)
    return sqlite3.connect(
        f"{address}?mode=ro{'&immutable=1' if immutable else ''}",
        uri=True,
        timeout=0,
        isolation_level=None,
    )


def hold(connection: Connection) -> None:
    """Keep the lock of the database, once it is taken, until the connection is closed.

    It comes before anything is read, so no -shm is needed, and a second instance fails at once.
    """
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()


def identify(connection: Connection) -> tuple[int, int]:
    """Application id and version of the file; 0, 0 for a new one. Nothing is written."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application_id, version) == (0, 0):
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        return (0, 0) if tables == 0 else (0, -1)
    return int(application_id), int(version)


def secure(connection: Connection) -> None:
    """Settings under which a commit is on the disk when it returns; read back, not believed."""
    for setting in ("mmap_size=0", "foreign_keys=1", "trusted_schema=0", "cell_size_check=1"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=1").fetchall()
        connection.execute("PRAGMA checkpoint_fullfsync=1").fetchall()
    # Going over to WAL leaves a journal to be removed. If that removal did not last, the journal
    # would take everything back after a power cut: EXTRA waits for it.
    connection.execute(f"PRAGMA synchronous={EXTRA}").fetchall()
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    level = FULL
    if mode != "wal":
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        level = EXTRA
    connection.execute(f"PRAGMA synchronous={level}").fetchall()
    connection.execute("BEGIN IMMEDIATE")  # a file that cannot be written is noticed here
    connection.execute("ROLLBACK")
    found = connection.execute("PRAGMA synchronous").fetchone()[0]
    if found != level:
        raise DiskFailing(
            f"The database keeps synchronous={found} instead of {level}.",
            "Nothing was written.",
            "Please report this together with your system's version.",
        )


@contextlib.contextmanager
def failures(safe: str) -> Iterator[None]:
    """Turn what SQLite and the file system report into a StoreUnavailable with what is `safe`."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of a damaged error message
        raise _explained(error, safe) from error
    except OSError as error:
        raise unwritable(error, safe) from error


def unwritable(error: OSError, safe: str) -> StoreUnavailable:
    """An error of the file system in plain words."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno in NO_ROOM:
        return DiskFull("The disk is full.", safe, "Free some space, then press Retry.")
    if error.errno in NOT_ALLOWED:
        return ReadOnly(
            f"The profile cannot be written to ({reason}).",
            safe,
            "Check the permissions of its folder, or choose another profile.",
        )
    return DiskFailing(
        f"The disk reports an error ({reason}).", safe, "Check the disk, then press Retry."
    )


def is_busy(error: BaseException) -> bool:
    """Whether another instance holds the lock."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_read_only(error: BaseException) -> bool:
    """Whether the file, or its folder, cannot be written to."""
    if isinstance(error, OSError):
        return error.errno in NOT_ALLOWED
    return _name(error).startswith(
        ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
    )


def is_damage(error: BaseException) -> bool:
    """Whether the file is no database, or not what was written."""
    return _name(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _name(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _explained(error: sqlite3.Error | UnicodeDecodeError, safe: str) -> StoreUnavailable:
    name = _name(error)
    if name == "SQLITE_FULL":
        return DiskFull("The disk is full.", safe, "Free some space, then press Retry.")
    if is_busy(error):
        return Locked(
            "This profile is already open in another window.",
            safe,
            "Use that window, or close it first.",
        )
    if is_read_only(error):
        return ReadOnly(
            "The profile cannot be written to.",
            safe,
            "Check the permissions of its folder, or choose another profile.",
        )
    if name.startswith("SQLITE_IOERR"):
        return DiskFailing(
            f"The disk reports an error ({error}).", safe, "Check the disk, then press Retry."
        )
    return Damaged(
        f"The profile is damaged ({error}).", safe, "Restore the last backup; nothing is deleted."
    )
