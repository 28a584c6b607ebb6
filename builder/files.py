"""Writing files so that a reader finds the old or the new one, whatever happens in between."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, then rename over it.

    Raises: OSError if the disk is full or the folder cannot be written; the target is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def remove_parts(folder: Path) -> None:
    """Remove what a killed build left beside its targets."""
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename itself is durable
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
