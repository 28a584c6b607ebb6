"""One instance at a time: a lock that a killed program cannot leave behind.

It is SQLite's own lock, on an empty database beside the real one, so that a second instance, or a
restore, knows without touching the real one. That one keeps a lock of its own as well.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

NAME = "in-use.lock"


def hold(folder: Path) -> sqlite3.Connection:
    """Take the lock of a profile; closing the connection gives it back. Nothing is written.

    Raises: sqlite3.OperationalError, SQLITE_BUSY if another instance has it.
    """
    connection = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")  # of two that begin, EXCLUSIVE might refuse both
    except BaseException:
        connection.close()
        raise
    return connection


def held(folder: Path) -> closing[sqlite3.Connection]:
    """The lock for the length of a `with`; see hold."""
    return closing(hold(folder))
