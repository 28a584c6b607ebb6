"""Writing files so that a reader finds the old or the new one, whatever happens in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write one file; see write_all."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their targets and flush them, and only then rename them, in order.

    Raises: OSError if the disk is full or a folder cannot be written; no target has changed then.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, data in files.items():
            _write_part(path, parts[path], data)
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        raise
    for folder in dict.fromkeys(path.parent for path in files):
        _flush_folder(folder)


def leftovers(folder: Path) -> list[Path]:
    """What a killed build left beside its targets."""
    return list(folder.glob(".*.part"))


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed build left; no other build may be writing there."""
    for part in leftovers(folder):
        part.unlink(missing_ok=True)


def _write_part(path: Path, part: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o644)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename itself is durable
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
