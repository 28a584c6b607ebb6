"""A disk in memory that loses power: what was written and not flushed is kept in part, or torn.

Every 512 bytes that wait for a flush arrive or don't, each for itself, whatever the order of the
writes; one that was on its way may arrive in part. A file that was made or cut waits likewise.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class StoredFile:
    """A file: what a reader sees, and what has surely arrived."""

    def __init__(self) -> None:
        self.seen = bytearray()
        self.arrived = bytearray()
        self.waiting: list[tuple[int, bytes | None]] = []  # offset and bytes; None: cut there

    def write(self, data: bytes, offset: int) -> None:
        put(self.seen, data, offset)
        start = offset
        while start < offset + len(data):
            end = min((start // SECTOR + 1) * SECTOR, offset + len(data))
            self.waiting.append((start, bytes(data[start - offset : end - offset])))
            start = end

    def truncate(self, size: int) -> None:
        del self.seen[size:]
        self.waiting.append((size, None))

    def flush(self) -> None:
        self.arrived[:] = self.seen
        self.waiting.clear()

    def after_cut(self, draw: random.Random) -> bytes:
        found = bytearray(self.arrived)
        keep = draw.random()  # some cuts come early, some late
        for offset, data in self.waiting:
            if draw.random() > keep:
                continue
            if data is None:
                del found[offset:]
            else:
                torn = draw.randrange(len(data)) if draw.random() < 0.1 else len(data)
                put(found, data[:torn], offset)
        return bytes(found)


def put(target: bytearray, data: bytes, offset: int) -> None:
    if len(target) < offset:
        target.extend(bytes(offset - len(target)))
    target[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """The disk; `watch` is called before each thing that changes it."""

    def __init__(self, name: str, watch: Callable[[], None] = lambda: None) -> None:
        self.name = name
        self.files: dict[str, StoredFile] = {}
        self.removed: dict[str, StoredFile] = {}  # names whose removal may not have arrived
        self.watch = watch
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> OpenFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if path not in self.files:
            self.files[path] = StoredFile()
        flags[1] = flags[0]
        return OpenFile(self, self.files[path])

    def xDelete(self, path: str, sync: bool) -> None:  # noqa: N802
        self.watch()
        if path not in self.files:
            raise apsw.IOErrorError
        removed = self.files.pop(path)
        if not sync:
            self.removed[path] = removed

    def xAccess(self, path: str, flags: int) -> bool:  # noqa: N802
        return path in self.files

    def xFullPathname(self, path: str) -> str:  # noqa: N802
        return path

    def after_cut(self, draw: random.Random) -> dict[str, bytes]:
        """What is found when the power is back."""
        kept = {path: file for path, file in self.removed.items() if draw.random() < 0.5}
        return {path: file.after_cut(draw) for path, file in {**kept, **self.files}.items()}


class OpenFile:
    """An open file of the disk, as SQLite sees it."""

    def __init__(self, disk: Disk, file: StoredFile) -> None:
        self._disk, self._file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.watch()
        self._file.write(bytes(data), offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.watch()
        self._file.truncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.watch()
        self._file.flush()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._file.seen)

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0  # promises nothing

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        pass


class Adapter:
    """APSW's connection with the manners of sqlite3's, as far as the store uses them.

    With `synchronous` it keeps another level than it is told to, and does not say so.
    """

    def __init__(self, path: str, vfs: str, synchronous: int | None = None) -> None:
        self._connection = apsw.Connection(path, vfs=vfs)
        self._synchronous = synchronous
        self._connection.execute("PRAGMA wal_autocheckpoint=25")

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        if self._synchronous is not None and statement.startswith("PRAGMA synchronous"):
            self._connection.execute(f"PRAGMA synchronous={self._synchronous}")
            return self._connection.execute("SELECT 2")
        try:
            return self._connection.execute(statement, tuple(values))
        except apsw.Error as error:
            raise translated(error) from error

    def close(self) -> None:
        with contextlib.suppress(apsw.Error):  # sqlite3's says nothing either
            self._connection.close()


def translated(error: apsw.Error) -> sqlite3.Error:
    """The error that sqlite3 would have raised."""
    kind = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else None
    told = (kind or sqlite3.OperationalError)(str(error))
    name = type(error).__name__.removesuffix("Error").upper()
    told.sqlite_errorname = f"SQLITE_{'IOERR' if name == 'IO' else name}"
    return told


def put_back(found: dict[str, bytes], folder: Path) -> None:
    """Write what the disk holds into a folder."""
    folder.mkdir()
    for path, data in found.items():
        (folder / Path(path).name).write_bytes(data)
