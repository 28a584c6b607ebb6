"""An answer that could not be saved, and saving it again."""

from __future__ import annotations

import sqlite3

import pytest

from desktop.review.records import Kind, Rating
from desktop.review.session import Session
from desktop.review.store import Store, StoreUnavailable
from desktop.review.store.connection import connect
from tests.review.sittings import Desk


class Failing:
    """A connection that fails the next commit: before it is done, or after.

    In the latter case it also fails when the store looks whether the commit was done.
    """

    def __init__(self, path, read_only):
        self.inner = connect(path, read_only)
        self.fail = ""
        self.blind = False

    @property
    def in_transaction(self):
        return self.inner.in_transaction

    def execute(self, statement, values=()):
        if not self.blind and (statement != "COMMIT" or not self.fail):
            return self.inner.execute(statement, values)
        if self.fail == "after":
            self.inner.execute(statement)
        self.fail, self.blind = "", self.fail == "after"
        raise sqlite3.OperationalError("disk I/O error")

    def close(self):
        self.inner.close()


@pytest.fixture
def failing(desk: Desk) -> Failing:
    """The connection of the desk's profile from here on."""
    made = []

    def make(path, read_only):
        made.append(Failing(path, read_only))
        return made[-1]

    desk.store.close()
    desk.store = Store.open(desk.folder, desk.clock, connect=make)
    return made[-1]


def reviews(desk: Desk) -> list[tuple[str, Rating]]:
    return [(row.uid, row.rating) for row in desk.store.rows() if row.kind is Kind.REVIEW]


def failed(sitting: Session, rating: Rating) -> None:
    with pytest.raises(StoreUnavailable):
        sitting.rate(rating)


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_same_answer_again_counts_once(desk, failing, when):
    sitting = desk.sitting()
    task, counts = sitting.task, sitting.counts
    failing.fail = when
    failed(sitting, Rating.GOOD)
    assert sitting.task is task
    assert (sitting.counts, sitting.done) == (counts, 0)
    desk.clock.advance(ms=5_000)
    sitting.rate(Rating.GOOD)
    assert reviews(desk) == [(task.uid, Rating.GOOD)]
    assert sitting.state(task.card_id) == desk.store.state(task.card_id)
    assert (sitting.done, sitting.task.card_id != task.card_id) == (1, True)


def test_another_rating_after_a_failure_is_taken(desk, failing):
    sitting = desk.sitting()
    task = sitting.task
    failing.fail = "before"
    failed(sitting, Rating.GOOD)
    sitting.rate(Rating.AGAIN)
    assert reviews(desk) == [(task.uid, Rating.AGAIN)]


def test_another_rating_does_not_count_beside_one_that_was_saved_after_all(desk, failing):
    sitting = desk.sitting()
    task = sitting.task
    failing.fail = "after"
    failed(sitting, Rating.GOOD)
    row = sitting.rate(Rating.AGAIN)
    assert row.rating is Rating.GOOD
    assert reviews(desk) == [(task.uid, Rating.GOOD)]
    assert sitting.state(task.card_id).reps == 1


def test_after_a_failed_mark_nothing_is_marked(desk, failing):
    sitting = desk.sitting()
    task = sitting.task
    failing.fail = "before"
    with pytest.raises(StoreUnavailable):
        sitting.suspend(task.card_id)
    assert sitting.task is task
    assert not sitting.state(task.card_id).suspended
    failing.fail = "before"
    with pytest.raises(StoreUnavailable):
        sitting.flag(task.card_id, 2)
    assert sitting.state(task.card_id).flag == 0
