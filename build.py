"""Compile the knowledge base in content/ into dist/: the Anki deck, the app's bundle, a report."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from builder.commands import Options, PaperOrder, run

ROOT = Path(__file__).resolve().parent
DIST = ROOT / "dist"
LARGEST_SEED = 999_999
PAPER = "Print an exam with fresh numbers; the same seed gives the same paper."


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, build, and return the exit code."""
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument(
        "--check", action="store_true", help="check everything, the ledger included; write nothing"
    )
    parser.add_argument("--only", metavar="PROBLEM", help="write endterm-PROBLEM.apkg alone")
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write; default dist/")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="typeset in N processes")
    whole.add_argument(
        "--keep-going",
        action="store_true",
        help="build without the broken questions, into --out, and exit with 2",
    )
    _add_paper(parser)
    given = parser.parse_args(arguments)
    _print_anything()
    if given.keep_going and (given.out or DIST).resolve() == DIST:
        parser.error("--keep-going needs --out: an incomplete deck never goes into dist/")
    if given.jobs < 1:
        parser.error("--jobs must be at least 1")
    options = Options(
        root=ROOT,
        content=given.content,
        out=given.out or DIST,
        check=given.check,
        only=given.only,
        keep_going=given.keep_going,
        jobs=given.jobs,
    )
    return run(options, PaperOrder(given.seed, given.solutions) if given.command else None)


def _add_paper(parser: argparse.ArgumentParser) -> None:
    """The command that prints an exam; the build itself needs no command."""
    commands = parser.add_subparsers(dest="command", metavar="paper")
    paper = commands.add_parser("paper", help="print an exam as PDF", description=PAPER)
    paper.add_argument("--seed", type=_seed, required=True, metavar="N", help="which paper")
    paper.add_argument("--solutions", action="store_true", help="the solution sheet too")
    paper.add_argument("--out", type=Path, default=argparse.SUPPRESS, metavar="DIR")


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) > LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to {LARGEST_SEED}")
    return int(text)


def _print_anything() -> None:
    """Escape what the terminal or pipe cannot show, such as a minus sign that a message quotes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
