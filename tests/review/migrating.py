"""A migration to a version that only tests have, killed before each of its statements.

    python -m tests.review.migrating FOLDER

A process that has the imports behind it forks one migration after the other; after each kill the
profile is of the old version or of the new one, and migrating it again works. Prints the versions.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from desktop.review.store import connection as connections
from desktop.review.store.checks import check_all
from desktop.review.store.migrations import STEPS, migrate
from tests.review.store.make_version import VERSIONS


def to_version_2(connection) -> None:
    """A step as one might come: a column, a table, an index, data."""
    connection.execute("ALTER TABLE setting ADD COLUMN changed_ms INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE TABLE tag (card_id TEXT NOT NULL, name TEXT NOT NULL) STRICT")
    connection.execute("CREATE INDEX tag_card ON tag (card_id)")
    for (card_id,) in connection.execute("SELECT card_id FROM card_state").fetchall():
        connection.execute("INSERT INTO tag VALUES (?, 'known')", (card_id,))
    connection.execute("UPDATE setting SET changed_ms = 5")


TWO = (*STEPS, to_version_2)


def frozen(folder: Path) -> Path:
    """A profile with the file that version 1 wrote."""
    folder.mkdir()
    shutil.copy(VERSIONS / "1.db", folder / "reviews.db")
    return folder


def opened(profile: Path) -> sqlite3.Connection:
    connection = connections.connect(profile / "reviews.db", read_only=False)
    connections.hold(connection)
    connections.secure(connection)
    return connection


def judge(profile: Path) -> int:
    """The version of a profile, which must be whole."""
    expected = json.loads((VERSIONS / "1.json").read_text("utf-8"))
    with closing(sqlite3.connect(profile / "reviews.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema").fetchall()
        }
        uids = [uid for (uid,) in connection.execute("SELECT uid FROM review_log ORDER BY seq")]
        assert uids == [row["uid"] for row in expected["rows"]]
        assert ("tag" in tables, "tag_card" in tables) == (version == 2, version == 2)
        if version == 1:
            check_all(connection)
        else:
            states = connection.execute("SELECT count(*) FROM card_state").fetchone()
            assert connection.execute("SELECT count(*) FROM tag").fetchone() == states
            changed = connection.execute("SELECT DISTINCT changed_ms FROM setting").fetchall()
            assert changed == [(5,)]
    return version


class Dying:
    """A connection whose program is killed before its k-th statement."""

    def __init__(self, inner, at: int) -> None:
        self.inner, self.left = inner, at

    @property
    def in_transaction(self):
        return self.inner.in_transaction

    def execute(self, statement, values=()):
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.execute(statement, values)


def killed_at_every_statement(folder: Path) -> list[int]:
    """The versions that the kills left."""
    versions = []
    for k in itertools.count():
        profile = frozen(folder / str(k))
        process = os.fork()
        if process == 0:
            migrate(Dying(opened(profile), k), 1, TWO)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        versions.append(judge(profile))
        with closing(opened(profile)) as connection:
            migrate(connection, connections.identify(connection)[1], TWO)
        assert judge(profile) == 2
        if status == 0:
            return versions
        assert status == signal.SIGKILL
    raise AssertionError("unreachable")


if __name__ == "__main__":
    print(json.dumps(killed_at_every_statement(Path(sys.argv[1]))))
