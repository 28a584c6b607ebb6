"""Sittings over the end of a day, a changed rollover hour and changes of the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.review.clock import DAY_MS, HOUR_MS, MINUTE_MS
from desktop.review.queue import Counts
from desktop.review.records import CardState, Kind, Rating, State
from desktop.review.selection import Selection
from desktop.review.session import Session
from desktop.review.today import begin_of_day_ms, today_of
from tests.review.clocks import SettableClock, ZoneClock
from tests.review.sittings import Desk

EXAM = "in2346-2022"
CHOICES = frozenset(f"{EXAM}/1.{number}" for number in range(1, 10))
BERLIN = "Europe/Berlin"


def at(text: str, zone: str = "UTC") -> int:
    """A local time as milliseconds since 1970."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.fixture
def desk_at(folder, bundle) -> Iterator[Callable[[SettableClock], Desk]]:
    """Makes a desk with a clock, with one day as the shortest interval and no steps."""
    desks: list[Desk] = []

    def made(clock: SettableClock, rollover: int = 4, **schedule) -> Desk:
        desks.append(Desk(folder, bundle, clock))
        settings = desks[0].store.scheduler.settings
        changed = replace(settings, rollover_hour=rollover, **schedule)
        desks[0].store.change_schedule(changed)
        return desks[0]

    yield made
    for desk in desks:
        desk.store.close()


def rated(sitting: Session, rating: Rating = Rating.AGAIN, most: int = 99) -> list[str]:
    """Rate all that is shown, a minute each; returns the cards."""
    shown = []
    while sitting.task and len(shown) < most:
        shown.append(sitting.task.card_id)
        sitting.rate(rating)
        sitting.store.clock.advance(ms=MINUTE_MS)
    return shown


def move_rollover(desk: Desk, hour: int) -> None:
    desk.store.change_schedule(replace(desk.store.scheduler.settings, rollover_hour=hour))


NO_STEPS = {"learning_steps": (), "relearning_steps": ()}


def test_the_day_ends_in_the_middle_of_a_sitting(desk_at):
    clock = SettableClock(at("2026-03-10 03:50"))
    desk = desk_at(clock)
    sitting = desk.sitting(Selection(ids=CHOICES), new_per_day=3)
    rated(sitting, Rating.EASY, most=2)
    assert sitting.counts == Counts(new=1)
    buried = sitting.task.card_id
    sitting.bury(buried)
    assert sitting.task.card_id != buried
    clock.time = at("2026-03-10 04:01")
    last = sitting.task.card_id  # it stands on the screen since yesterday
    row = sitting.rate(Rating.EASY)
    assert row.card_id == last
    assert row.study_day == desk.store.moment().day
    assert sitting.counts == Counts(new=2)  # of three of the new day
    assert sitting.task.card_id == buried


def test_a_laptop_that_wakes_on_another_day_shows_what_is_due_then(desk_at):
    clock = SettableClock(at("2026-03-10 20:00"))
    desk = desk_at(clock)
    sitting = desk.sitting(new_per_day=1)
    sitting.rate(Rating.GOOD)  # a step of ten minutes
    assert sitting.task.state.state is State.LEARNING
    sitting.rate(Rating.GOOD)
    assert sitting.task is None
    clock.time = at("2026-03-11 09:00")
    assert sitting.task is not None
    assert sitting.counts == Counts(new=1)


def test_a_step_of_learning_over_the_end_of_the_day_is_not_lost(desk_at):
    clock = SettableClock(at("2026-03-10 03:55"))
    desk = desk_at(clock)
    sitting = desk.sitting(new_per_day=1)
    card_id = sitting.task.card_id
    sitting.rate(Rating.GOOD)
    assert sitting.task is None
    clock.time = at("2026-03-10 04:06")
    assert desk.sitting(new_per_day=0).task.card_id == card_id


@pytest.mark.parametrize("old", [0, 2, 4, 23])
@pytest.mark.parametrize("new", [0, 2, 4, 23])
@pytest.mark.parametrize("hour", [0, 1, 3, 5, 12, 22])
def test_a_changed_rollover_hour_shows_no_card_twice(desk_at, old, new, hour):
    clock = SettableClock(at(f"2026-03-10 {hour:02}:30"))
    desk = desk_at(clock, rollover=old, **NO_STEPS)
    choice = Selection(ids=CHOICES)
    first = rated(desk.sitting(choice, new_per_day=5))
    assert len(first) == 5
    states = desk.store.states()
    assert {state.due_day - state.last_review_day for state in states.values()} == {1}
    move_rollover(desk, new)
    again = rated(desk.sitting(choice, new_per_day=5))
    assert set(first).isdisjoint(again)
    clock.advance(days=2)
    assert set(first) <= set(rated(desk.sitting(choice, new_per_day=0)))


