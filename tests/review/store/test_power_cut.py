"""No answer is lost when the power fails; the simulation does find what weaker settings lose."""

from __future__ import annotations

import functools
import itertools
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.review.history import replay
from desktop.review.store import Store, StoreError
from tests.review.clocks import SettableClock
from tests.review.power_cut import Adapter, Disk, put_back
from tests.review.studying import pass_time, random_event

FULL, NORMAL, OFF = None, 1, 0
EVENTS = 60
_names = itertools.count()


@dataclass
class Outcome:
    """What the cuts of some sessions did."""

    cuts: int = 0
    lost: int = 0  # cuts after which acknowledged rows were missing
    damaged: int = 0
    unasked: list[str] = field(default_factory=list)


class Session:
    """A student who studies on the disk; at some of its changes we look what a cut would leave."""

    def __init__(self, place: Path, seed: int, synchronous: int | None, chance: float) -> None:
        self.place = place  # for the lock alone
        self.draw = random.Random(seed)
        self.disk = Disk(f"power-cut-{next(_names)}", self._maybe_cut)
        self.found: list[tuple[list[str], dict[str, bytes]]] = []
        self.saved: list[str] = []
        self._synchronous = synchronous
        self._chance = chance

    def _maybe_cut(self) -> None:
        if self.draw.random() < self._chance:
            self.found.append((list(self.saved), self.disk.after_cut(self.draw)))

    def run(self) -> None:
        clock = SettableClock()
        for _ in range(3):
            store = Store.open(self.place, clock, connect=self._connect)
            self.saved = self.saved or [row.uid for row in store.rows()]
            for _ in range(EVENTS // 3):
                pass_time(clock, self.draw)
                if self.draw.random() < 0.1 and store.next_undo():
                    self.saved.append(store.undo().uid)
                else:
                    self.saved.append(store.append(random_event(self.draw)).uid)
            store.close()
        self.disk.unregister()

    def _connect(self, path: Path, read_only: bool) -> Adapter:
        return Adapter(str(path), self.disk.name, self._synchronous)


def cut(folder: Path, sessions: int, synchronous: int | None, chance: float = 0.05) -> Outcome:
    outcome = Outcome()
    for seed in range(sessions):
        session = Session(folder / "lock", seed, synchronous, chance)
        session.run()
        for saved, found in session.found:
            outcome.cuts += 1
            put_back(found, folder / "found")
            judge(folder / "found", saved, outcome)
            shutil.rmtree(folder / "found")
    return outcome


def judge(profile: Path, saved: list[str], outcome: Outcome) -> None:
    try:
        with Store.open(profile, SettableClock()) as store:
            rows = store.rows()
            store.safekeeping.check()
            assert replay(rows) == store.states()
    except StoreError:
        outcome.damaged += 1
        return
    uids = [row.uid for row in rows]
    if not saved:
        return  # the profile was being made
    if uids[: len(saved)] != saved:
        outcome.lost += 1
    elif len(uids) > len(saved) + 1:
        outcome.unasked.append(f"{len(uids)} rows for {len(saved)} answers")


def test_no_answer_is_lost(folder):
    outcome = cut(folder, 7, FULL)
    assert outcome.cuts > 150
    assert (outcome.lost, outcome.damaged, outcome.unasked) == (0, 0, [])


def test_weaker_settings_lose_answers(folder):
    outcome = cut(folder, 3, NORMAL)
    assert outcome.lost > 0.3 * outcome.cuts


def test_no_flush_at_all_damages_the_file(folder):
    outcome = cut(folder, 3, OFF)
    assert outcome.damaged > 0


def test_the_first_start_may_be_cut_anywhere(folder):
    draw = random.Random(1)
    found: list[dict[str, bytes]] = []

    def cut_often() -> None:
        found.extend(disk.after_cut(draw) for _ in range(3))

    disk = Disk("first-start", cut_often)
    connection = functools.partial(connect_to, disk)
    Store.open(folder / "lock", SettableClock(), connect=connection).close()
    disk.unregister()
    outcome = Outcome()
    for files in found:
        put_back(files, folder / "found")
        judge(folder / "found", [], outcome)
        shutil.rmtree(folder / "found")
    assert len(found) > 60
    assert outcome.damaged == 0


def connect_to(disk: Disk, path: Path, read_only: bool) -> Adapter:
    return Adapter(str(path), disk.name)


@pytest.mark.long
def test_no_answer_is_lost_in_two_thousand_cuts(folder):
    outcome = cut(folder, 90, FULL)
    assert outcome.cuts > 2000
    assert (outcome.lost, outcome.damaged, outcome.unasked) == (0, 0, [])
