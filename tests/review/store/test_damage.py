"""Bits that flip, pages that vanish, files that are cut: noticed, or without consequence."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.review.store import Store
from desktop.review.store.backups import backups
from desktop.review.store.errors import Damaged, StoreError
from desktop.review.store.files import Files
from desktop.review.store.restore import best_source, restore
from tests.review.clocks import SettableClock
from tests.review.studying import study
from tests.review.unwritable import unwritable

PAGE = 4096


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """A profile with a backup, ten rows younger than that, and what it says."""
    profile = tmp_path_factory.mktemp("healthy")
    clock = SettableClock()
    with Store.open(profile, clock) as store:
        store.set_setting("theme", "dark")
        study(store, clock, 250)
        store.safekeeping.back_up()
        study(store, clock, 10)
        said = contents(store)
    return profile, said, clock


def contents(store: Store):
    return store.rows(), store.states(), store.setting("theme"), store.next_undo()


def verdict(profile: Path, said, clock: SettableClock) -> str:
    """What opening and checking a damaged profile leads to; anything else is an error here."""
    try:
        with Store.open(profile, clock) as store:
            if store.setting("theme") is None:
                return "noticed"  # the preference has a checksum
            found = contents(store)
            store.safekeeping.check()
    except StoreError as error:
        return "noticed" if error.what and error.safe and error.remedy else "WRONG"
    return "harmless" if found == said else "WRONG"


def damaged(folder: Path, profile: Path, data: bytes) -> Path:
    place = folder / "damaged"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(profile, place)
    (place / "reviews.db").write_bytes(data)
    return place


def flip(data: bytearray, draw: random.Random) -> None:
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def blank(data: bytearray, draw: random.Random) -> None:
    page = draw.randrange(len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def cut(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data)) :]


def tally(folder, healthy, harm, count, seed=0):
    profile, said, clock = healthy
    whole = (profile / "reviews.db").read_bytes()
    draw = random.Random(seed)
    found = {"noticed": 0, "harmless": 0, "WRONG": 0}
    for _ in range(count):
        data = bytearray(whole)
        harm(data, draw)
        found[verdict(damaged(folder, profile, bytes(data)), said, clock)] += 1
    return found


@pytest.mark.parametrize(("harm", "count"), [(flip, 100), (blank, 40), (cut, 40)])
def test_damage_is_noticed_or_harmless(folder, healthy, harm, count):
    found = tally(folder, healthy, harm, count)
    assert found["WRONG"] == 0
    assert found["noticed"] > count / 3


@pytest.mark.long
@pytest.mark.parametrize(("harm", "count"), [(flip, 3000), (blank, 300), (cut, 300)])
def test_damage_is_noticed_or_harmless_for_long(folder, healthy, harm, count):
    assert tally(folder, healthy, harm, count, seed=1)["WRONG"] == 0


def test_a_damaged_log_behind_the_recent_rows_is_found_by_the_check(folder, healthy):
    profile, said, clock = healthy
    whole = bytearray((profile / "reviews.db").read_bytes())
    uid = said[0][20].uid.encode()
    places = [found.start() for found in re.finditer(re.escape(uid), whole)]
    for place in places:
        whole[place] ^= 1
    place = damaged(folder, profile, bytes(whole))
    with Store.open(place, clock) as store, pytest.raises(Damaged) as raised:
        store.safekeeping.check()
    error = raised.value
    assert "250 reviews" not in error.safe
    assert re.search(r"\d+ reviews up to .* are safe; at most 10 are at stake", error.safe)
    assert "session.db" in error.remedy


def test_the_message_says_what_is_at_stake_and_the_backup_restores_it(folder, healthy):
    profile, said, clock = healthy
    whole = bytearray((profile / "reviews.db").read_bytes())
    whole[2 * PAGE : 9 * PAGE] = bytes(7 * PAGE)
    place = damaged(folder, profile, bytes(whole))
    before = sorted(path.name for path in place.rglob("*"))
    with pytest.raises(Damaged) as raised:
        Store.open(place, clock)
    assert sorted(path.name for path in place.rglob("*")) == before
    assert (place / "reviews.db").read_bytes() == bytes(whole)
    assert "reviews up to" in raised.value.safe
    source = best_source(place)
    assert source.path == backups(place)[0].path
    assert restore(place, source.path, clock.now_ms(), Files()).seq == len(said[0]) - 10
    with Store.open(place, clock) as store:
        assert store.rows() == said[0][:-10]
    [kept] = (place / "quarantine").rglob("reviews.db")
    assert kept.read_bytes() == bytes(whole)


def test_the_good_beginning_of_a_log_is_taken_when_it_is_the_most(folder, healthy):
    profile, said, clock = healthy
    whole = bytearray((profile / "reviews.db").read_bytes())
    for found in re.finditer(re.escape(said[0][-4].uid.encode()), whole):
        whole[found.start()] ^= 1
    place = damaged(folder, profile, bytes(whole))
    with pytest.raises(Damaged, match="at most 4 are at stake"):
        Store.open(place, clock)
    assert restore(place, best_source(place).path, clock.now_ms(), Files()).seq == len(said[0]) - 4
    with Store.open(place, clock) as store:
        assert store.rows() == said[0][:-4]
        assert store.setting("theme") == "dark"


@pytest.mark.parametrize("data", [b"", b"text\n" * 1000, bytes(8192), b"SQLite format 3\x00", None])
def test_what_is_no_database_is_refused_and_kept(folder, healthy, data):
    profile, _, clock = healthy
    random_bytes = random.Random(3).randbytes(20_000)
    place = damaged(folder, profile, random_bytes if data is None else data)
    (place / "reviews.db-wal").write_bytes(b"the log beside it")
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with pytest.raises(Damaged) as raised:
        Store.open(place, clock)
    assert "reviews up to" in raised.value.safe
    assert {path: path.read_bytes() for path in before} == before
    restore(place, best_source(place).path, clock.now_ms(), Files())
    kept = {path.name: path.read_bytes() for path in (place / "quarantine").rglob("reviews*")}
    assert kept == {name: before[place / name] for name in ("reviews.db", "reviews.db-wal")}


def test_a_log_beside_the_database_that_is_cut_or_changed_shortens_the_log(folder, healthy):
    profile, _, clock = healthy
    place = folder / "open"
    shutil.copytree(profile, place)
    store = Store.open(place, clock)
    study(store, clock, 30)
    rows = store.rows()
    files = {path.name: path.read_bytes() for path in place.glob("reviews.db*")}
    store.close()
    draw = random.Random(0)
    seen = set()
    for harm in (flip, cut):
        for _ in range(25):
            shutil.rmtree(place)
            place.mkdir()
            wal = bytearray(files["reviews.db-wal"])
            harm(wal, draw)
            (place / "reviews.db").write_bytes(files["reviews.db"])
            (place / "reviews.db-wal").write_bytes(wal)
            with Store.open(place, clock) as store:
                found = store.rows()
                store.safekeeping.check()
            assert found == rows[: len(found)]
            seen.add(len(found))
    assert len(seen) > 5


def test_a_changed_state_is_worked_out_anew(folder, healthy):
    profile, said, clock = healthy
    whole = bytearray((profile / "reviews.db").read_bytes())
    place = damaged(folder, profile, bytes(whole))
    with closing(sqlite3.connect(place / "reviews.db")) as database, database:
        database.execute("UPDATE card_state SET reps = reps + 1")
    with Store.open(place, clock) as store:
        assert contents(store) == said
        store.safekeeping.check()


def test_an_old_state_that_changed_is_worked_out_anew(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        event = Event(uid=new_uid(), kind=Kind.REVIEW, card_id="old", rating=Rating.GOOD)
        expected = store.append(event).after
        study(store, clock, 220)
    for read in (lambda store: store.state("old"), lambda store: store.states()["old"]):
        with closing(sqlite3.connect(folder / "profile" / "reviews.db")) as database, database:
            database.execute("UPDATE card_state SET reps = 7 WHERE card_id = 'old'")
        with Store.open(folder / "profile", clock) as store:
            assert read(store) == expected
            assert store.state("old") == expected


def test_a_log_that_belongs_to_another_profile_is_noticed(folder, healthy, clock):
    profile, said, _ = healthy
    with Store.open(folder / "other", clock) as store:
        study(store, clock, 30, seed=9)
        whole = (folder / "other" / "reviews.db-wal").read_bytes()
    data = (profile / "reviews.db").read_bytes()
    for size in (len(whole), len(whole) // 2, len(whole) // 8):
        place = damaged(folder, profile, data)
        (place / "reviews.db-wal").write_bytes(whole[:size])
        with pytest.raises(Damaged, match=r"belongs to another profile.*at most 0"):
            Store.open(place, clock)
        assert (place / "reviews.db").read_bytes() == data
        restore(place, best_source(place).path, clock.now_ms(), Files())
        with Store.open(place, clock) as store:
            assert contents(store) == said


def test_a_file_torn_while_its_log_was_written_back_is_mended_by_that_log(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        study(store, clock, 3)
    with Store.open(folder / "profile", clock) as store:
        study(store, clock, 3)
        rows = store.rows()
        shutil.copytree(folder / "profile", folder / "cut")  # as the power cut leaves it
    torn = bytearray((folder / "cut" / "reviews.db").read_bytes())
    torn[torn.index(rows[0].chain)] ^= 1
    (folder / "cut" / "reviews.db").write_bytes(torn)
    with Store.open(folder / "cut", clock) as store:
        assert store.rows() == rows
        store.safekeeping.check()


@pytest.mark.linux
def test_a_damaged_profile_that_cannot_be_written_is_explained(folder, healthy):
    profile, _, clock = healthy
    place = damaged(folder, profile, b"no database")
    with unwritable(place), pytest.raises(Damaged) as raised:
        Store.open(place, clock)
    assert "reviews up to" in raised.value.safe
