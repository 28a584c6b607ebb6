"""From an empty file to the current version, one numbered step at a time.

Each step is one transaction with its `user_version`, so that a file is of one version or the next
and never between. The first step makes a profile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.review.store.chain import START
from desktop.review.store.connection import Connection
from desktop.review.store.schema import APPLICATION_ID, TABLES

Step = Callable[[Connection], None]


def _version_1(connection: Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO head VALUES (1, 0, ?)", (START,))


STEPS: tuple[Step, ...] = (_version_1,)


def migrate(
    connection: Connection,
    version: int,
    steps: Sequence[Step] = STEPS,
    prove: Step | None = None,
) -> None:
    """Take a file of that version through the steps that it lacks, each proven before it counts."""
    for number, step in enumerate(steps[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            if prove is not None:
                prove(connection)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
