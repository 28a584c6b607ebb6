"""Files made to do harm, offered as export, backup and profile: refused, with nothing done."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop.review.history import state_to_json
from desktop.review.records import CardState, Event, Kind, new_uid
from desktop.review.store import Store
from desktop.review.store import chain as chains
from desktop.review.store.errors import Damaged, StoreUnavailable
from desktop.review.store.files import Files
from desktop.review.store.restore import examine, restore
from desktop.review.store.rows import LOG_COLUMNS, SAID_COLUMNS
from tests.review.clocks import SettableClock
from tests.review.studying import study

COLUMN = {name: index for index, name in enumerate(LOG_COLUMNS)}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A profile with an export of it."""
    place = tmp_path_factory.mktemp("hostile")
    clock = SettableClock()
    with Store.open(place / "profile", clock) as store:
        store.set_setting("theme", "dark")
        study(store, clock, 40)
        store.undo()
        store.redo()
        store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="flagged", flag=2))
        state = CardState("imported")
        detail = state_to_json(state)
        store.append(Event(uid=new_uid(), kind=Kind.IMPORT, card_id="imported", detail=detail))
        store.safekeeping.export(place / "good.jsonl")
    return place


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def chained(records: list) -> str:
    """An export with a right chain, whatever its rows say."""
    lines, link = [json.dumps(records[0])], chains.START
    for record in records[1:]:
        if isinstance(record, list):
            said = record[: len(SAID_COLUMNS)]
            with contextlib.suppress(ValueError):  # of NaN no chain is right
                link = chains.link(link, chains.line(said))
            lines.append(json.dumps([*said, link.hex()]))
        else:
            lines.append(json.dumps(record))
    return "\n".join(lines) + "\n"


def of_kind(records: list, kind: str) -> list:
    return next(row for row in records[1:] if isinstance(row, list) and row[COLUMN["kind"]] == kind)


def put(kind: str, /, **values):
    """A change of the first row of a kind."""

    def change(records: list) -> None:
        row = of_kind(records, kind)
        for name, value in values.items():
            row[COLUMN[name]] = value

    return change


def insert_trigger(records: list) -> None:
    records.insert(5, ["CREATE TRIGGER"] * len(LOG_COLUMNS))


def drop_row(records: list) -> None:
    del records[7]


def repeat_row(records: list) -> None:
    records.insert(7, records[7])


def repeat_uid(records: list) -> None:
    records[7][COLUMN["uid"]] = records[8][COLUMN["uid"]]


def settings_first(records: list) -> None:
    del records[1]
    for seq, row in enumerate(records[1:], start=1):
        if isinstance(row, list):
            row[0] = seq


def undo_of_nothing(records: list) -> None:
    of_kind(records, "undo")[COLUMN["undoes_seq"]] = 10_000


def redo_of_a_review(records: list) -> None:
    of_kind(records, "redo")[COLUMN["undoes_seq"]] = 3


def fewer_columns(records: list) -> None:
    del records[5][3]


