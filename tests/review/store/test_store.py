"""Appending, reading, undo and redo."""

from __future__ import annotations

import sqlite3

import pytest

from desktop.review.history import replay
from desktop.review.records import CardState, Event, Kind, Rating, State, new_uid
from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store
from desktop.review.store.connection import connect


@pytest.fixture
def store(folder, clock):
    with Store.open(folder / "profile", clock) as opened:
        yield opened


def reviewed(card_id="a", rating=Rating.GOOD, **more) -> Event:
    return Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card_id, rating=rating, **more)


def test_an_answer_is_there_after_a_restart(store, folder, clock):
    row = store.append(reviewed(seed=2**64 - 1, variant=7, reply='{"x":"1"}', credits_total=2))
    store.close()
    with Store.open(folder / "profile", clock) as again:
        assert again.rows()[-1] == row
        assert again.state("a") == row.after
        assert again.states() == {"a": row.after}
        assert again.state("a").state is State.LEARNING


def test_a_repeated_attempt_counts_once(store):
    event = reviewed()
    first = store.append(event)
    assert store.append(event) == first
    assert store.state("a").reps == 1
    with pytest.raises(ValueError, match="another event"):
        store.append(Event(uid=event.uid, kind=Kind.SUSPEND, card_id="a"))


def test_undo_and_redo(store, folder, clock):
    first = store.append(reviewed())
    clock.advance(days=1)
    second = store.append(reviewed(rating=Rating.EASY))
    assert store.next_undo() == second
    assert store.undo().after == first.after
    assert store.state("a") == first.after
    assert store.undo().after == CardState.new("a")
    assert store.undo() is None
    store.close()
    with Store.open(folder / "profile", clock) as again:
        assert again.next_redo() == first
        assert again.redo().after == first.after
        assert again.redo().after == second.after
        assert again.redo() is None
        assert again.undo().after == first.after
        assert again.append(reviewed("b")).after.reps == 1
        assert again.next_redo() is None
        assert replay(again.rows()) == again.states()


def test_marks(store, clock):
    for kind in (Kind.SUSPEND, Kind.BURY):
        store.append(Event(uid=new_uid(), kind=kind, card_id="a"))
    store.append(Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=3))
    today = store.moment().day
    assert store.state("a") == CardState("a", suspended=True, buried_day=today, flag=3)
    store.append(Event(uid=new_uid(), kind=Kind.UNSUSPEND, card_id="a"))
    store.append(Event(uid=new_uid(), kind=Kind.UNBURY, card_id="a"))
    store.append(Event(uid=new_uid(), kind=Kind.FORGET, card_id="a"))
    assert store.state("a") == CardState("a", flag=3)
    assert replay(store.rows()) == store.states()


def test_new_parameters_change_memory_but_not_what_is_due(store, clock):
    for day in range(6):
        store.append(reviewed(rating=Rating.GOOD))
        store.append(reviewed("b", rating=Rating.HARD if day % 2 else Rating.AGAIN))
        clock.advance(days=3)
    before = store.states()
    defaults = SchedulerSettings().parameters
    store.change_schedule(SchedulerSettings(parameters=(*defaults[:8], 2.2, *defaults[9:])))
    after = store.states()
    for card_id in "ab":
        assert after[card_id].due_ms == before[card_id].due_ms
        assert after[card_id].stability != before[card_id].stability
    assert replay(store.rows()) == after
    store.undo()
    assert replay(store.rows()) == store.states()


def test_settings(store):
    assert store.setting("theme") is None
    store.set_setting("theme", "dark")
    store.set_setting("theme", "light")
    assert store.setting("theme") == "light"


def test_a_commit_that_fails_after_the_fact_is_one(folder, clock):
    class Late:
        """Reports an error for a commit that was done."""

        def __init__(self, path, read_only):
            self.inner = connect(path, read_only)
            self.late = False

        @property
        def in_transaction(self):
            return self.inner.in_transaction

        def execute(self, statement, values=()):
            done = self.inner.execute(statement, values)
            if statement == "COMMIT" and self.late:
                raise sqlite3.OperationalError("disk I/O error")
            return done

        def close(self):
            self.inner.close()

    made = []

    def connection(path, read_only):
        made.append(Late(path, read_only))
        return made[-1]

    with Store.open(folder / "profile", clock, connect=connection) as store:
        first = store.append(reviewed())
        store.append(reviewed())
        made[-1].late = True
        assert store.undo().after == first.after
        made[-1].late = False
        assert store.state("a") == first.after
        assert store.next_undo() == first
