"""Opening a profile: a folder with one database, its backups, and what was set aside."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop.review.store import connection as connections
from desktop.review.store import lock, restore
from desktop.review.store.backups import FOLDER, backups
from desktop.review.store.checks import DAMAGE, DamageError, as_damage, check_recent, check_schema
from desktop.review.store.connection import Connection, failures
from desktop.review.store.errors import Foreign, Missing, ReadOnly, TooNew
from desktop.review.store.files import Files
from desktop.review.store.jsonl import NAME
from desktop.review.store.place import DATABASE, warning
from desktop.review.store.rebuild import beside_is_foreign, copy_with_log, half_begun, log_beside
from desktop.review.store.schema import APPLICATION_ID, VERSION
from desktop.review.store.upgrade import upgrade

UNTOUCHED = "Nothing was written."
Connect = Callable[[Path, bool], Connection]

MAGIC, HEADER_SIZE = b"SQLite format 3\x00", 100


@dataclass
class Profile:
    """An open profile; `identity` tells whether the file in the folder is still the one opened.

    Where the profile cannot be written, `read_only` is set and a private copy is open.
    """

    folder: Path
    read_only: bool
    identity: tuple[int, int] | None
    lock: Connection | None = None
    copy: tempfile.TemporaryDirectory[str] | None = None

    @property
    def database(self) -> Path:
        """The file with the log."""
        return self.folder / DATABASE

    @property
    def warning(self) -> str | None:
        """A sentence for the user if the folder is no good place."""
        return warning(self.folder)

    def check_in_place(self, safe: str) -> None:
        """Make sure that the file that is open is still the one in the folder.

        Raises: Missing, since writing to a file that is gone would lose what is written.
        """
        if not self.read_only and _identity(self.database) != self.identity:
            raise Missing(
                f"The profile is no longer in {self.folder}.",
                safe,
                "Put the folder back (or plug the drive in), then press Retry.",
            )

    def release(self) -> None:
        """Let go of the lock, and of the private copy."""
        if self.lock is not None:
            self.lock.close()
        if self.copy is not None:
            self.copy.cleanup()


def open_profile(
    folder: Path, now_ms: int, files: Files, *, read_only: bool, connect: Connect | None
) -> tuple[Connection, Profile]:
    """Open a profile's database, made if there is none; only to look at if it cannot be written.

    Raises: StoreUnavailable, with nothing written.
    """
    connect = connect or connections.connect
    with failures(UNTOUCHED):
        folder = folder.resolve()
        try:
            if read_only or not _is_writable(folder):
                _refuse(folder)
                return _look_at(folder, now_ms, files, connect)
            try:
                files.make_folder(folder)
                return _write_to(folder, now_ms, files, connect)
            except (sqlite3.OperationalError, OSError) as error:
                if not connections.is_read_only(error) or not (folder / DATABASE).exists():
                    raise
                return _look_at(folder, now_ms, files, connect)
        except DAMAGE as error:
            raise restore.explain(folder, as_damage(error)) from error


def _write_to(
    folder: Path, now_ms: int, files: Files, connect: Connect
) -> tuple[Connection, Profile]:
    held = lock.hold(folder)
    try:
        restore.finish(folder, files)
        _refuse(folder)
        connection = _prepared(folder / DATABASE, now_ms, files, connect)
    except BaseException:
        held.close()
        raise
    return connection, Profile(folder, False, _identity(folder / DATABASE), held)


def _prepared(path: Path, now_ms: int, files: Files, connect: Connect) -> Connection:
    """A connection to a database that is made sure of, up to date, and sound at its end."""
    connection = connect(path, False)
    try:
        connections.hold(connection)
        version = _known_version(connection, path.parent)
        connections.secure(connection)
        upgrade(connection, path.parent, version, now_ms, files)
        check_schema(connection)  # an added trigger would run with every answer
        check_recent(connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.DatabaseError) and connections.is_damage(error):
            raise DamageError(str(error)) from error
        raise
    return connection


def _look_at(
    folder: Path, now_ms: int, files: Files, connect: Connect
) -> tuple[Connection, Profile]:
    """Open a private copy, so that nothing is written beside the original either."""
    if not (folder / DATABASE).exists() and not _is_writable(folder):
        raise ReadOnly(
            f"The folder {folder} cannot be written to.",
            UNTOUCHED,
            "Check its permissions, or choose another folder.",
        )
    if not (folder / DATABASE).exists():
        raise Missing(f"There is no profile in {folder}.", UNTOUCHED, "Choose another folder.")
    place = tempfile.TemporaryDirectory(prefix="endterm-", ignore_cleanup_errors=True)
    try:
        connection = _prepared(
            copy_with_log(folder / DATABASE, Path(place.name)), now_ms, files, connect
        )
    except BaseException:
        place.cleanup()
        raise
    return connection, Profile(folder, True, None, copy=place)


def _refuse(folder: Path) -> None:
    """Refuse what is not ours to open, before anything could write to it.

    Raises: StoreUnavailable; DamageError if the file is no database.
    """
    path = folder / DATABASE
    logged = log_beside(path)
    if path.exists() and not path.is_file():
        raise Foreign(f"{path} is no file.", UNTOUCHED, "Choose another folder.")
    if path.exists() and path.stat().st_nlink > 1:
        raise Foreign(
            f"{path} has a second name (a hard link).",
            UNTOUCHED,
            "Copy the file, and put the copy in its place.",
        )
    header = _header(path)
    if header and half_begun(path):  # the first start, cut short
        with tempfile.TemporaryDirectory(prefix="endterm-") as place:
            _identified_on_copy(folder, Path(place))
        return
    if not header and not logged:
        _refuse_to_replace(folder)
        return
    if len(header) < HEADER_SIZE or not header.startswith(MAGIC):
        raise DamageError("it is no database")
    if logged:
        with tempfile.TemporaryDirectory(prefix="endterm-") as place:
            _identified_on_copy(folder, Path(place))
        if beside_is_foreign(path):
            raise DamageError("the log beside it (-wal) belongs to another profile")
        return
    application_id = int.from_bytes(header[68:72], "big")
    _refuse_version(application_id, int.from_bytes(header[60:64], "big"), folder)


def _header(path: Path) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(HEADER_SIZE)


def _identified_on_copy(folder: Path, place: Path) -> None:
    """Identify a database with a -wal: closing the original would write it back."""
    try:
        with closing(
            sqlite3.connect(copy_with_log(folder / DATABASE, place), isolation_level=None)
        ) as connection:
            application_id, version = connections.identify(connection)
    except sqlite3.DatabaseError:
        return  # being written by another instance, or damaged: opening it will tell
    _refuse_version(application_id, version, folder)


def _known_version(connection: Connection, folder: Path) -> int:
    application_id, version = connections.identify(connection)
    _refuse_version(application_id, version, folder)
    return version


def _refuse_version(application_id: int, version: int, folder: Path) -> None:
    path = folder / DATABASE
    if (application_id, version) == (0, 0):
        return
    if application_id != APPLICATION_ID or version < 1:
        raise Foreign(f"{path} belongs to another program.", UNTOUCHED, "Choose another folder.")
    if version > VERSION:
        raise TooNew(
            f"{path} was written by a newer version of Endterm.",
            UNTOUCHED,
            "Update Endterm, or choose another profile.",
        )


def _refuse_to_replace(folder: Path) -> None:
    """No new profile takes the place of one that is gone."""
    remains = backups(folder) or (folder / FOLDER / NAME).exists()
    if remains:
        raise DamageError("its database is missing or empty")


def _is_writable(folder: Path) -> bool:
    """Whether folder and file may be written; what is missing counts as writable."""
    effective = os.access in os.supports_effective_ids
    return all(
        os.access(path, os.W_OK, effective_ids=effective)
        for path in (folder, folder / DATABASE)
        if path.exists()
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
