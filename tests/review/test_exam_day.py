"""With an exam's day the schedule aims at it: one pure rule, the same live and by replay."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.review.clock import DAY_MS
from desktop.review.history import replay
from desktop.review.records import CardState, Event, Kind, Moment, Rating, State, new_uid
from desktop.review.scheduling import LAST_DAYS, Scheduler, SchedulerSettings, SettingsError
from desktop.review.store import Store
from tests.review.clocks import SettableClock

DAY = 20_000
STEPLESS = SchedulerSettings(learning_steps=())


def learned(scheduler: Scheduler, name: str = "a/1", day: int = DAY) -> CardState:
    return scheduler.review(CardState.new(name), Rating.EASY, Moment(day * DAY_MS, day))


def test_cards_due_after_the_exam_come_back_in_the_week_before():
    free = learned(Scheduler(STEPLESS))
    days = set()
    for number in range(60):
        aiming = Scheduler(replace(STEPLESS, exam_day=DAY + LAST_DAYS + 1))
        state = learned(aiming, f"a/{number}")
        assert DAY < state.due_day < DAY + LAST_DAYS + 1
        assert state.due_ms == state.due_day * DAY_MS
        assert (state.stability, state.difficulty) == (free.stability, free.difficulty)
        days.add(state.due_day)
    assert len(days) == LAST_DAYS, "spread over the whole week"


@pytest.mark.parametrize("exam_day", [None, DAY, DAY + 1, DAY + LAST_DAYS, DAY + 200, DAY - 50])
def test_every_other_card_stays(exam_day):
    free = learned(Scheduler(STEPLESS))
    assert learned(Scheduler(replace(STEPLESS, exam_day=exam_day))) == free


def test_steps_of_learning_are_left_alone():
    scheduler = Scheduler(SchedulerSettings(exam_day=DAY + 9))
    state = scheduler.review(CardState.new("a/1"), Rating.GOOD, Moment(DAY * DAY_MS, DAY))
    assert state.state is State.LEARNING
    assert state.due_day == DAY


def test_old_settings_have_no_exam():
    text = json.loads(SchedulerSettings().to_json())
    del text["exam_day"]
    assert SchedulerSettings.from_json(json.dumps(text)).exam_day is None
    with pytest.raises(SettingsError, match="exam day"):
        SchedulerSettings(exam_day=-1)


def review(card_id: str, rating: Rating) -> Event:
    return Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card_id, rating=rating, content_hash="x")


def test_live_and_replay_agree_when_the_date_is_set_moved_and_taken_away(folder):
    clock = SettableClock()
    with Store.open(folder, clock) as store:
        store.change_schedule(STEPLESS)
        today = store.moment().day
        for number in range(8):
            store.append(review(f"a/{number}", Rating.EASY))
        free = store.states()
        for exam_day in (today + 9, today + 12, None):
            store.change_schedule(replace(STEPLESS, exam_day=exam_day))
            assert store.states() == replay(store.rows())
            if exam_day is not None:
                assert all(state.due_day < exam_day for state in store.states().values())
        assert store.states() != free
        clock.advance(days=3)
        store.append(review("a/0", Rating.GOOD))
        store.undo()
        assert store.states() == replay(store.rows())
