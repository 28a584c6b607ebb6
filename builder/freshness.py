"""Whether anything has changed since the last build, by the contents of all that goes into it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.files import leftovers, write_atomically

LEDGER = "releases.json"
SOURCES = ("builder", "desktop")
SUFFIXES = {".py", ".js", ".html", ".css"}
SINGLE = ("build.py", "requirements.lock", "package-lock.json", "build/mathjax.js")


def inputs_digest(root: Path, content: Path) -> str:
    """A digest of the content, the code and the script that a build depends on."""
    digest = hashlib.sha256(sys.version.encode())
    for path in _inputs(root, content):
        digest.update(f"\0{path}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def outputs_digest(paths: Iterable[Path]) -> str:
    """A digest of the files that a build wrote; empty if one is missing."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if not path.is_file():
            return ""
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(record: Path, inputs: str, outputs: Sequence[Path]) -> bool:
    """Whether the record of the last build names these inputs and the files as they are.

    A killed build has not left such a record, but it may have left its parts.
    """
    if any(leftovers(folder) for folder in {path.parent for path in outputs}):
        return False
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(last == {"inputs": inputs, "outputs": outputs_digest(outputs)})


def _inputs(root: Path, content: Path) -> list[Path]:
    # not the ledger, which a build writes too
    code = [
        path for folder in SOURCES for path in (root / folder).rglob("*") if path.suffix in SUFFIXES
    ]
    texts = [path for path in content.rglob("*") if path != content / LEDGER]
    single = [root / name for name in SINGLE]
    return sorted(path for path in (*code, *texts, *single) if path.is_file())


def write_record(record: Path, inputs: str, outputs: Iterable[Path]) -> None:
    """Note that these inputs gave the files as they are now.

    Without the note, where it cannot be written, the next build only takes longer.
    """
    text = json.dumps({"inputs": inputs, "outputs": outputs_digest(outputs)})
    with contextlib.suppress(OSError):
        write_atomically(record, text.encode())
