"""What build.py does: check, compile, write; with its messages and exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder import freshness

OK, CONTENT, ENVIRONMENT, BUG, INTERRUPTED = 0, 2, 3, 4, 130

DECK = "endterm.apkg"
BUNDLE = "endterm.bundle"
REPORT = "report.json"
GUIDE = "IMPORT.md"
OURS = ("builder", "desktop")


class EnvironmentProblemError(Exception):
    """Something that the machine lacks; the message says what to run."""


@dataclass(frozen=True)
class Options:
    """The command line."""

    root: Path
    content: Path
    out: Path
    check: bool = False
    only: str | None = None
    keep_going: bool = False
    jobs: int = 1

    @property
    def cache(self) -> Path:
        """Where formulas and the record of the last build are kept."""
        return self.root / ".cache" / "endterm"

    @property
    def is_release(self) -> bool:
        """Whether this build may stamp the ledger: a whole one, of everything."""
        return not (self.check or self.only or self.keep_going)


@dataclass(frozen=True)
class PaperOrder:
    """Which paper to print, and whether with its solutions."""

    seed: int
    solutions: bool


class Progress:
    """Says on a terminal what is being done; silent in a pipe."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._step = ""
        self._since = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def start(self, step: str) -> None:
        """Begin a step and end the one before."""
        self.stop()
        self._step = step
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{step} ...")
            sys.stderr.flush()

    def count(self, done: int, total: int) -> None:
        """Say how far the step has come."""
        if self._terminal and (done % 20 == 0 or done == total):
            sys.stderr.write(f"\r\x1b[K{self._step} ... {done} of {total}")
            sys.stderr.flush()

    def stop(self) -> None:
        """End the step, clear the line."""
        now = time.perf_counter()
        if self._step:
            self.seconds[self._step] = round(now - self._since, 3)
        self._step, self._since = "", now
        if self._terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def run(options: Options, paper: PaperOrder | None = None) -> int:
    """Build, or print a paper, and return the exit code."""
    progress = Progress()
    try:
        return _print_paper(options, paper, progress) if paper else _run(options, progress)
    except KeyboardInterrupt:
        progress.stop()
        print("Interrupted. Nothing was written in part.", file=sys.stderr)
        return INTERRUPTED
    except (EnvironmentProblemError, OSError) as error:
        progress.stop()
        print(_environment_message(error, options), file=sys.stderr)
        return ENVIRONMENT
    except Exception:
        progress.stop()
        traceback.print_exc()
        print("This is a bug in the builder. What was in place is unchanged.", file=sys.stderr)
        return BUG


def _environment_message(error: Exception, options: Options) -> str:
    if isinstance(error, EnvironmentProblemError):
        return str(error)
    assert isinstance(error, OSError)
    where = error.filename or options.out
    reason = (error.strerror or str(error)).lower()
    return (
        f"{where}: {reason}. What was in place is unchanged. "
        "Free space or mend the permissions, then run the build again."
    )


def _run(options: Options, progress: Progress) -> int:
    record = options.out / ".last-build.json"
    outputs = [options.out / name for name in (DECK, BUNDLE, REPORT, GUIDE)]
    outputs.append(options.content / freshness.LEDGER)
    # before the build, so that what is edited while it runs is not taken for built
    inputs = freshness.inputs_digest(options.root, options.content)
    if options.is_release and freshness.is_fresh(record, inputs, outputs):
        print(f"Nothing has changed since the last build; {shown(options.out)} is as it was.")
        return OK
    with _packages():
        from builder.build import build
    code = _told(build(options, progress), progress)
    if code == OK and options.is_release:
        freshness.write_record(record, inputs, outputs)
    return code


def _print_paper(options: Options, paper: PaperOrder, progress: Progress) -> int:
    with _packages():
        from builder.papers import print_paper
    return _told(print_paper(options, paper, progress), progress)


def _told(result: tuple[int, list[str]], progress: Progress) -> int:
    code, messages = result
    progress.stop()
    for message in messages:
        print(message)
    return code


@contextlib.contextmanager
def _packages() -> Iterator[None]:
    """For the heavy imports, which wait until there is work: say what to do if one is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name in OURS:
            raise
        message = f"Python's package {name} is missing. Run `make`, which installs it."
        raise EnvironmentProblemError(message) from error


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)
