"""Hostile archives: refused with words, in no time, with the profile as it was."""

from __future__ import annotations

import contextlib
import os
import time

import pytest

from desktop.review.anki_exchange.archive import ExchangeError
from desktop.review.anki_exchange.importing import import_history
from desktop.review.anki_exchange.reading import read_history
from tests.review.anki_exchange import hostile

SECONDS = 20  # far beyond what any of them takes; a hang would be the harm
LINUX_ONLY = {"fifo", "link to a device"}


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_hostile_file_is_refused(name, tmp_path, store_bytes):
    if os.name == "nt" and name in LINUX_ONLY:
        pytest.skip("no such files on this system")
    path = tmp_path / "deck.apkg"
    hostile.REFUSED[name](path)
    before = sorted(tmp_path.rglob("*"))
    started = time.monotonic()
    with pytest.raises(ExchangeError, match="Nothing was changed"):
        read_history(path, {"GUID"})
    assert time.monotonic() - started < SECONDS
    assert sorted(tmp_path.rglob("*")) == before


def test_there_are_many():
    assert len(hostile.REFUSED) + len(hostile.DAMAGED) >= 60


@pytest.mark.parametrize("name", hostile.DAMAGED)
def test_a_damaged_file_does_no_harm(name, tmp_path):
    path = tmp_path / "deck.apkg"
    hostile.DAMAGED[name](path)
    with contextlib.suppress(ExchangeError):
        history = read_history(path, {"GUID"})
        assert len(history.reviews) <= 1


def test_rows_that_say_nothing_are_left_out(tmp_path, desk):
    path = tmp_path / "deck.apkg"
    rows = (hostile.GOOD_ROW, *hostile.STRANGE_ROWS)
    path.write_bytes(hostile.package(hostile.collection(rows=rows)))
    history = read_history(path, {"GUID"})
    assert [review.id for review in history.reviews] == [hostile.GOOD_ROW[0]]
    assert history.left_out == len(hostile.STRANGE_ROWS) - 1  # one is of no card of ours


def test_a_trigger_or_an_index_is_never_run(tmp_path):
    script = hostile.SCHEMA + (
        "CREATE TRIGGER t AFTER INSERT ON revlog BEGIN DELETE FROM notes; END;"
        "CREATE INDEX i ON revlog (lower(ease));"
    )
    path = tmp_path / "deck.apkg"
    path.write_bytes(hostile.package(hostile.collection(script, ())))
    assert read_history(path, {"GUID"}).reviews == ()


def test_reviews_from_the_future_wait(tmp_path, desk, clock):
    path = tmp_path / "deck.apkg"
    path.write_bytes(hostile.package(hostile.collection()))
    history = read_history(path, {"GUID"})
    card = "in2346-2022/1.1"
    done = import_history(desk.store, history, {"GUID": card})
    assert (done.added, done.left_out) == (0, 1)
    clock.time = hostile.GOOD_ROW[0] + 1000
    desk.store.confirm_clock()
    assert import_history(desk.store, history, {"GUID": card}).added == 1


@pytest.fixture
def store_bytes(desk):
    """The profile must not change while a file is only looked at."""
    path = desk.store.profile.database
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before
