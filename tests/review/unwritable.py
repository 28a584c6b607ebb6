"""Folders and files that cannot be written to, for root as well."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Take away the permission to write; root, whom no permission stops, is nobody meanwhile."""
    mode = stat.S_IMODE(path.stat().st_mode)
    with ExitStack() as later:
        later.callback(path.chmod, mode)
        path.chmod((mode & ~0o222) | (0o555 if path.is_dir() else 0o444))
        if os.geteuid() == 0:
            for folder in path.parents:
                _let_in(folder, later)
            os.seteuid(NOBODY)
            later.callback(os.seteuid, 0)
        yield


def _let_in(folder: Path, later: ExitStack) -> None:
    """Let others go through a folder."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if not mode & 0o001:
        folder.chmod(mode | 0o055)
        later.callback(folder.chmod, mode)
