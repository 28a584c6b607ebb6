"""Backups, their thinning, restore from each of them, export and rebuild."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.review.clock import DAY_MS
from desktop.review.records import Event, Kind, new_uid
from desktop.review.store import Store
from desktop.review.store.backups import Backup, Reason, backups, thinned
from desktop.review.store.errors import Damaged, DiskFailing, Locked
from desktop.review.store.files import Files
from desktop.review.store.restore import best_source, examine, restore, start_afresh
from tests.review.studying import study

DAY_0 = 20_000


def contents(store: Store):
    return store.rows(), store.states(), store.setting("theme")


@pytest.fixture
def studied(folder, clock):
    """A profile with a backup at each of three lengths, and what it held then."""
    profile = folder / "profile"
    held = []
    with Store.open(profile, clock) as store:
        store.set_setting("theme", "dark")
        for _ in range(3):
            study(store, clock, 40)
            store.safekeeping.back_up()
            held.append(contents(store))
        study(store, clock, 5)
        held.append(contents(store))
    return profile, held


def test_a_backup_is_made_when_there_is_something_new(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        assert not store.safekeeping.is_due()
        study(store, clock, 3)
        assert store.safekeeping.is_due()
        made = store.safekeeping.back_up()
        assert store.safekeeping.backups() == [made]
        assert store.safekeeping.back_up() is None
        study(store, clock, 1)
        assert not store.safekeeping.is_due()
        clock.advance(hours=0.6)
        assert store.safekeeping.is_due()


def test_every_backup_restores_what_was_there(studied, clock):
    profile, held = studied
    for backup, expected in zip(reversed(backups(profile)), held, strict=False):
        extent = restore(profile, backup.path, clock.now_ms(), Files())
        clock.advance(hours=1)
        assert extent.seq == len(expected[0])
        with Store.open(profile, clock) as store:
            assert contents(store) == expected
            store.safekeeping.check()
    assert len(list((profile / "quarantine").iterdir())) == 3


def test_the_text_copy_rebuilds_all_but_preferences(studied, clock):
    profile, held = studied
    text = profile / "backups" / "reviews.jsonl"
    (profile / "reviews.db").unlink()
    with pytest.raises(Damaged, match="missing"):
        Store.open(profile, clock)
    assert not (profile / "reviews.db").exists()
    restore(profile, text, clock.now_ms(), Files())
    with Store.open(profile, clock) as store:
        rows, states, _ = held[2]
        assert (store.rows(), store.states()) == (rows, states)


def test_an_export_rebuilds_everything(studied, folder, clock):
    profile, held = studied
    export = folder / "mine.jsonl"
    with Store.open(profile, clock) as store:
        store.safekeeping.export(export)
    shutil.rmtree(profile)
    profile.mkdir()
    restore(profile, export, clock.now_ms(), Files())
    with Store.open(profile, clock) as store:
        assert contents(store) == held[3]
        assert not (profile / "quarantine").exists() or not any(
            (profile / "quarantine").rglob("*.db")
        )


def test_the_text_copy_is_written_on_after_a_cut(studied, clock):
    profile, _ = studied
    text = profile / "backups" / "reviews.jsonl"
    whole = text.read_bytes()
    for cut in (len(whole) - 7, len(whole) // 2, 30, 0):
        text.write_bytes(whole[:cut])
        with Store.open(profile, clock) as store:
            study(store, clock, 1)
            store.safekeeping.back_up()
            assert examine(text).extent.seq == len(store.rows())
        whole = text.read_bytes()
    text.write_bytes(b'["another log"]\n')
    with Store.open(profile, clock) as store:
        study(store, clock, 1)
        store.safekeeping.back_up()
        assert examine(text).extent.seq == len(store.rows())


def test_starting_afresh_deletes_nothing(studied, clock):
    profile, held = studied
    before = (profile / "reviews.db").read_bytes()
    shutil.rmtree(profile / "backups")
    start_afresh(profile, clock.now_ms(), Files())
    with Store.open(profile, clock) as store:
        assert store.states() == {}
    [kept] = (profile / "quarantine").rglob("reviews.db")
    assert kept.read_bytes() == before
    assert examine(kept).extent.seq == len(held[3][0])


def test_an_open_profile_is_not_replaced(studied, clock):
    profile, held = studied
    source = backups(profile)[0].path
    with Store.open(profile, clock) as store:
        with pytest.raises(Locked):
            restore(profile, source, clock.now_ms(), Files())
        assert contents(store) == held[3]


def test_the_best_source_holds_the_most(studied, clock):
    profile, held = studied
    assert best_source(profile).path == profile / "reviews.db"
    with Store.open(profile, clock) as store:
        assert store.safekeeping.extent() == best_source(profile).extent
    (profile / "reviews.db").write_bytes(b"")
    assert best_source(profile).extent.seq == len(held[2][0])


def test_a_restore_cut_short_is_finished_by_the_next_start(studied, folder, clock):
    profile, held = studied
    source = backups(profile)[0].path

    class Dying(Files):
        def __init__(self, steps: int) -> None:
            self.steps = steps

        def rename(self, old: Path, new: Path) -> None:
            self.steps -= 1
            if self.steps < 0:
                raise KeyboardInterrupt
            super().rename(old, new)

    for steps in range(4):
        copy = folder / f"copy{steps}"
        shutil.copytree(profile, copy)
        try:
            restore(copy, source, clock.now_ms(), Dying(steps))
            finished = True
        except KeyboardInterrupt:
            finished = False
        with Store.open(copy, clock) as store:
            assert contents(store) == (held[3] if steps == 0 else held[2])
        assert finished == (steps == 3)
        assert not (copy / "restoring.json").exists()


def test_a_copy_that_went_wrong_is_no_backup(studied, clock):
    profile, _ = studied

    class Flipping(Files):
        """A disk that keeps something else than it is given."""

        def flush(self, path: Path) -> None:
            data = bytearray(path.read_bytes())
            data[data.index(b"in2346-2022/")] ^= 1
            path.write_bytes(data)

    before = backups(profile)
    with Store.open(profile, clock, files=Flipping()) as store:
        with pytest.raises(DiskFailing, match=r"could not be read back.*Older backups are kept"):
            store.safekeeping.back_up()
        assert store.safekeeping.backups() == before
    assert not list(profile.rglob("*.part*"))


def backup_on(day: int, hour: int = 12, reason: Reason = Reason.SESSION, seq: int = 1) -> Backup:
    return Backup.planned(Path("p"), (DAY_0 + day) * DAY_MS + hour * DAY_MS // 24, seq, reason)


def test_names_say_when_and_why():
    backup = backup_on(3, reason=Reason.RESTORE, seq=77)
    assert Backup.of(backup.path) == backup
    for name in ("x.db", "20261301T000000Z-000000001-session.db", "reviews.jsonl"):
        assert Backup.of(Path(name)) is None


def test_thinning_keeps_days_weeks_and_months():
    made = [backup_on(day, hour) for day in range(-800, 1) for hour in (9, 12, 18)]
    now = (DAY_0 + 1) * DAY_MS
    gone = thinned(made, now)
    kept = sorted(set(made) - set(gone), reverse=True)
    assert kept[:5] == sorted(made, reverse=True)[:5]
    ages = {(now - backup.made_ms) // DAY_MS for backup in kept}
    assert set(range(12)) <= ages  # a day each
    assert 12 + 9 + 10 <= len(kept) <= 5 + 6 + 12 + 10 + 12
    assert max(ages) > 300  # months
    # thinning day after day keeps the same kind of set
    shown = kept
    for day in range(1, 40):
        shown = [*shown, backup_on(day)]
        now = (DAY_0 + day + 1) * DAY_MS
        gone = set(thinned(shown, now))
        shown = [backup for backup in shown if backup not in gone]
    assert 20 <= len(shown) <= 45


def test_thinning_keeps_few_and_what_came_before_a_risk():
    now = DAY_0 * DAY_MS
    few = [backup_on(-day) for day in (0, 400, 800, 1200, 1600)]
    assert thinned(few, now) == []
    sessions = [backup_on(-day, hour) for day in range(90) for hour in range(6, 20)]
    usual, risky = backup_on(-80), backup_on(-80, reason=Reason.MIGRATION)
    gone = thinned([*sessions, usual, risky], now)
    assert usual in gone
    assert risky not in gone
    assert risky in thinned([*sessions, risky], now + 11 * DAY_MS)


def test_nothing_is_thinned_by_a_doubtful_clock(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        for _ in range(30):
            clock.advance(days=9)
            study(store, clock, 1)
            store.safekeeping.back_up()
        assert len(store.safekeeping.backups()) < 30
        before = set(store.safekeeping.backups())
        clock.advance(days=70 * 365)
        store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=2))
        store.safekeeping.back_up()
        assert before < set(store.safekeeping.backups())
        before = set(store.safekeeping.backups())
        clock.advance(days=-70 * 365 - 200)
        assert store.clock_doubt() is not None
        for _ in range(3):
            store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=1))
            store.safekeeping.back_up()
        assert len(set(store.safekeeping.backups()) - before) == 3
        assert before < set(store.safekeeping.backups())


def test_old_backups_wait_for_a_clock_that_is_right(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        study(store, clock, 3)
        store.safekeeping.back_up()
        for day in range(1, 60):
            for hour in (9, 12):
                at_ms = clock.time - day * DAY_MS + hour * DAY_MS // 24
                path = Backup.planned(folder / "profile", at_ms, 1, Reason.SESSION).path
                path.write_bytes(b"")
        count = len(store.safekeeping.backups())
        clock.advance(hours=-5)
        store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=1))
        store.safekeeping.back_up()
        assert len(store.safekeeping.backups()) == count + 1
        clock.advance(hours=6)
        store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=2))
        store.safekeeping.back_up()
        assert len(store.safekeeping.backups()) < count / 2


def test_an_export_is_plain_json(studied, folder, clock):
    profile, held = studied
    with Store.open(profile, clock) as store:
        store.safekeeping.export(folder / "x.jsonl")
    lines = [json.loads(line) for line in (folder / "x.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["columns"][0] == "seq"
    assert len(lines) == 1 + len(held[3][0]) + 1
    assert lines[-1] == {"setting": "theme", "value": "dark"}
