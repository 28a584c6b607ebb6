"""A profile: a folder with one database, its backups, and what was set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.review.store import connection as connections
from desktop.review.store.connection import Connection, failures
from desktop.review.store.errors import Foreign, Missing, TooNew
from desktop.review.store.migrations import migrate
from desktop.review.store.schema import APPLICATION_ID, VERSION

DATABASE = "reviews.db"
UNTOUCHED = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the open profile lies; `identity` tells whether the file is still the same one."""

    folder: Path
    read_only: bool
    identity: tuple[int, int] | None = None

    @property
    def database(self) -> Path:
        """The file with the log."""
        return self.folder / DATABASE

    def check_in_place(self, safe: str) -> None:
        """Make sure that the file that is open is still the one in the folder.

        Raises: Missing, since writing to a file that is gone would lose what is written.
        """
        if self.identity is not None and _identity(self.database) != self.identity:
            raise Missing(
                f"The profile is no longer in {self.folder}.",
                safe,
                "Put the folder back (or plug the drive in), then press Retry.",
            )


def open_profile(
    folder: Path, *, read_only: bool, connect: Callable[[Path, bool], Connection] | None
) -> tuple[Connection, Profile]:
    """Open a profile's database, made if there is none.

    Raises: StoreUnavailable, with nothing written.
    """
    with failures(UNTOUCHED):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / DATABASE
        connection = (connect or connections.connect)(path, read_only)
    try:
        with failures(UNTOUCHED):
            version = _known_version(connection, path)
            if not read_only:
                connections.secure(connection)
                migrate(connection, version)
            return connection, Profile(folder, read_only, _identity(path))
    except BaseException:
        connection.close()
        raise


def _known_version(connection: Connection, path: Path) -> int:
    application_id, version = connections.identify(connection)
    if (application_id, version) == (0, 0):
        return 0
    if application_id != APPLICATION_ID:
        raise Foreign(f"{path} belongs to another program.", UNTOUCHED, "Choose another folder.")
    if version > VERSION:
        raise TooNew(
            f"{path} was written by a newer version of Endterm.",
            UNTOUCHED,
            "Update Endterm, or choose another profile.",
        )
    return version


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
