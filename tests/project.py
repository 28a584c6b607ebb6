"""A copy of a knowledge base that a test may change and build."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder import schema
from builder.commands import OK, Options, run

ROOT = Path(__file__).resolve().parent.parent
FIVE = ROOT / "tests" / "five"
CONTENT = ROOT / "content"


class Project:
    """Content and output in a folder of the test's own."""

    def __init__(self, folder: Path, source: Path = FIVE) -> None:
        self.content = folder / "content"
        self.out = folder / "dist"
        shutil.copytree(source, self.content)
        if source == FIVE:
            write_schema(self.content)

    @property
    def deck(self) -> Path:
        return self.out / "endterm.apkg"

    @property
    def bundle(self) -> Path:
        return self.out / "endterm.bundle"

    @property
    def ledger(self) -> Path:
        return self.content / "releases.json"

    def run(self, **options) -> int:
        given = {"root": ROOT, "content": self.content, "out": self.out} | options
        return run(Options(**given))

    def build(self, **options) -> Path:
        assert self.run(**options) == OK
        return self.deck

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in the file."""
        path = next(self.content.rglob(name))
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")


def write_schema(content: Path) -> None:
    (content / "schema.json").write_text(schema.text(), encoding="utf-8")
