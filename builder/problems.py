"""What is wrong with the content, and where: collected, sorted, printed."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

MAX_FINDINGS_PER_FILE = 100
MAX_QUOTED = 60

Report: TypeAlias = Callable[[int, str, str], None]
"""Takes a line, what is wrong there, and how to mend it."""


class TooManyFindingsError(Exception):
    """A file has so many problems that the rest would only bury the first."""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that is wrong, and how to mend it.

    question is the key of what can't be used for it: in2346-2022/4.7, or a problem's in2346-2022/4.
    """

    path: str
    line: int
    message: str
    remedy: str
    question: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}: {self.remedy}"

    def annotation(self) -> str:
        """The same as a command to the public CI, which then shows it beside the line."""
        place = f"file={_property(self.path)},line={self.line}"
        return f"::error {place}::{_data(f'{self.message}: {self.remedy}')}"


class Findings:
    """All that was found wrong, each thing once."""

    def __init__(self) -> None:
        self._found: set[Finding] = set()
        self._in_file: Counter[str] = Counter()

    def add(self, finding: Finding) -> None:
        """Keep a finding, unless its file has too many already."""
        if finding in self._found or self.is_full(finding.path):
            return
        self._in_file[finding.path] += 1
        self._found.add(finding)
        if self.is_full(finding.path):
            message = f"there are {MAX_FINDINGS_PER_FILE} problems in this file, or more"
            self._found.add(Finding(finding.path, finding.line, message, "mend these first"))

    def is_full(self, path: str) -> bool:
        """Whether a file has so many findings that no more are kept."""
        return self._in_file[path] >= MAX_FINDINGS_PER_FILE

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Finding]:
        """Every finding, by path and line."""
        return iter(sorted(self._found))

    @property
    def questions(self) -> frozenset[str]:
        """The keys of the questions and problems that can't be used."""
        return frozenset(finding.question for finding in self._found if finding.question)

    def lines(self, annotate: bool | None = None) -> Iterator[str]:
        """What to print: every finding, then how many there are; nothing if there are none.

        annotate adds the public CI's annotations; left out, the environment decides.
        """
        found = list(self)
        yield from map(str, found)
        if in_public_ci() if annotate is None else annotate:
            yield from (finding.annotation() for finding in found)
        if found:
            files = len({finding.path for finding in found})
            yield f"{_count(len(found), 'problem')} in {_count(files, 'file')}"


def in_public_ci() -> bool:
    """Whether a public CI runs us and reads annotations."""
    return bool(os.environ.get("GITHUB_ACTIONS"))


def shown(path: Path) -> str:
    """The path as an editor that was opened where we run can follow it."""
    try:
        # Not resolve(): a finding about a symbolic link names the link.
        name = Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        name = path.as_posix()
    return _printable(name)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` was probably meant to be."""
    candidates = {name.lower(): name for name in known}
    # A long word costs time and is no typing mistake.
    matches = difflib.get_close_matches(word.lower()[:MAX_QUOTED], candidates, n=1, cutoff=0.6)
    return candidates[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy that names the nearest known name, or `otherwise`."""
    match = nearest(word, known)
    return f"did you mean `{match}`?" if match else otherwise


def quoted(text: str) -> str:
    """The author's own text within a message: short, on one line, and harmless to a terminal."""
    short = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return f"`{_printable(short)}`"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
