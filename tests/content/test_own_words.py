"""The knowledge base speaks in its own words: no run of eight words stands in the exam as well.

tests/golden/scan_shingles.txt holds a truncated SHA-256 of every run of eight words of the scan, so
that the exam's sentences need not be kept here. Formulas and numbers do not count as words.
"""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.project import CONTENT, ROOT

RUN = 8
WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
FORMULA = re.compile(r"\$\$?.*?\$\$?", re.DOTALL)
FILES = sorted(CONTENT.rglob("*.yaml"))
KNOWN = frozenset((ROOT / "tests/golden/scan_shingles.txt").read_text().split())


def runs(text: str) -> list[str]:
    """Every run of eight words of a text, formulas left out, in lower case."""
    words = [word.lower() for word in WORD.findall(FORMULA.sub(" ", text))]
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def shared_runs(text: str, known: frozenset[str] = KNOWN) -> list[str]:
    """The runs that the scan has too."""
    return [run for run in runs(text) if digest(run) in known]


def digest(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:12]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_run_of_eight_words_is_the_exams(path):
    assert shared_runs(path.read_text(encoding="utf-8")) == []


def test_a_run_is_found_across_lines_formulas_and_capitals():
    run = "one two three four five six seven eight"
    known = frozenset({digest(run)})
    assert shared_runs("One two $x_1$ three\n four five 6, six seven eight.", known) == [run]
    assert shared_runs("One two three four five six seven nine eight.", known) == []


def test_the_scan_is_known():
    assert len(KNOWN) > 2500