SCHEDULER = {"desired_retention": 0.9}
CHANGES = {
    "rating-0": put("review", rating=0),
    "rating-5": put("review", rating=5),
    "rating-text": put("review", rating="good"),
    "rating-true": put("review", rating=True),
    "rating-none": put("review", rating=None),
    "kind": put("review", kind="drop"),
    "card-none": put("review", card_id=None),
    "card-empty": put("review", card_id=""),
    "card-long": put("review", card_id="x" * 5000),
    "card-number": put("review", card_id=12),
    "card-list": put("review", card_id=["a"]),
    "time-huge": put("review", at_ms=2**62),
    "time-bigger": put("review", at_ms=2**70),
    "time-negative": put("review", at_ms=-5),
    "time-real": put("review", at_ms=1.5),
    "time-text": put("review", at_ms="now"),
    "day-huge": put("review", study_day=10**9),
    "offset": put("review", utc_offset_min=10**6),
    "took": put("review", took_ms=-1),
    "seed-text": put("review", seed="; DROP TABLE review_log"),
    "seed-list": put("review", seed=[1]),
    "credits": put("review", credits_earned=5.0, credits_total=1.0),
    "credits-nan": put("review", credits_earned=float("nan")),
    "credits-infinite": put("review", credits_total=float("inf")),
    "stability-0": put("review", after_stability=0.0),
    "stability-huge": put("review", after_stability=1e300),
    "stability-none": put("review", after_stability=None),
    "difficulty": put("review", after_difficulty=11.0),
    "state": put("review", after_state="known"),
    "step": put("review", after_step=10**6),
    "flag": put("flag", flag=99),
    "suspended": put("review", after_suspended=2),
    "lapses": put("review", after_lapses=99),
    "scheduler-none": put("scheduler", detail=""),
    "scheduler-list": put("scheduler", detail="[]"),
    "scheduler-names": put("scheduler", detail='{"run":"rm"}'),
    "scheduler-retention": put("scheduler", detail='{"desired_retention":0}'),
    "scheduler-deep": put("scheduler", detail="[" * 100_000),
    "scheduler-number": put("scheduler", detail='{"rollover_hour":1e999}'),
    "scheduler-ahead": put("scheduler", scheduler_id=40),
    "import-none": put("import", detail=""),
    "import-names": put("import", detail='{"x":1}'),
    "import-other": put("import", detail='{"card_id":"other"}'),
    "import-text": put("import", detail='{"state":"review","stability":"much"}'),
    "import-steps": put("import", detail='{"state":"learning","step":null,"stability":1e400}'),
    "uid-empty": put("review", uid=""),
    "uid-long": put("review", uid="u" * 1000),
    "undo-of-later": undo_of_nothing,
    "undo-of-none": put("undo", undoes_seq=None),
    "redo-of-review": redo_of_a_review,
    "surrogate": put("review", reply="\ud800"),
    "reply-object": put("review", reply={"a": 1}),
    "settings-missing": settings_first,
    "row-missing": drop_row,
    "row-twice": repeat_row,
    "uid-twice": repeat_uid,
    "no-row": insert_trigger,
    "columns": fewer_columns,
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_export_with_a_right_chain_and_wrong_rows_is_refused(folder, good, name):
    records = [json.loads(line) for line in (good / "good.jsonl").read_text("utf-8").splitlines()]
    CHANGES[name](records)
    (folder / "bad.jsonl").write_text(chained(records), "utf-8")
    refused(folder, good, folder / "bad.jsonl")


def test_the_same_export_unchanged_is_taken(folder, good):
    records = [json.loads(line) for line in (good / "good.jsonl").read_text("utf-8").splitlines()]
    (folder / "same.jsonl").write_text(chained(records), "utf-8")
    assert examine(folder / "same.jsonl").extent.seq == 45


TEXTS = {
    "empty": b"",
    "text": b"hello\n",
    "binary": bytes(range(256)) * 100,
    "utf16": "x\n".encode("utf-16"),
    "deep": b"[" * 500_000 + b"\n",
    "deep-object": b'{"a":' * 200_000 + b"\n",
    "digits": b"9" * 5_000_000 + b"\n",
    "html": b"<html>" * 10,
    "other-format": b'{"format":"endterm reviews","version":99,"columns":[]}\n',
    "null": b"null\n",
    "one-line": b"x" * 30_000_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_export_is_refused(folder, good, name):
    (folder / "bad.jsonl").write_bytes(TEXTS[name])
    refused(folder, good, folder / "bad.jsonl")


@pytest.mark.parametrize("name", ["deep", "digits", "text", "binary"])
def test_a_line_that_is_none_in_the_middle_is_refused(folder, good, name):
    lines = (good / "good.jsonl").read_bytes().splitlines(keepends=True)
    lines.insert(20, TEXTS[name])
    (folder / "bad.jsonl").write_bytes(b"".join(lines))
    refused(folder, good, folder / "bad.jsonl")


def refused(folder: Path, good: Path, source: Path) -> None:
    """Offer a file for restore: a clear message, soon, and the profile as it was."""
    profile = folder / "profile"
    shutil.copytree(good / "profile", profile)
    before = digest(profile)
    began, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Damaged, match="cannot be used"):
        restore(profile, source, 0, Files())
    assert time.monotonic() - began < 10  # an import that hangs; it takes a fraction of a second
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 400_000  # kB
    assert digest(profile) == before
    assert sorted(path.name for path in folder.iterdir()) == sorted({"profile", source.name})


def changed_database(good: Path, path: Path, *statements: str) -> Path:
    shutil.copy(good / "profile" / "reviews.db", path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=1")
        for statement in statements:
            connection.execute(statement)
    return path


EVERY_ROW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
DATABASES = {
    "trigger": ["CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM card_state; END"],
    "view": [f"CREATE VIEW v AS {EVERY_ROW}"],
    "view-for-table": ["DROP TABLE setting", f"CREATE VIEW setting AS {EVERY_ROW}"],
    "log-as-view": [
        "DROP TABLE review_log",
        f"CREATE VIEW review_log AS {EVERY_ROW}",
    ],
    "virtual": ["CREATE VIRTUAL TABLE f USING fts5(x)"],
    "no-triggers": ["DROP TRIGGER review_log_never_changes"],
    "column": ["ALTER TABLE head ADD COLUMN extra"],
    "other-application": ["PRAGMA application_id=7"],
    "newer": ["PRAGMA user_version=9999"],
    "no-head": ["DELETE FROM head"],
    "head-far": ["UPDATE head SET seq = 1000000"],
    "changed-row": [
        "DROP TRIGGER review_log_never_changes",
        "UPDATE review_log SET rating = 4 WHERE rating = 1",
        "CREATE TRIGGER review_log_never_changes BEFORE UPDATE ON review_log\n"
        "    BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    ],
    "no-constraints": ["UPDATE sqlite_schema SET sql = replace(sql, 'BETWEEN 1 AND 4', '> -9')"],
    "index-of-nothing": ["DELETE FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"],
}


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_that_is_none_of_ours_is_no_source(folder, good, name):
    refused(folder, good, changed_database(good, folder / "bad.db", *DATABASES[name]))


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_that_is_none_of_ours_is_no_profile(folder, good, name):
    (folder / "profile").mkdir()
    path = changed_database(good, folder / "profile" / "reviews.db", *DATABASES[name])
    before = path.read_bytes()
    try:
        with Store.open(folder / "profile", SettableClock()) as store:
            store.safekeeping.check()
    except StoreUnavailable:
        assert path.read_bytes() == before
    else:
        pytest.fail("it was taken for a profile")


@pytest.mark.linux
def test_what_is_no_file_is_refused_and_does_not_hang(folder, good):
    os.mkfifo(folder / "pipe.jsonl")
    os.mkfifo(folder / "pipe.db")
    (folder / "folder.db").mkdir()
    (folder / "nowhere.db").symlink_to(folder / "missing")
    for name in ("pipe.jsonl", "pipe.db", "folder.db", "nowhere.db", "absent.db"):
        with pytest.raises(Damaged):
            examine(folder / name)
    with pytest.raises(Damaged):
        examine(Path("/dev/zero"))


def test_a_sparse_file_of_ten_gigabytes_is_refused(folder, good):
    path = folder / "sparse.db"
    shutil.copy(good / "profile" / "reviews.db", path)
    os.truncate(path, 10 << 30)
    with pytest.raises(Damaged, match="too large"):
        examine(path)
