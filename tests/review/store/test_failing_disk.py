"""Every k-th thing done to the disk fails: nothing acknowledged is lost, and Retry counts once."""

from __future__ import annotations

import errno
import itertools
import random
import shutil
from pathlib import Path

import pytest

from desktop.review.history import replay
from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store, StoreUnavailable
from desktop.review.store.backups import backups
from desktop.review.store.errors import DiskFailing, DiskFull, ReadOnly
from desktop.review.store.files import Files
from desktop.review.store.restore import examine, restore, start_afresh
from tests.review.clocks import SettableClock
from tests.review.failing import FailingDisk, FailingFiles, Fault
from tests.review.studying import pass_time, random_event, study

# SQLite passes over some failures (those of a last checkpoint), and APSW warns of their exceptions.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def new_parameters() -> SchedulerSettings:
    return SchedulerSettings(parameters=(0.3, *SchedulerSettings().parameters[1:]))


class Student:
    """Does one thing after the other, and again what failed; knows what was acknowledged."""

    def __init__(self, profile: Path, disk: FailingDisk, tries: int) -> None:
        self.profile, self.disk, self.tries = profile, disk, tries
        self.clock = SettableClock()
        self.saved: list[str] = []
        self.failures: list[StoreUnavailable] = []

    def attempt(self, act):
        for _ in range(self.tries):
            try:
                return act()
            except StoreUnavailable as error:
                self.failures.append(error)
        raise self.failures[-1]

    def session(self) -> None:
        draw = random.Random(4)
        for _ in range(2):
            store = self.attempt(
                lambda: Store.open(self.profile, self.clock, connect=self.disk.connect)
            )
            try:
                self.saved = self.saved or [store.row(1).uid]
                self.some_study(store, draw)
            finally:
                store.close()

    def some_study(self, store: Store, draw: random.Random) -> None:
        for _ in range(4):
            pass_time(self.clock, draw)
            event = random_event(draw)
            self.saved.append(self.attempt(lambda event=event: store.append(event)).uid)
        count = len(self.saved)
        row = self.attempt(store.undo)
        assert row.seq == count + 1
        self.saved.append(row.uid)
        self.saved.append(self.attempt(store.redo).uid)
        self.saved.append(self.attempt(lambda: store.change_schedule(new_parameters())).uid)
        self.attempt(lambda: store.set_setting("theme", "dark"))


def judge(profile: Path, saved: list[str], clock: SettableClock) -> None:
    with Store.open(profile, clock) as store:
        rows = store.rows()
        assert [row.uid for row in rows][: len(saved)] == saved
        assert len(rows) <= len(saved) + 1
        assert replay(rows) == store.states()
        store.safekeeping.check()


@pytest.mark.parametrize("full", [True, False], ids=["full", "failing"])
@pytest.mark.parametrize("lasting", [True, False], ids=["for good", "once"])
def test_every_kth_write_of_a_session(folder, full, lasting):
    for k in itertools.count(1):
        fault = Fault(k, lasting)
        disk = FailingDisk(fault, full)
        student = Student(folder / str(k), disk, tries=1 if lasting else 3)
        try:
            student.session()
        except StoreUnavailable:
            assert lasting
        kinds = (DiskFull, DiskFailing, ReadOnly)
        assert all(isinstance(error, kinds) for error in student.failures)
        judge(student.profile, student.saved, student.clock)
        shutil.rmtree(student.profile)
        if fault.count < k:
            break
    assert k > 60


@pytest.fixture
def studied(folder, clock):
    profile = folder / "profile"
    with Store.open(profile, clock) as store:
        study(store, clock, 30)
        store.safekeeping.back_up()
        study(store, clock, 10)
    return profile


def fail_at_every_step(folder, profile, act, number):
    """Run an act on copies of a profile until no step of it fails; what each failure left."""
    for k in itertools.count(1):
        copy = folder / f"copy{k}"
        shutil.copytree(profile, copy)
        fault = Fault(k)
        try:
            act(copy, FailingFiles(fault, number))
            failed = False
        except StoreUnavailable as error:
            failed = bool(error.safe and error.remedy)
        yield copy, failed
        shutil.rmtree(copy)
        if fault.count < k:
            break
    assert k > 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_backup_that_fails_leaves_the_older_ones(folder, studied, clock, number):
    older = [backup.path.name for backup in backups(studied)]

    def back_up(profile, files):
        with Store.open(profile, clock, files=files) as store:
            store.safekeeping.back_up()

    for copy, _ in fail_at_every_step(folder, studied, back_up, number):
        made = backups(copy)
        assert set(older) <= {backup.path.name for backup in made}
        for backup in made:
            assert examine(backup.path).extent.seq == backup.seq
        with Store.open(copy, clock) as store:
            assert len(store.rows()) == 41
            assert store.safekeeping.back_up() or len(made) > len(older)
            assert examine(copy / "backups" / "reviews.jsonl").extent.seq in range(31, 42)
        assert not list(copy.rglob("*.part*"))


def test_an_export_that_fails_leaves_the_old_file(folder, studied, clock):
    def export(profile, files):
        with Store.open(profile, clock, files=files) as store:
            store.safekeeping.export(profile / "export.jsonl")

    (studied / "export.jsonl").write_text("old")
    for copy, failed in fail_at_every_step(folder, studied, export, errno.ENOSPC):
        text = (copy / "export.jsonl").read_text("utf-8")
        assert text != "old" or failed
        if text != "old":
            assert examine(copy / "export.jsonl").extent.seq == 41


@pytest.mark.parametrize("act", [restore, start_afresh])
def test_a_restore_that_fails_leaves_the_old_or_the_new(folder, studied, clock, act):
    def bring_back(profile, files):
        if act is restore:
            restore(profile, backups(profile)[0].path, clock.now_ms(), files)
        else:
            start_afresh(profile, clock.now_ms(), files)

    lengths = set()
    for copy, failed in fail_at_every_step(folder, studied, bring_back, errno.ENOSPC):
        if act is start_afresh:
            continue
        with Store.open(copy, clock) as store:
            lengths.add((failed, len(store.rows())))
            store.safekeeping.check()
        assert (copy / "backups").exists()
    if act is restore:
        assert (True, 41) in lengths
        assert (False, 31) in lengths
        assert lengths <= {(True, 41), (True, 31), (False, 31)}


def test_the_message_of_a_full_disk(folder, clock):
    fault = Fault()
    disk = FailingDisk(fault, full=True)
    with Store.open(folder / "profile", clock, connect=disk.connect) as store:
        study(store, clock, 5)
        fault.at, fault.lasting = fault.count + 1, True
        with pytest.raises(DiskFull) as raised:
            store.append(random_event(random.Random(1)))
        assert str(raised.value) == (
            "The disk is full. All 6 entries so far are safe; only this one was not saved. "
            "Free some space, then press Retry."
        )
        fault.at = None
        store.append(random_event(random.Random(1)))


def test_files_flush_what_they_write(folder):
    Files().write_whole(folder / "a", [b"12", b"3"])
    assert (folder / "a").read_bytes() == b"123"
    Files().write(folder / "a", [b"x"], start=2)
    assert (folder / "a").read_bytes() == b"12x"
