"""Bringing a profile back from a backup, an export, or what is good of a damaged file.

The new database is written and checked beside the old one; then a note of intent is left, the old
files move to quarantine/ (never deleted, database and -wal together), and the new one gets their
name. A start that finds the note finishes the work: a kill at any point leaves the old or the new.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.review.store import jsonl
from desktop.review.store.backups import FOLDER, backups
from desktop.review.store.checks import UNLIKELY, DamageError, Extent, check_all, read_extent
from desktop.review.store.connection import failures
from desktop.review.store.errors import Damaged
from desktop.review.store.files import Files, discard
from desktop.review.store.lock import held
from desktop.review.store.place import DATABASE
from desktop.review.store.rebuild import (
    good_beginning,
    log_rows,
    read_settings,
    rebuild,
    untrusted,
)

QUARANTINE = "quarantine"
INTENT, RESTORED = "restoring.json", "restored.db"
_OLD_IS_SAFE = "The profile is as it was."


@dataclass(frozen=True, slots=True)
class Source:
    """Where a profile can be restored from, and how far its log goes."""

    path: Path
    extent: Extent


def examine(path: Path) -> Source:
    """How much a backup, an export, or the good beginning of a damaged profile holds.

    Raises: StoreUnavailable if it holds nothing of ours.
    """
    with _refusals(path):
        if path.suffix == ".jsonl":
            with tempfile.TemporaryDirectory(prefix="endterm-") as place:
                return Source(path, rebuild(Path(place) / DATABASE, *jsonl.read(path)))
        with untrusted(path) as connection:
            if path.name == DATABASE:
                return Source(path, _extent_of_beginning(connection))
            check_all(connection)
            return Source(path, read_extent(connection))


def best_source(folder: Path) -> Source | None:
    """What holds most of a damaged profile's log: itself, a backup, or the text, which comes last.

    The text has no preferences.
    """
    found = []
    with suppress(Damaged):
        found.append(examine(folder / DATABASE))
    for backup in backups(folder):
        with suppress(Damaged):
            found.append(examine(backup.path))
            break
    with suppress(Damaged):
        found.append(examine(folder / FOLDER / jsonl.NAME))
    return max(found, key=lambda source: source.extent.seq, default=None)


def explain(folder: Path, error: DamageError) -> Damaged:
    """What a damaged profile means for the user: what is safe, and how much is at stake."""
    source = best_source(folder)
    known = _length(folder)
    if source is None:
        safe = "No backup can be read; nothing is deleted."
        return Damaged(f"The profile is damaged: {error.reason}.", safe, "Start afresh.")
    when = _stamp(source.extent.last_ms, "%d %b %Y %H:%M")
    stake = "" if known is None else f"; at most {max(known - source.extent.seq, 0)} are at stake"
    safe = f"{source.extent.reviews:,} reviews up to {when} UTC are safe{stake}."
    remedy = f"Restore them from {source.path.name}; the damaged file is kept."
    return Damaged(f"The profile is damaged: {error.reason}.", safe, remedy)


def restore(folder: Path, source: Path, now_ms: int, files: Files) -> Extent:
    """Replace a profile, which must not be open, by what a file holds; the old one is kept.

    Raises: StoreUnavailable, with the profile as it was.
    """
    target = folder / RESTORED
    with failures(_OLD_IS_SAFE), held(folder):
        _discard_database(target)
        try:
            with _refusals(source):
                extent = _rebuilt(source, target)
            files.flush(target)
            intent = {"quarantine": _stamp(now_ms, "%Y%m%dT%H%M%SZ")}
            files.write_whole(folder / INTENT, [json.dumps(intent).encode()])
        except BaseException:
            _discard_database(target)
            discard(folder / INTENT)
            raise
        finish(folder, files)
        return extent


def start_afresh(folder: Path, now_ms: int, files: Files) -> None:
    """Set a profile's database aside, so that the next start makes a new one.

    Raises: StoreUnavailable.
    """
    with failures(_OLD_IS_SAFE), held(folder):
        _set_aside(folder, _stamp(now_ms, "%Y%m%dT%H%M%SZ"), files)


def finish(folder: Path, files: Files) -> None:
    """Finish a restore that was cut short, if there is one; the lock must be held.

    Raises: OSError.
    """
    if not (folder / INTENT).exists():
        return
    if (folder / RESTORED).exists():
        intent = json.loads((folder / INTENT).read_text(encoding="utf-8"))
        _set_aside(folder, intent["quarantine"], files)
        files.rename(folder / RESTORED, folder / DATABASE)
    files.remove(folder / INTENT)


def _set_aside(folder: Path, stamp: str, files: Files) -> None:
    place = folder / QUARANTINE / stamp
    files.make_folder(place)
    for suffix in ("-wal", "-journal", ""):  # a -wal beside a new database would be taken for its
        old = folder / f"{DATABASE}{suffix}"
        if old.exists():
            files.rename(old, place / old.name)


def _rebuilt(source: Path, target: Path) -> Extent:
    if source.suffix == ".jsonl":
        return rebuild(target, *jsonl.read(source))
    with untrusted(source) as connection:
        settings = read_settings(connection)
        if source.name == DATABASE:
            return rebuild(target, good_beginning(connection), settings)
        check_all(connection)
        return rebuild(target, log_rows(connection), settings)


def _extent_of_beginning(connection: sqlite3.Connection) -> Extent:
    seq, chain, reviews, last_ms = 0, b"", 0, 0
    for values in good_beginning(connection):
        seq, chain = values[0], values[-1]
        reviews += values[2] == "review"
        last_ms = values[14]
    if not seq:
        raise DamageError("nothing in it can be read")
    return Extent(seq, chain, reviews, last_ms)


def _length(folder: Path) -> int | None:
    """How many rows the damaged log should have, as far as anything says so."""
    try:
        with untrusted(folder / DATABASE) as connection:
            return int(connection.execute("SELECT seq FROM head").fetchone()[0])
    except (DamageError, OSError, sqlite3.Error, *UNLIKELY):
        return None


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except (DamageError, sqlite3.DatabaseError, FileNotFoundError, *UNLIKELY) as error:
        reason = error.reason if isinstance(error, DamageError) else str(error)
        where = f" at entry {error.seq}" if isinstance(error, DamageError) and error.seq else ""
        raise Damaged(
            f"{path.name} cannot be used{where}: {reason}.",
            "Nothing was changed.",
            "Choose another file.",
        ) from error


def _discard_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        discard(path.with_name(f"{path.name}{suffix}"))


def _stamp(at_ms: int, form: str) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).strftime(form)
