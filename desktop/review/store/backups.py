"""Copies of the database, each proven readable before it counts, and which of them are kept."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from desktop.review.clock import DAY_MS, MINUTE_MS
from desktop.review.store.checks import DamageError, check_steps
from desktop.review.store.connection import Connection, connect, failures
from desktop.review.store.errors import DiskFailing
from desktop.review.store.files import Files, discard

FOLDER = "backups"
EVERY_MS = 30 * MINUTE_MS
ALWAYS, DAILY, WEEKLY, MONTHLY = 5, 12, 10, 12
ALL_FOR_MS = 2 * DAY_MS
BEFORE_RISK_MS = 90 * DAY_MS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAMP = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{9})-([a-z]+)\.db")


class Reason(StrEnum):
    """Why a backup was made."""

    SESSION = "session"
    MIGRATION = "migration"
    RESTORE = "restore"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A backup: when it was made, how many rows its log has, why it was made."""

    made_ms: int
    seq: int
    reason: Reason
    path: Path

    @classmethod
    def planned(cls, folder: Path, made_ms: int, seq: int, reason: Reason) -> Backup:
        """A backup that is yet to be made, in a profile's folder."""
        made = _EPOCH + timedelta(milliseconds=made_ms)
        name = f"{made.strftime(_STAMP)}Z-{seq:09}-{reason.value}.db"
        return cls(made_ms // 1000 * 1000, seq, reason, folder / FOLDER / name)

    @classmethod
    def of(cls, path: Path) -> Backup | None:
        """The backup that a file is, by its name."""
        found = _NAME.fullmatch(path.name)
        if found is None or found[3] not in {reason.value for reason in Reason}:
            return None
        try:
            made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
        made_ms = (made - _EPOCH) // timedelta(milliseconds=1)
        return cls(made_ms, int(found[2]), Reason(found[3]), path)


def backups(folder: Path) -> list[Backup]:
    """The backups of a profile, the newest first."""
    place = folder / FOLDER
    found = (Backup.of(path) for path in place.iterdir()) if place.is_dir() else ()
    return sorted((backup for backup in found if backup), reverse=True)


def is_due(made: list[Backup], seq: int, now_ms: int) -> bool:
    """Whether the log grew since the last backup, and that one is half an hour old."""
    if not made:
        return seq > 1
    return seq > made[0].seq and not 0 <= now_ms - made[0].made_ms < EVERY_MS


def back_up(connection: Connection, backup: Backup, files: Files) -> Iterator[None]:
    """Copy the database, prove the copy, and only then give it its name; with pauses.

    The copy is made over the same connection: a second one could meet the first in the -wal.

    Raises: StoreUnavailable if it cannot be written, or if the copy is not good.
    """
    part = backup.path.with_name(f".{backup.path.name}.part")
    try:
        with failures("Your reviews are safe; only the backup was not made."):
            files.make_folder(part.parent)
            files.remove(part)
            copy_database(connection, part)
            files.flush(part)
            yield
            yield from _proven(part)
            files.rename(part, backup.path)
    except DamageError as error:
        raise DiskFailing(
            f"A backup was made and could not be read back ({error.reason}).",
            "Older backups are kept.",
            "Check the profile in the settings, and the disk.",
        ) from error
    finally:
        discard(part)


def copy_database(connection: Connection, target: Path) -> None:
    """Copy a database over its own connection, whatever is still in its -wal."""
    with closing(sqlite3.connect(target)) as copy:
        if isinstance(connection, sqlite3.Connection):
            connection.backup(copy)
        else:
            raise TypeError("only a connection of sqlite3 can be copied")


def _proven(path: Path) -> Iterator[None]:
    with closing(connect(path, read_only=True)) as copy:
        yield from check_steps(copy)


def thinned(made: Iterable[Backup], now_ms: int) -> list[Backup]:
    """The backups that may go.

    Kept are the newest 5, all of the last 2 days, the last of each of 12 days, 10 weeks and 12
    months, and for 90 days those made before something risky.
    """
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:ALWAYS])
    for backup in newest_first:
        risky = backup.reason is not Reason.SESSION
        if backup.made_ms >= now_ms - (BEFORE_RISK_MS if risky else ALL_FOR_MS):
            kept.add(backup)
    for count, form in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        last_of: dict[str, Backup] = {}
        for backup in newest_first:
            made_at = _EPOCH + timedelta(milliseconds=backup.made_ms)
            last_of.setdefault(made_at.strftime(form), backup)
        kept |= set(list(last_of.values())[:count])
    return [backup for backup in newest_first if backup not in kept]


def thin(folder: Path, now_ms: int, files: Files) -> None:
    """Remove the backups that are not to be kept, and what killed attempts left."""
    for backup in thinned(backups(folder), now_ms):
        files.remove(backup.path)
    for part in (folder / FOLDER).glob(".*.part*"):
        files.remove(part)