def test_an_earlier_rollover_brings_no_second_share_of_new_cards(desk_at):
    clock = SettableClock(at("2026-03-10 01:00"))
    desk = desk_at(clock, rollover=4)
    rated(desk.sitting(new_per_day=5), Rating.EASY)
    move_rollover(desk, 0)
    assert desk.sitting(new_per_day=5).task is None
    assert desk.sitting(new_per_day=7).counts == Counts(new=2)


@pytest.mark.parametrize("rollover", [2, 3, 4])
@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])  # summer time begins and ends
def test_a_night_with_a_change_of_the_clock_shows_no_card_twice(desk_at, rollover, night):
    clock = ZoneClock(BERLIN, at(f"{night} 00:20", BERLIN) - DAY_MS)
    desk = desk_at(clock, rollover=rollover, **NO_STEPS)
    choice = Selection(ids=CHOICES)
    shown: list[tuple[int, str]] = []
    for _ in range(3 * 24 * 2):
        sitting = desk.sitting(choice, new_per_day=3, bury_siblings=False)
        day = desk.store.moment().day
        shown += [(day, card_id) for card_id in rated(sitting, most=2)]
        clock.advance(ms=30 * MINUTE_MS - (clock.time - at(f"{night} 00:20", BERLIN)) % MINUTE_MS)
    assert len(shown) == len(set(shown))
    assert len({day for day, _ in shown}) in (4, 5)
    days = [day for day, _ in shown]
    assert days == sorted(days)


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("rollover", [0, 2, 3, 4])
def test_a_day_begins_at_the_rollover_hour_of_the_wall(night, rollover):
    clock = ZoneClock(BERLIN)
    day = at(f"{night} 12:00") // DAY_MS
    begun = begin_of_day_ms(clock, day, rollover)
    local = datetime.fromtimestamp(begun / 1000, UTC).astimezone(ZoneInfo(BERLIN))
    hour = 3 if (night, rollover) == ("2026-03-29", 2) else rollover  # there is no two o'clock
    assert local.strftime("%Y-%m-%d %H:%M") == f"{night} {hour:02}:00"


def test_flights_over_the_date_line_lose_no_card_and_shift_no_day_back(desk_at):
    clock = SettableClock(at("2026-03-10 12:00"))
    desk = desk_at(clock, **NO_STEPS)
    choice = Selection(ids=CHOICES)
    shown: list[tuple[int, str]] = []
    for hours, offset in ((0, 0), (9, 13 * 60), (12, -11 * 60), (20, 14 * 60), (30, 0), (24, 0)):
        clock.advance(hours=hours)
        clock.offset = offset
        sitting = desk.sitting(choice, new_per_day=3)
        day = desk.store.moment().day
        shown += [(day, card_id) for card_id in rated(sitting, Rating.HARD)]
    assert len(shown) == len(set(shown))
    days = [day for day, _ in shown]
    assert days == sorted(days)
    assert {card_id for _, card_id in shown} == CHOICES


def test_a_clock_that_went_back_shows_nothing_twice(desk_at):
    clock = SettableClock(at("2026-03-10 12:00"))
    desk = desk_at(clock, **NO_STEPS)
    first = rated(desk.sitting(new_per_day=4))
    clock.advance(days=-400)
    later = desk.sitting(new_per_day=4)
    assert later.task is None
    assert len(rated(desk.sitting(new_per_day=6))) == 2
    clock.time = at("2026-03-11 12:00")
    assert set(first) <= set(rated(desk.sitting(new_per_day=0)))


def test_today_knows_what_was_answered_since_it_began(desk_at):
    clock = SettableClock(at("2026-03-10 12:00"))
    desk = desk_at(clock)
    today = today_of(desk.store, {})
    assert (today.start_ms, today.end_ms) == (at("2026-03-10 04:00"), at("2026-03-11 04:00"))
    state = CardState("a", last_review_ms=today.start_ms, last_review_day=today.day - 1)
    assert today.answered(state)
    assert not today.answered(replace(state, last_review_ms=today.start_ms - 1))
    assert today.answered(replace(state, last_review_ms=0, last_review_day=today.day))
    assert not today.answered(CardState("a"))
    assert today.day_of(today.end_ms - 1) == today.day
    assert today.day_of(today.end_ms + 30 * HOUR_MS) == today.day + 2


def test_today_is_found_in_a_long_log(desk_at):
    clock = SettableClock(at("2026-03-10 08:00"))
    desk = desk_at(clock)
    sitting = desk.sitting(new_per_day=1)
    sitting.rate(Rating.EASY)
    for _ in range(150):
        sitting.flag(f"{EXAM}/2.1", 1)
    assert desk.sitting(new_per_day=1).task is None
    sitting.undo()
    reviews = [row for row in desk.store.rows() if row.kind is Kind.REVIEW]
    assert len(reviews) == 1
