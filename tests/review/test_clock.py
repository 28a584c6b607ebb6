"""The study day over the world's zones, and clocks that lie."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.review.clock import (
    DAY_MS,
    HOUR_MS,
    LATEST_MS,
    YEAR_MS,
    SystemClock,
    doubt,
    effective_ms,
    study_day,
)
from desktop.review.history import replay
from desktop.review.records import Event, Kind, Rating, State, new_uid
from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store
from desktop.review.store.errors import ClockUnconfirmedError
from tests.review.clocks import EPOCH, START_MS, SettableClock, ZoneClock

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Asia/Kathmandu",
    "Pacific/Apia",  # has no 30 December 2011
    "Africa/Casablanca",
]
HALF_HOUR = 30 * 60_000


def ms(text: str) -> int:
    return int((datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH).total_seconds() * 1000)


def days(clock: ZoneClock, rollover: int, first: int, last: int, step: int):
    """The study days, as the store counts them: clamped, since a day never goes back."""
    day = None
    for at_ms in range(first, last, step):
        found = study_day(at_ms, clock.utc_offset_min(at_ms), rollover)
        day = found if day is None else max(day, found)
        yield at_ms, found, day


def around_changes(clock: ZoneClock) -> list[int]:
    """The days on which the offset changes, 2010 to 2025."""
    changes, before = [], None
    for at_ms in range(ms("2010-01-01"), ms("2025-01-01"), DAY_MS):
        offset = clock.utc_offset_min(at_ms)
        if before is not None and offset != before:
            changes.append(at_ms)
        before = offset
    return changes


def one_more_or_the_same(clock: ZoneClock, rollover: int, first: int, last: int, step: int) -> set:
    """Check that the day goes on by one at a time; the days that were left out."""
    skipped, before = set(), None
    for _, _, day in days(clock, rollover, first, last, step):
        if before is not None and day != before:
            assert day > before
            skipped |= set(range(before + 1, day))
        before = day
    return skipped


def left_out(zone: str, rollover: int) -> set[int]:
    """Samoa left out a date; with a later rollover the study day has the first hours after it."""
    return {ms("2011-12-30") // DAY_MS} if (zone, rollover) == ("Pacific/Apia", 0) else set()


@pytest.mark.parametrize("rollover", [0, 2, 3, 4])
@pytest.mark.parametrize("zone", ZONES)
def test_the_study_day_goes_on_by_one(zone, rollover):
    clock = ZoneClock(zone)
    skipped = one_more_or_the_same(
        clock, rollover, ms("2010-01-01"), ms("2025-01-01"), 5 * HOUR_MS + 7 * 60_000
    )
    for change in around_changes(clock):
        first, last = change - 3 * DAY_MS, change + 2 * DAY_MS
        skipped |= one_more_or_the_same(clock, rollover, first, last, HALF_HOUR)
    assert skipped == left_out(zone, rollover)


@pytest.mark.long
@pytest.mark.parametrize("rollover", [0, 2, 3, 4])
@pytest.mark.parametrize("zone", ZONES)
def test_the_study_day_goes_on_by_one_every_half_hour(zone, rollover):
    skipped = one_more_or_the_same(
        ZoneClock(zone), rollover, ms("2010-01-01"), ms("2025-01-01"), HALF_HOUR
    )
    assert skipped == left_out(zone, rollover)


def test_the_study_day_begins_at_the_rollover_hour():
    midnight = ms("2026-03-10")
    day = midnight // DAY_MS
    assert study_day(midnight + 4 * HOUR_MS, 0, 4) == day
    assert study_day(midnight + 4 * HOUR_MS - 1, 0, 4) == day - 1
    assert study_day(midnight + 3 * HOUR_MS, 60, 4) == day
    assert study_day(midnight + 23 * HOUR_MS, 120, 0) == day + 1
    assert study_day(0, -720, 4) == -1


def review(store: Store, card_id: str = "a", rating: Rating = Rating.GOOD):
    return store.append(Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card_id, rating=rating))


@pytest.fixture
def store(folder, clock):
    with Store.open(folder / "profile", clock, known_ms=START_MS) as opened:
        yield opened


@pytest.mark.parametrize("jump", [HOUR_MS, DAY_MS, 400 * DAY_MS])
def test_a_clock_that_goes_back_shifts_nothing(store, clock, jump):
    for rating in (Rating.GOOD, Rating.GOOD, Rating.EASY):
        before = review(store, rating=rating)
        clock.advance(days=5)
    clock.time = before.at_ms
    clock.advance(ms=-jump)
    assert store.clock_doubt() is not None
    assert not store.clock_doubt().ahead
    row = review(store)
    assert (row.at_ms, row.study_day) == (before.at_ms, before.study_day)
    assert row.clock_ms == before.at_ms - jump
    assert row.after.last_review_ms == before.at_ms
    assert row.after.due_ms > before.at_ms
    assert replay(store.rows()) == store.states()


def test_a_clock_that_leaps_ahead_is_asked_about(store, clock):
    review(store)
    before = store.states()
    clock.advance(ms=70 * YEAR_MS)
    assert store.clock_doubt().ahead
    with pytest.raises(ClockUnconfirmedError, match="confirm that it is right"):
        review(store)
    last = store.journal.last
    assert store.moment() == last
    mark = store.append(Event(uid=new_uid(), kind=Kind.SUSPEND, card_id="b"))
    assert (mark.moment, mark.clock_ms) == (last, clock.time)  # a mark does not leap either
    assert store.state("a") == before["a"]
    clock.advance(ms=-70 * YEAR_MS + HOUR_MS)
    assert store.clock_doubt() is None
    assert review(store).at_ms == clock.time


def test_a_clock_that_is_confirmed_is_believed(store, clock, folder):
    review(store)
    clock.advance(ms=6 * YEAR_MS)
    store.confirm_clock()
    assert store.clock_doubt() is None
    assert review(store).at_ms == clock.time
    store.close()
    with Store.open(folder / "profile", clock) as again:
        assert again.clock_doubt() is None
        review(again)


def test_a_wrong_confirmation_is_mended_by_undo(store, clock):
    review(store)
    clock.advance(ms=70 * YEAR_MS)
    store.confirm_clock()
    review(store)
    clock.advance(ms=-70 * YEAR_MS)
    assert store.clock_doubt() is not None
    store.undo()
    assert store.clock_doubt() is None
    row = review(store)
    assert row.at_ms == clock.time
    assert row.after.due_ms < clock.time + YEAR_MS
    assert replay(store.rows()) == store.states()


def test_a_long_holiday_is_not_doubted(store, clock):
    review(store)
    clock.advance(days=200)
    assert store.clock_doubt() is None
    review(store)


def test_doubts():
    assert doubt(1000, 1000, 0) is None
    assert doubt(0, HOUR_MS, 0) is not None
    assert doubt(0, 60_000, 0) is None  # a clock that is set
    assert doubt(31 * DAY_MS, 0, 0) is None
    assert doubt(5 * YEAR_MS, 0, 0).ahead
    assert doubt(5 * YEAR_MS, 0, DAY_MS) is None
    assert doubt(DAY_MS, 0, 2 * DAY_MS) is None  # a zone away
    assert not doubt(0, 0, 2 * DAY_MS).ahead
    assert doubt(5 * YEAR_MS, 5 * YEAR_MS - DAY_MS, 0) is None


def test_a_flight_over_the_date_line_loses_no_card(folder):
    clock = ZoneClock("Pacific/Auckland")
    with Store.open(folder / "profile", clock) as store:
        seen = []
        for zone in ("Pacific/Auckland", "Pacific/Honolulu", "Asia/Tokyo", "America/Los_Angeles"):
            clock.zone = ZoneInfo(zone)
            for _ in range(4):
                row = review(store, "a")
                seen.append(row.study_day)
                assert row.after.due_ms >= row.at_ms
                assert row.after.due_day >= row.study_day
                clock.advance(hours=9)
        assert seen == sorted(seen)
        assert replay(store.rows()) == store.states()


def test_a_changed_rollover_hour_shows_no_card_twice(folder):
    clock = SettableClock(ms("2026-03-10") + 2 * HOUR_MS)  # two at night: still the 9th
    with Store.open(folder / "profile", clock) as store:
        store.change_schedule(SchedulerSettings(learning_steps=()))
        first = review(store)
        assert first.after.state is State.REVIEW
        for rollover in (0, 4, 0):
            store.change_schedule(SchedulerSettings(learning_steps=(), rollover_hour=rollover))
            assert not store.state("a").is_due(store.moment())
            assert store.moment().day >= first.study_day
        assert replay(store.rows()) == store.states()


@pytest.mark.parametrize(
    "at_ms", [-5 * YEAR_MS, 0, 2**31 * 1000 - 1, 2**31 * 1000, LATEST_MS, 2**60]
)
def test_extreme_clocks(folder, at_ms):
    clock = SettableClock(at_ms)
    with Store.open(folder / "profile", clock) as store:
        store.confirm_clock()
        for _ in range(8):
            row = review(store, rating=Rating.EASY)
            assert 0 <= row.at_ms <= LATEST_MS
            clock.advance(days=40_000)
            store.confirm_clock()
        assert replay(store.rows()) == store.states()


def test_effective_time():
    assert effective_ms(5, 3) == 5
    assert effective_ms(2, 3) == 3
    assert effective_ms(-7, 0) == 0
    assert effective_ms(2**80, 0) == LATEST_MS


@pytest.mark.linux
def test_the_system_clock(monkeypatch):
    clock = SystemClock()
    assert abs(clock.now_ms() - time.time() * 1000) < 60_000
    monkeypatch.setitem(os.environ, "TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        assert clock.utc_offset_min(clock.now_ms()) == 345
        assert clock.utc_offset_min(2**70) == 0
    finally:
        monkeypatch.undo()
        time.tzset()
