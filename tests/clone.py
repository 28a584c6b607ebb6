"""A copy of the builder with content, cache and dist/ of its own, run as an author runs it.

The code is copied so that a test may take away fonts, script and cache, which belong to it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from builder.assets import APP_FONT_FOLDER, APP_FONTS, FONT_FOLDER, FONTS, SCRIPT
from tests.project import FIVE, ROOT, write_schema

CODE = ("builder", "desktop")
FILES = ("build.py", "requirements.lock", "package-lock.json")
OUTPUTS = ("endterm.apkg", "endterm.bundle", "IMPORT.md", "report.json")
CACHE = ROOT / ".cache" / "endterm"
# report.json says how long each step took
SAME = OUTPUTS[:3]


class Done(NamedTuple):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


class Clone:
    """A repository in a folder of the test's own."""

    def __init__(self, folder: Path, source: Path = FIVE, warm: bool = True) -> None:
        """Copy code and content, and if `warm` the formulas that were typeset before, for speed."""
        self.root = folder
        self.content = folder / "content"
        self.dist = folder / "dist"
        self.cache = folder / ".cache" / "endterm"
        for name in CODE:
            shutil.copytree(ROOT / name, folder / name)
        for name in FILES:
            shutil.copy2(ROOT / name, folder / name)
        fonts = [FONT_FOLDER / name for name in FONTS.values()]
        app_fonts = [APP_FONT_FOLDER / name for name in APP_FONTS.values()]
        for path in (SCRIPT, *fonts, *app_fonts):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        shutil.copytree(source, self.content)
        write_schema(self.content)
        if warm and CACHE.is_dir():
            shutil.copytree(CACHE, self.cache)

    @property
    def ledger(self) -> Path:
        return self.content / "releases.json"

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, str(self.root / "build.py"), *map(str, arguments)]

    def run(self, *arguments: str | Path, cwd: Path | None = None, **variables: str) -> Done:
        """Run build.py to its end."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def build(self, *arguments: str | Path, **variables: str) -> dict[str, bytes]:
        """Run build.py, which must succeed in silence; returns what it wrote but the report."""
        done = self.run(*arguments, **variables)
        assert (done.code, done.err) == (0, ""), done
        return self.outputs()

    def outputs(self) -> dict[str, bytes]:
        return {name: (self.dist / name).read_bytes() for name in SAME}

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in the file."""
        path = next(self.content.rglob(name))
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def forget(self) -> None:
        """Make the next build work though nothing has changed."""
        (self.dist / ".last-build.json").unlink()


def environment(**variables: str) -> dict[str, str]:
    """This one, without what changes a build."""
    dropped = {"GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "PYTHONPATH"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | variables


def digest(path: Path) -> str:
    """What tells a file from another: its hash, or of a report, which tells times, its sum."""
    data = path.read_bytes()
    if path.name == "report.json":
        return f"{json.loads(data)['questions']} questions"
    return hashlib.sha256(data).hexdigest()


def snapshot(*folders: Path) -> dict[Path, tuple[str, int]]:
    """Digest and time of every file, so that a test sees what was written and what was touched."""
    return {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
