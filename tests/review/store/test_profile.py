"""Which profiles open, how, and what is said of those that don't."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.review.store import Store
from desktop.review.store.connection import connect
from desktop.review.store.errors import Damaged, Foreign, Locked, Missing, ReadOnly, TooNew
from desktop.review.store.place import warning
from desktop.review.store.schema import APPLICATION_ID, VERSION
from tests.project import ROOT
from tests.review.studying import random_event, study
from tests.review.unwritable import unwritable


@pytest.fixture
def studied(folder, clock):
    profile = folder / "profile"
    with Store.open(profile, clock) as store:
        study(store, clock, 20)
    return profile


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_settings_of_the_connection_are_read_back(studied, clock):
    asked = []

    class Spy:
        def __init__(self, path, read_only):
            self.inner = connect(path, read_only)

        @property
        def in_transaction(self):
            return self.inner.in_transaction

        def execute(self, statement, values=()):
            asked.append(statement)
            return self.inner.execute(statement, values)

        def close(self):
            found = {
                name: self.inner.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "journal_mode", "locking_mode", "trusted_schema")
            }
            assert found == {
                "synchronous": 2,
                "journal_mode": "wal",
                "locking_mode": "exclusive",
                "trusted_schema": 0,
            }
            self.inner.close()

    with Store.open(studied, clock, connect=Spy):
        pass
    assert "PRAGMA synchronous" in asked
    assert sorted(path.name for path in studied.iterdir()) == ["in-use.lock", "reviews.db"]


@pytest.mark.linux
def test_of_two_starts_one_wins(folder):
    race(folder, 5)


@pytest.mark.linux
@pytest.mark.long
def test_of_two_starts_one_wins_fifty_times(folder):
    race(folder, 50)


def race(folder, count):
    command = [sys.executable, "-m", "tests.review.racing", str(folder / "p"), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["pairs"] == count
    assert found["slowest"] < 1  # the promise itself, with much room: it takes milliseconds


def test_the_second_start_writes_nothing(studied, clock):
    with Store.open(studied, clock) as store:
        study(store, clock, 3)
        before = digest(studied)
        with pytest.raises(Locked, match="already open in another window"):
            Store.open(studied, clock)
        assert digest(studied) == before
        study(store, clock, 1)


def test_the_lock_of_the_database_counts_when_the_lock_file_is_gone(studied, clock):
    with Store.open(studied, clock) as store:
        (studied / "in-use.lock").unlink()
        with pytest.raises(Locked):
            Store.open(studied, clock)
        study(store, clock, 1)


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize(
    ("statements", "error"),
    [
        ([f"PRAGMA application_id={APPLICATION_ID}", "PRAGMA user_version=9999"], TooNew),
        ([f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={VERSION + 1}"], TooNew),
        (["PRAGMA application_id=1163936868", "PRAGMA user_version=1"], Foreign),  # a bundle
        (["CREATE TABLE mine (x)"], Foreign),
        (["CREATE TABLE mine (x)", f"PRAGMA application_id={APPLICATION_ID}"], Foreign),
    ],
)
def test_a_foreign_or_newer_file_is_not_touched(folder, clock, statements, error, journal):
    path = folder / "profile" / "reviews.db"
    path.parent.mkdir()
    foreign(path, f"PRAGMA journal_mode={journal}", *statements)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(error):
            Store.open(path.parent, clock)
    assert path.read_bytes() == before


def test_a_newer_version_that_stands_in_the_log_beside_the_file_is_not_touched(folder, clock):
    path = folder / "profile" / "reviews.db"
    path.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA user_version=2")
    copy = folder / "copy"
    shutil.copytree(path.parent, copy)  # as a killed program leaves it
    connection.close()
    (copy / "reviews.db-shm").unlink()
    before = digest(copy)
    with pytest.raises(TooNew):
        Store.open(copy, clock)
    after = digest(copy)
    after.pop("in-use.lock")
    assert after == before


@pytest.mark.linux
@pytest.mark.parametrize("what", ["folder", "file"])
@pytest.mark.parametrize("crashed", [False, True])
def test_what_cannot_be_written_is_looked_at(folder, clock, what, crashed):
    profile = folder / "profile"
    store = Store.open(profile, clock)
    study(store, clock, 20)
    expected = store.rows(), store.states()
    if crashed:
        killed = folder / "killed"
        shutil.copytree(profile, killed)
        profile = killed
    store.close()
    before = digest(profile)
    with unwritable(profile if what == "folder" else profile / "reviews.db"):
        with Store.open(profile, clock) as store:
            assert store.profile.read_only
            assert (store.rows(), store.states()) == expected
            with pytest.raises(ReadOnly, match=r"only be looked at.*All 21 entries"):
                store.append(random_event(random.Random(1)))
            for write in (store.undo, lambda: store.set_setting("a", "b")):
                with pytest.raises(ReadOnly):
                    write()
            assert not store.safekeeping.is_due()
        after = digest(profile)
        after.pop("in-use.lock", None)
        before.pop("in-use.lock", None)
        assert after == before
    with Store.open(profile, clock) as store:
        assert not store.profile.read_only
        study(store, clock, 1)


@pytest.mark.linux
def test_a_folder_that_cannot_be_made_is_said_so(folder, clock):
    with unwritable(folder), pytest.raises(ReadOnly, match="Check the permissions"):
        Store.open(folder / "profile", clock)


def test_looking_only_on_request_and_only_at_what_is_there(studied, folder, clock):
    before = digest(studied)
    with Store.open(studied, clock, read_only=True) as store:
        assert len(store.rows()) == 21
    assert digest(studied) == before
    with pytest.raises(Missing):
        Store.open(folder / "nothing", clock, read_only=True)
    assert not (folder / "nothing").exists()


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_profile_that_goes_away_takes_no_more_answers(studied, clock, how, folder):
    with Store.open(studied, clock) as store:
        event = random_event(random.Random(1))
        if how == "moved":
            studied.rename(folder / "elsewhere")
        elif how == "deleted":
            shutil.rmtree(studied)
        else:
            shutil.copy(studied / "reviews.db", folder / "other.db")
            (folder / "other.db").replace(studied / "reviews.db")
        with pytest.raises(Missing, match="All 21 entries"):
            store.append(event)
        assert not studied.exists() or how == "replaced"
        if how == "moved":
            (folder / "elsewhere").rename(studied)
            assert store.append(event).seq == 22


def test_no_new_profile_takes_the_place_of_one_that_is_gone(studied, clock):
    with Store.open(studied, clock) as store:
        study(store, clock, 1)
        store.safekeeping.back_up()
    (studied / "reviews.db").unlink()
    with pytest.raises(Damaged, match="missing or empty"):
        Store.open(studied, clock)
    assert not (studied / "reviews.db").exists()


def test_a_link_to_the_profile_opens_the_real_one(studied, folder, clock):
    (folder / "link").symlink_to(studied)
    with Store.open(folder / "link", clock) as store:
        assert store.profile.folder == studied.resolve()
        with pytest.raises(Locked):
            Store.open(studied, clock)
    other = folder / "other"
    other.mkdir()
    (other / "reviews.db").symlink_to(studied / "reviews.db")
    with Store.open(other, clock) as store, pytest.raises(Locked):
        Store.open(studied, clock)
    with Store.open(studied, clock) as store:
        assert len(store.rows()) == 21
    os.link(studied / "reviews.db", folder / "second.db")
    with pytest.raises(Foreign, match="second name"):
        Store.open(studied, clock)


def test_a_folder_in_the_place_of_the_file_is_refused(folder, clock):
    (folder / "profile" / "reviews.db").mkdir(parents=True)
    with pytest.raises(Foreign):
        Store.open(folder / "profile", clock)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox/endterm", "Dropbox"),
        ("OneDrive - University/endterm", "OneDrive"),
        ("Library/Mobile Documents/endterm", "iCloud"),
        ("Google Drive/a/b", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("dropboxes/x", None),
        ("plain/x", None),
    ],
)
def test_folders_that_others_copy_are_warned_of(tmp_path, path, service):
    said = warning(tmp_path / path)
    assert (said is None) == (service is None)
    assert service is None or f"folder of {service}" in said


def test_the_mark_of_a_synced_folder_and_network_shares_are_found(tmp_path, monkeypatch):
    (tmp_path / "a" / ".stfolder").mkdir(parents=True)
    assert "Syncthing" in warning(tmp_path / "a" / "b")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw\nserver:/x {tmp_path}/my\\040share nfs4 rw\n")
    from desktop.review.store import place

    assert place._is_network(tmp_path / "my share" / "p", mounts)
    assert not place._is_network(tmp_path / "other", mounts)
