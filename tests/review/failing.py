"""Disks that fail: the k-th thing done to a file, or everything from the k-th on."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Iterable
from pathlib import Path

import apsw

from desktop.review.store.files import Files
from tests.review.power_cut import Adapter

_names = itertools.count()


class Fault:
    """Counts what is done, and fails at the k-th; if `lasting`, at all that follow as well."""

    def __init__(self, at: int | None = None, lasting: bool = False) -> None:
        self.at, self.lasting = at, lasting
        self.count = 0

    def strikes(self) -> bool:
        self.count += 1
        if self.at is None:
            return False
        return self.count == self.at or (self.lasting and self.count > self.at)


class FailingFiles(Files):
    """Files on a disk with a fault: each call may fail at its beginning or half-way."""

    def __init__(self, fault: Fault, number: int = errno.ENOSPC) -> None:
        self.fault, self.number = fault, number

    def _may_fail(self) -> None:
        if self.fault.strikes():
            raise OSError(self.number, "failing on purpose")

    def make_folder(self, folder: Path) -> None:
        self._may_fail()
        super().make_folder(folder)

    def write(self, path: Path, parts: Iterable[bytes], start: int = 0) -> None:
        self._may_fail()
        super().write(path, self._cut_short(parts), start)

    def _cut_short(self, parts: Iterable[bytes]) -> Iterable[bytes]:
        for part in parts:
            if self.fault.strikes():
                yield part[: len(part) // 2]
                raise OSError(self.number, "failing on purpose")
            yield part

    def flush(self, path: Path) -> None:
        self._may_fail()
        super().flush(path)

    def rename(self, old: Path, new: Path) -> None:
        self._may_fail()
        super().rename(old, new)

    def copy(self, old: Path, new: Path) -> None:
        self._may_fail()
        super().copy(old, new)

    def flush_folder(self, folder: Path) -> None:
        self._may_fail()
        super().flush_folder(folder)


class FailingDisk(apsw.VFS):
    """The real disk with a fault beneath SQLite."""

    def __init__(self, fault: Fault, full: bool) -> None:
        self.name = f"failing-{next(_names)}"
        self.fault, self.full = fault, full
        super().__init__(self.name, "")

    def xOpen(self, name, flags):  # noqa: N802
        return FailingFile(self, name, flags)

    def xDelete(self, path, sync):  # noqa: N802
        self.may_fail()
        super().xDelete(path, sync)

    def may_fail(self) -> None:
        if self.fault.strikes():
            raise apsw.FullError if self.full else apsw.IOError

    def connect(self, path: Path, read_only: bool) -> Adapter:
        return Adapter(str(path), self.name)


class FailingFile(apsw.VFSFile):
    def __init__(self, disk: FailingDisk, name, flags) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data, offset):  # noqa: N802
        self._disk.may_fail()
        super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802
        self._disk.may_fail()
        super().xSync(flags)

    def xTruncate(self, size):  # noqa: N802
        self._disk.may_fail()
        super().xTruncate(size)
