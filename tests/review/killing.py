"""Profiles whose program is killed: one student after the other, each killed at a random moment.

    python -m tests.review.killing FOLDER COUNT SEED

A process that has the imports behind it forks a student, who studies, undoes, backs up, restores
and restarts, and says through a pipe what was acknowledged. After the kill the profile is judged:
nothing acknowledged is lost, nothing counts twice, chain and states are right. The event that was
under way is sent again by the next student, as the app would on Retry. Prints what was found.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from desktop.review.history import replay
from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store
from desktop.review.store.backups import backups
from desktop.review.store.files import Files
from desktop.review.store.restore import restore
from tests.review.clocks import SettableClock
from tests.review.studying import pass_time, random_event

LONGEST = 0.12  # seconds that a student may live
ACTS = ("event", "undo", "redo", "backup", "restore", "restart", "settings")
CHANCES = (80, 8, 4, 3, 1, 2, 1)


def student(profile: Path, seed: int, retry: str, say: int) -> None:
    """Study until killed; every line says what begins, or what was acknowledged."""
    draw = random.Random(seed)
    clock = SettableClock()
    store = Store.open(profile, clock)
    clock.time = max(clock.time, store.moment().at_ms)
    tell(say, "opened", len(store.rows()))
    tell(say, "first", store.row(1).uid)
    if retry:
        tell(say, "row", store.append(random_event(random.Random(retry), retry)).uid)
    for turn in range(10_000):
        pass_time(clock, draw)
        act = draw.choices(ACTS, CHANCES)[0]
        if act == "event":
            uid = f"{seed}-{turn}"
            tell(say, "begins", uid)
            tell(say, "row", store.append(random_event(random.Random(uid), uid)).uid)
        elif act in ("undo", "redo"):
            row = store.undo() if act == "undo" else store.redo()
            if row:
                tell(say, "row", row.uid)
        elif act == "backup":
            store.safekeeping.back_up()
            tell(say, "backup", 0)
        elif act == "settings":
            settings = SchedulerSettings(desired_retention=draw.uniform(0.8, 0.95))
            tell(say, "row", store.change_schedule(settings).uid)
        else:
            store.close()
            made = backups(profile)
            if act == "restore" and made:
                tell(say, "restores", made[0].seq)
                tell(say, "restored", restore(profile, made[0].path, clock.now_ms(), Files()).seq)
            store = Store.open(profile, clock)


def tell(say: int, what: str, value: object) -> None:
    os.write(say, f"{what} {value}\n".encode())


class Judge:
    """What the log should hold, as far as it was acknowledged."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.saved: list[str] = []
        self.under_way = ""
        self.shorter: int | None = None  # a restore to that many rows was under way
        self.acts: dict[str, int] = {}

    def hear(self, lines: list[str]) -> None:
        for what, value in (line.split() for line in lines):
            self.acts[what] = self.acts.get(what, 0) + 1
            if what == "begins":
                self.under_way = value
            elif what == "row":
                self.under_way = "" if value == self.under_way else self.under_way
                if value not in self.saved[-1:]:
                    self.saved.append(value)
            elif what == "first":
                self.saved = self.saved or [value]
            elif what == "restores":
                self.shorter = int(value)
            elif what == "restored":
                self.saved, self.shorter = self.saved[: int(value)], None
            elif what == "opened":
                assert int(value) >= len(self.saved), "opened with less"

    def judge(self) -> None:
        with Store.open(self.profile, SettableClock()) as store:
            rows = store.rows()
            states = store.states()
            store.safekeeping.check()
        uids = [row.uid for row in rows]
        if self.shorter is not None and len(uids) == self.shorter:
            self.saved = self.saved[: self.shorter]
        self.shorter = None
        if self.saved:
            assert uids[: len(self.saved)] == self.saved, "an acknowledged row is lost"
            assert len(uids) <= len(self.saved) + 1, "more rows than anyone asked for"
        assert len(set(uids)) == len(uids)
        assert states == replay(rows), "the states do not follow from the log"
        self.saved = uids


def run(profile: Path, count: int, seed: int) -> dict[str, object]:
    draw = random.Random(seed)
    judge = Judge(profile)
    late = 0
    for number in range(count):
        listen, say = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(listen)
            try:
                student(profile, 1000 * seed + number, judge.under_way, say)
            finally:
                os._exit(1)
        os.close(say)
        time.sleep(draw.uniform(0, LONGEST))
        os.kill(process, signal.SIGKILL)
        with os.fdopen(listen) as told:
            lines = told.read().splitlines(keepends=True)
        _, status = os.waitpid(process, 0)
        assert status == signal.SIGKILL, f"the student failed by itself: {status}"
        judge.under_way = "" if lines else judge.under_way
        judge.hear([line for line in lines if line.endswith("\n")])
        before = len(judge.saved)
        judge.judge()
        late += len(judge.saved) > before
    return {"kills": count, "rows": len(judge.saved), "unacknowledged": late, **judge.acts}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
