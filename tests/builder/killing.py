"""Builds that are killed: a process that has the imports behind it forks one build after another.

    python -m tests.builder.killing FOLDER < plan.json > what-was-left.json

FOLDER holds `old` and `new`, two states of content/. For each kill of the plan one of them becomes
FOLDER/content, a build into FOLDER/dist starts and is killed, and what it left is noted. Nothing is
typeset before a fork, since a forked copy of the JavaScript engine is not to be trusted.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from functools import cached_property
from pathlib import Path

import builder.build  # noqa: F401 - the imports that every build would pay for
from builder.commands import Options, run
from builder.files import leftovers
from tests.clone import digest

TRIES = 10
GLANCE = 0.0002  # seconds between looks for the first file that is written


class Build:
    """A build in a process of its own; it may be told to kill itself before a rename."""

    def __init__(self, options: Options, before_rename: int = 0) -> None:
        self._status: int | None = None
        self._process = os.fork()
        if self._process == 0:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            if before_rename:
                die_before_rename(before_rename)
            os._exit(run(options))

    def runs(self) -> bool:
        if self._status is None:
            found, status = os.waitpid(self._process, os.WNOHANG)
            self._status = status if found else None
        return self._status is None

    def kill(self) -> None:
        if self.runs():
            os.kill(self._process, signal.SIGKILL)

    def was_killed(self) -> bool:
        """Wait for the end; a build that ended by itself must have succeeded."""
        if self._status is None:
            _, self._status = os.waitpid(self._process, 0)
        assert self._status in (0, signal.SIGKILL), self._status
        return self._status == signal.SIGKILL


def die_before_rename(number: int) -> None:
    rename = Path.replace
    left = number

    def replace(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(path, target)

    Path.replace = replace


class Killer:
    """Builds and kills in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = Options(root=folder, content=folder / "content", out=folder / "dist")

    def parts(self) -> int:
        return len(leftovers(self.options.out)) + len(leftovers(self.options.content))

    def install(self, state: str) -> None:
        """Content and ledger as this state has them; the build must not think itself done."""
        shutil.rmtree(self.options.content, ignore_errors=True)
        shutil.copytree(self.folder / state, self.options.content)
        (self.options.out / ".last-build.json").unlink(missing_ok=True)

    @cached_property
    def durations(self) -> dict[str, float]:
        """How long a whole build takes, and that part of it that writes."""
        self._timed()  # typesets what the cache lacks
        whole, writing = zip(*(self._timed() for _ in range(3)), strict=True)
        return {"whole": min(whole), "writing": min(writing)}

    def _timed(self) -> tuple[float, float]:
        self.install("new")
        begin = time.perf_counter()
        build = Build(self.options)
        self._wait_for_parts(build, 0)
        writing = time.perf_counter()
        assert not build.was_killed()
        end = time.perf_counter()
        return end - begin, end - writing

    def _wait_for_parts(self, build: Build, before: int) -> None:
        while self.parts() <= before and build.runs():
            time.sleep(GLANCE)

    def kill(self, state: str, how: str, moment: float, cold: bool) -> dict:
        """Build a state and kill that; `moment` is a share of a duration, or a rename."""
        duration = self.durations[how] if how != "rename" else 0
        self.install(state)
        before = self.parts()
        if cold:
            shutil.rmtree(self.options.cache, ignore_errors=True)
        build = Build(self.options, int(moment) if how == "rename" else 0)
        if how == "writing":
            self._wait_for_parts(build, before)
        if how != "rename":
            time.sleep(moment * duration)
            build.kill()
        killed = build.was_killed()
        return {"state": state, "killed": killed, "parts": self.parts(), "files": self.files()}

    def files(self) -> dict[str, str]:
        """What stands in dist/ and the ledger; of the report, which tells times, its sum."""
        files = {"releases.json": self.options.content / "releases.json"}
        files |= {path.name: path for path in self.options.out.glob("[!.]*")}
        return {name: digest(path) for name, path in files.items()}


def main() -> None:
    killer = Killer(Path(sys.argv[1]))
    outcomes = []
    for step in json.load(sys.stdin):
        # a build that was faster than its killer is tried again, to be killed sooner
        for _ in range(1 if step["how"] == "rename" else TRIES):
            outcomes.append(killer.kill(**step))
            if outcomes[-1]["killed"]:
                break
            step["moment"] *= 0.7
    json.dump(outcomes, sys.stdout)


if __name__ == "__main__":
    main()
