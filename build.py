"""Compile the knowledge base in content/ into dist/: the Anki deck, the app's bundle, a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.commands import Options, run

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, build, and return the exit code."""
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="check everything, the ledger included; write nothing"
    )
    parser.add_argument("--only", metavar="PROBLEM", help="write endterm-PROBLEM.apkg alone")
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write; default dist/")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="typeset in N processes")
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="build without the broken questions, into --out, and exit with 2",
    )
    given = parser.parse_args(arguments)
    if given.keep_going and given.out is None:
        parser.error("--keep-going needs --out: an incomplete deck never goes into dist/")
    if given.jobs < 1:
        parser.error("--jobs must be at least 1")
    return run(
        Options(
            root=ROOT,
            content=given.content,
            out=given.out or ROOT / "dist",
            check=given.check,
            only=given.only,
            keep_going=given.keep_going,
            jobs=given.jobs,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
