"""Taking a profile to the current version: a proven backup first, and proof afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.review.store.backups import Backup, Reason, back_up
from desktop.review.store.checks import DamageError, stale_states
from desktop.review.store.connection import Connection
from desktop.review.store.files import Files
from desktop.review.store.migrations import STEPS, Step, migrate


def upgrade(
    connection: Connection,
    folder: Path,
    version: int,
    now_ms: int,
    files: Files,
    steps: Sequence[Step] = STEPS,
) -> None:
    """Take a database from its version to the last one; a new one is made at once.

    Raises: StoreUnavailable or DamageError, with the database of its old version.
    """
    if version == len(steps):
        return
    if version:
        seq = connection.execute("SELECT seq FROM head").fetchone()[0]
        backup = Backup.planned(folder, now_ms, seq, Reason.MIGRATION)
        for _ in back_up(connection, backup, files):
            pass
    migrate(connection, version, steps, _prove if version else None)


def _prove(connection: Connection) -> None:
    """Check a migrated database before it is committed."""
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise DamageError("the new version lost a reference")
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise DamageError("the new version does not fit together")
    if stale_states(connection) is not None:
        raise DamageError("the new version says something else about the cards")
