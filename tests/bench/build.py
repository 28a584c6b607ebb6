"""Speed of build.py on a copy of the real content: cold, with cached formulas, nothing changed.

    python -m tests.bench.build

Each figure is the best of the rounds, as other work on the machine only slows; a start of Python
is part of it, as it is for an author.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.clone import Clone
from tests.project import CONTENT

COLD, CACHED, UNCHANGED = 20.0, 4.0, 0.5  # seconds


def report(rounds: int = 3) -> list[str]:
    """Lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder) / "clone", CONTENT, warm=False)
        clone.build()  # stamps the ledger, and has Python compile the copied modules
        rows = [
            ("nothing cached", COLD, _cold),
            ("formulas cached", CACHED, Clone.forget),
            ("nothing changed", UNCHANGED, _unchanged),
        ]
        return [_line(clone, *row, rounds) for row in rows]


def _line(
    clone: Clone, what: str, budget: float, prepare: Callable[[Clone], None], rounds: int
) -> str:
    times = []
    for _ in range(rounds):
        prepare(clone)
        start = time.perf_counter()
        clone.build()
        times.append(time.perf_counter() - start)
    verdict = "" if min(times) <= budget else ": MISSED"
    return f"build.py, everything, {what}: {min(times):.2f} s (budget {budget:g} s{verdict})"


def _cold(clone: Clone) -> None:
    shutil.rmtree(clone.cache)
    clone.forget()


def _unchanged(clone: Clone) -> None:
    assert (clone.dist / ".last-build.json").is_file()


if __name__ == "__main__":
    print("\n".join(report()))
