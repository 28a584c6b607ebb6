"""The table against a replay of the log, one row after the other."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from desktop.review.history import Replay
from desktop.review.records import CardState, Event, Kind, Moment, Rating, State, new_uid
from desktop.review.scheduling import SchedulerSettings
from desktop.review.statistics import ReviewTable, review_table
from desktop.review.store import Store
from tests.review.students import FORGETFUL, Student, study

IDS = [f"made-2026/1.{number}" for number in range(1, 61)]
PLACES = list(State)


@pytest.fixture
def store(folder, clock) -> Iterator[Store]:
    with Store.open(folder, clock) as store:
        yield store


def event(kind: Kind, card_id: str, **values) -> Event:
    return Event(uid=new_uid(), kind=kind, card_id=card_id, **values)


def lines(table: ReviewTable) -> list[tuple]:
    columns = (table.card, table.rating, table.day, table.took_ms, table.before, table.elapsed)
    return [
        (table.card_ids[card], *rest)
        for card, *rest in zip(*(c.tolist() for c in columns), strict=True)
    ]


def expected(store: Store) -> list[tuple[tuple, float]]:
    """The lines and predictions of a plain loop over the log."""
    played = Replay(set())
    found = []
    for row in store.counted_rows():
        if row.kind in (Kind.REVIEW, Kind.PRACTICE):
            state = played.states.get(row.card_id) or CardState.new(row.card_id)
            begun = state.stability is not None
            elapsed = row.study_day - state.last_review_day if begun else -1
            predicted = store.scheduler.retrievability(state, row.study_day) if begun else math.nan
            line = (row.card_id, int(row.rating or 0), row.study_day, row.took_ms)
            found.append(((*line, PLACES.index(state.state), elapsed), predicted))
        played.play(row)
    return found


def agree(store: Store) -> None:
    table = review_table(store)
    wanted = expected(store)
    assert lines(table) == [line for line, _ in wanted]
    assert table.predicted.tolist() == pytest.approx([p for _, p in wanted], nan_ok=True, rel=1e-12)


def test_it_equals_a_plain_loop_over_the_log(store, clock):
    store.change_schedule(SchedulerSettings(parameters=FORGETFUL))
    study(store, clock, Student(3), IDS, 1500, new_per_day=5)
    assert len({state.state for state in store.states().values()}) >= 2
    agree(store)


def test_marks_practice_and_forgetting_in_between(store, clock):
    for card_id in IDS[:6]:
        store.append(event(Kind.REVIEW, card_id, rating=Rating.EASY))
    clock.advance(days=4)
    store.append(event(Kind.FORGET, IDS[0]))
    store.append(event(Kind.FLAG, IDS[1], flag=2))
    store.append(event(Kind.PRACTICE, IDS[2], credits_earned=0.5, credits_total=2))
    store.append(event(Kind.SUSPEND, IDS[3]))
    for card_id in IDS[:6]:
        store.append(event(Kind.REVIEW, card_id, rating=Rating.HARD, took_ms=7))
    agree(store)
    table = review_table(store)
    assert table.recalls.tolist() == [False] * 8 + [True] * 5
    marked = ~(table.total != table.total)
    assert table.earned[marked].tolist() == [0.5]
    assert table.total[marked].tolist() == [2.0]


def test_what_was_taken_back_does_not_count(store, clock):
    store.append(event(Kind.REVIEW, IDS[0], rating=Rating.EASY))
    clock.advance(days=3)
    store.append(event(Kind.REVIEW, IDS[0], rating=Rating.AGAIN))
    store.undo()
    clock.advance(days=2)
    store.append(event(Kind.REVIEW, IDS[0], rating=Rating.GOOD))
    agree(store)
    assert review_table(store).elapsed.tolist() == [-1, 5]


def test_an_imported_state_is_known_before_the_first_review(store, clock):
    from desktop.review.history import state_to_json

    day = store.moment().day
    known = store.scheduler.review(CardState(IDS[0]), Rating.EASY, Moment(0, day - 7))
    store.append(event(Kind.IMPORT, IDS[0], detail=state_to_json(known)))
    store.append(event(Kind.REVIEW, IDS[0], rating=Rating.GOOD))
    agree(store)
    assert review_table(store).elapsed.tolist() == [7]


def test_other_parameters_predict_from_when_they_are_in_force(store, clock):
    store.append(event(Kind.REVIEW, IDS[0], rating=Rating.GOOD))
    store.change_schedule(SchedulerSettings(parameters=FORGETFUL))
    store.append(event(Kind.REVIEW, IDS[1], rating=Rating.GOOD))
    clock.advance(days=9)
    kept = store.scheduler.retrievability(store.state(IDS[1]), store.moment().day)
    for card_id in IDS[:2]:
        store.append(event(Kind.REVIEW, card_id, rating=Rating.GOOD))
    predicted = review_table(store).predicted[2:]
    assert predicted[1] == pytest.approx(kept)
    assert predicted[0] > 0.7 > kept


def test_an_empty_log_is_an_empty_table(store):
    table = review_table(store)
    assert table.card_ids == ()
    assert table.first_day() is None
    assert table.recalls.tolist() == []
