"""The few things done to files beside the database; tests put a failing disk in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Files:
    """What is written here is on the disk when the call returns."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, where they are missing."""
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, parts: Iterable[bytes], start: int = 0) -> None:
        """Write a file, or write it on from `start`; a failure may leave a part of it."""
        with path.open("rb+" if start else "wb") as file:
            file.seek(start)
            file.truncate()
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())

    def flush(self, path: Path) -> None:
        """Have what another wrote on the disk."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, in place of whatever has it."""
        old.replace(new)
        self.flush_folder(new.parent)
        if old.parent != new.parent:
            self.flush_folder(old.parent)

    def copy(self, old: Path, new: Path) -> None:
        """Copy a file as it is; a failure may leave a part of it."""
        shutil.copyfile(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def flush_folder(self, folder: Path) -> None:
        """Have a folder's names on the disk."""
        if os.name == "nt":  # a folder cannot be opened there; its renames last by themselves
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def write_whole(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write a file so that a reader finds the old or the new one, whatever happens."""
        part = path.with_name(f".{path.name}.part")
        try:
            self.write(part, parts)
            self.rename(part, path)
        except BaseException:
            discard(part)
            raise


def discard(path: Path) -> None:
    """Remove a half-written file where that is possible; it is in nobody's way."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
