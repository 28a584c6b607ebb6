"""Anki's archives: the one file in them that is wanted, taken out with care.

An .apkg or .colpkg is a zip from anywhere. Nothing is extracted by the names in it: three names are
known, one of them is copied, byte by byte under a limit, into a folder of ours.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import zstandard

CURRENT, NEWER_LEGACY, LEGACY = "collection.anki21b", "collection.anki21", "collection.anki2"
NAMES = (CURRENT, NEWER_LEGACY, LEGACY)  # the best first: with a newer one the older is a dummy
PART = 1 << 20
LARGEST = 1 << 29  # bytes of a collection, 512 MiB
MOST_ENTRIES = 200_000
SQLITE_START = b"SQLite format 3\x00"


class ExchangeError(Exception):
    """A file that can't be taken; the message says what is wrong, what is safe, what to do."""

    def __init__(self, what: str, remedy: str = "Export it from Anki again.") -> None:
        super().__init__(f"{what} Nothing was changed. {remedy}")
        self.what = what


def take_collection(path: Path, folder: Path) -> Path:
    """A copy of the collection in an export, or of a collection file, in `folder`.

    A collection file keeps its journal: what Anki has not yet written back comes along.
    Raises: ExchangeError if the file is no export and no collection, or is not to be trusted.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ExchangeError(f"{path.name} is no file.", "Choose an .apkg or .colpkg file.")
        with path.open("rb") as file:
            begins = file.read(len(SQLITE_START))
        if begins == SQLITE_START:
            return _copied(path, folder)
        return _from_archive(path, folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = "Close Anki, or choose another file."
        raise ExchangeError(f"{path.name} can't be read ({reason}).", remedy) from error


def _copied(path: Path, folder: Path) -> Path:
    target = folder / LEGACY
    for ending in ("", "-wal"):
        part = path.with_name(path.name + ending)
        if ending and not part.is_file():
            continue
        if part.stat().st_size > LARGEST:
            raise ExchangeError(f"{path.name} is larger than {LARGEST >> 20} MB.")
        shutil.copyfile(part, target.with_name(target.name + ending))
    return target


def _from_archive(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _entry(archive, path)
            target = folder / LEGACY
            with archive.open(entry) as packed, target.open("wb") as out:
                parts = _unpacked(packed) if entry.filename == CURRENT else _parts(packed)
                _write(parts, out, path)
    except (zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError) as error:
        raise ExchangeError(f"{path.name} is damaged, or no export of Anki.") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise ExchangeError(f"{path.name} is packed in a way that Anki does not use.") from error
    with target.open("rb") as file:
        if file.read(len(SQLITE_START)) != SQLITE_START:
            raise ExchangeError(f"The collection in {path.name} is damaged.")
    return target


def _entry(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise ExchangeError(f"{path.name} has more than {MOST_ENTRIES:,} entries.")
    for name in NAMES:
        found = [info for info in infos if info.filename == name]
        if len(found) > 1:
            raise ExchangeError(f"{path.name} holds {name} more than once.")
        if found:
            [entry] = found
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if entry.flag_bits & 1 or kind not in (0, stat.S_IFREG):
                raise ExchangeError(f"{name} in {path.name} is encrypted, or no file.")
            return entry
    raise ExchangeError(
        f"{path.name} holds no collection.", "Export a deck or a collection with its schedule."
    )


def _parts(packed: IO[bytes]) -> Iterator[bytes]:
    while part := packed.read(PART):
        yield part


def _unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    with zstandard.ZstdDecompressor().stream_reader(packed, read_size=PART) as reader:
        while part := reader.read(PART):
            yield part


def _write(parts: Iterator[bytes], out: IO[bytes], path: Path) -> None:
    written = 0
    for part in parts:
        written += len(part)
        if written > LARGEST:
            raise ExchangeError(f"The collection in {path.name} is larger than {LARGEST >> 20} MB.")
        out.write(part)
