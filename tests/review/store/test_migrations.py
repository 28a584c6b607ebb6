"""Profiles of every version open; a migration that is cut leaves the old or the new, nothing else.

There is one version so far, so the way to the next is tried with one that only these tests have.
"""

from __future__ import annotations

import itertools
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from desktop.review.store import Store
from desktop.review.store import connection as connections
from desktop.review.store.backups import backups
from desktop.review.store.checks import DamageError
from desktop.review.store.errors import StoreUnavailable
from desktop.review.store.files import Files
from desktop.review.store.migrations import STEPS, migrate
from desktop.review.store.schema import VERSION
from desktop.review.store.upgrade import upgrade
from tests.project import ROOT
from tests.review.clocks import SettableClock
from tests.review.failing import FailingFiles, Fault
from tests.review.migrating import TWO, frozen, judge, opened, to_version_2
from tests.review.power_cut import Adapter, Disk, StoredFile, put_back
from tests.review.store.make_version import VERSIONS, said


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_profile_of_every_version_opens_and_says_the_same(folder, clock, version):
    profile = folder / "profile"
    profile.mkdir()
    shutil.copy(VERSIONS / f"{version}.db", profile / "reviews.db")
    with Store.open(profile, clock) as store:
        found = json.loads(json.dumps(said(store)))
        assert found == json.loads((VERSIONS / f"{version}.json").read_text("utf-8"))
        store.safekeeping.check()
    with closing(sqlite3.connect(profile / "reviews.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_migration_keeps_a_backup_and_a_second_one_does_nothing(folder, clock):
    profile = frozen(folder / "profile")
    for _ in range(2):
        with closing(opened(profile)) as connection:
            version = connections.identify(connection)[1]
            upgrade(connection, profile, version, clock.now_ms(), Files(), TWO)
        assert judge(profile) == 2
        before = (profile / "reviews.db").read_bytes()
    with closing(opened(profile)) as connection:
        upgrade(connection, profile, 2, clock.now_ms(), Files(), TWO)
    assert (profile / "reviews.db").read_bytes() == before
    [backup] = backups(profile)
    assert backup.reason == "migration"
    shutil.copy(backup.path, profile / "reviews.db")
    assert judge(profile) == 1


@pytest.mark.linux
def test_a_kill_at_every_statement_leaves_the_old_or_the_new(folder):
    command = [sys.executable, "-m", "tests.review.migrating", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    versions = json.loads(done.stdout)
    assert versions == sorted(versions)
    assert versions.count(1) > 10
    assert versions[-1] == 2


def test_a_power_cut_at_every_write_leaves_the_old_or_the_new(folder):
    draw = random.Random(0)
    found: list[dict[str, bytes]] = []
    disk = Disk("migration", lambda: found.append(disk.after_cut(draw)))
    stored = disk.files["/p/reviews.db"] = StoredFile()
    stored.write((VERSIONS / "1.db").read_bytes(), 0)
    stored.flush()
    connection = Adapter("/p/reviews.db", disk.name)
    connections.hold(connection)
    connections.secure(connection)
    migrate(connection, 1, TWO)
    found.append(disk.after_cut(draw))
    connection.close()
    disk.unregister()
    versions = set()
    for number, files in enumerate(found):
        put_back(files, folder / str(number))
        versions.add(judge(folder / str(number)))
    assert versions == {1, 2}
    assert len(found) > 20
    assert judge(folder / str(len(found) - 1)) == 2


def test_a_migration_whose_backup_fails_does_not_begin(folder, clock):
    for k in itertools.count(1):
        profile = frozen(folder / str(k))
        fault = Fault(k)
        with closing(opened(profile)) as connection:
            try:
                upgrade(connection, profile, 1, clock.now_ms(), FailingFiles(fault), TWO)
            except StoreUnavailable:
                assert connections.identify(connection)[1] == 1
        judge(profile)
        if fault.count < k:
            break
    assert k > 3


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM card_state WHERE rowid = 1",
        "UPDATE card_state SET reps = reps + 1, checksum = 0",
        "INSERT INTO no_table VALUES (1)",
    ],
)
def test_a_step_that_changes_what_is_known_is_taken_back(folder, clock, harm):
    def wrong(connection) -> None:
        to_version_2(connection)
        connection.execute(harm)

    profile = frozen(folder / "profile")
    with (
        closing(opened(profile)) as connection,
        pytest.raises((DamageError, sqlite3.OperationalError)),
    ):
        upgrade(connection, profile, 1, clock.now_ms(), Files(), (*STEPS, wrong))
    assert judge(profile) == 1
    with Store.open(profile, SettableClock()) as store:
        assert store.setting("theme") == "dark"
