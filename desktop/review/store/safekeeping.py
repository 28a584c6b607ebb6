"""Backups, the copy as text, and the check of an open profile."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from desktop.review.clock import ClockDoubt
from desktop.review.records import Moment
from desktop.review.store import backups, checks, jsonl, restore
from desktop.review.store.backups import Backup, Reason
from desktop.review.store.checks import DamageError, Extent
from desktop.review.store.connection import Connection, failures
from desktop.review.store.files import Files
from desktop.review.store.profile import Profile

_ONLY_COPY = "Your reviews are safe; only this copy was not made."


@dataclass
class Safekeeping:
    """What keeps a profile safe: call the steps in idle time, or use the methods that do all."""

    connection: Connection
    profile: Profile
    files: Files
    moment: Callable[[], Moment]
    clock_doubt: Callable[[], ClockDoubt | None]

    def backups(self) -> list[Backup]:
        """The backups, the newest first."""
        return backups.backups(self.profile.folder)

    def is_due(self) -> bool:
        """Whether the log grew since the last backup, and that one is half an hour old."""
        if self.profile.read_only:
            return False
        return backups.is_due(self.backups(), self._seq(), self.moment().at_ms)

    def back_up(self, reason: Reason = Reason.SESSION) -> Backup | None:
        """Make a backup at once; None if the last one holds all rows already.

        Raises: StoreUnavailable, with the older backups as they were.
        """
        steps = self.backup_steps(reason)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: Backup | None = end.value
                return made

    def backup_steps(self, reason: Reason = Reason.SESSION) -> Generator[None, None, Backup | None]:
        """The same with pauses, for idle time; it returns the backup.

        Old backups are thinned only now that a new one is proven, and never by a doubtful clock.

        Raises: StoreUnavailable, with the older backups as they were.
        """
        made, seq = self.backups(), self._seq()
        if made and made[0].seq == seq and reason is Reason.SESSION:
            return None
        folder = self.profile.folder
        backup = Backup.planned(folder, self.moment().at_ms, seq, reason)
        yield from backups.back_up(self.connection, backup, self.files)
        with failures("Your reviews are safe, and a backup was made."):
            jsonl.extend(self.connection, folder / backups.FOLDER / jsonl.NAME, self.files)
            if self.clock_doubt() is None:
                backups.thin(folder, backup.made_ms, self.files)
        return backup

    def export(self, path: Path) -> None:
        """Write log and preferences to a file of one's choice.

        Raises: StoreUnavailable, with that file as it was.
        """
        with failures(_ONLY_COPY):
            jsonl.export(self.connection, path, self.files)

    def check(self) -> None:
        """Check all of the profile.

        Raises: Damaged, which says how much is safe and how much is at stake.
        """
        try:
            with failures("Nothing was changed."):
                checks.check_all(self.connection)
        except DamageError as error:
            raise restore.explain(self.profile.folder, error) from error

    def extent(self) -> Extent:
        """How far the log goes, to be shown beside that of a backup."""
        with failures("Nothing was changed."):
            return checks.read_extent(self.connection)

    def _seq(self) -> int:
        with failures(_ONLY_COPY):
            return int(self.connection.execute("SELECT seq FROM head").fetchone()[0])
