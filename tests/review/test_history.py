"""Replay says what happened live."""

from __future__ import annotations

import random

import pytest

from desktop.review.history import replay, state_from_json, state_to_json, transition
from desktop.review.records import CardState, Event, Kind, LogRow, Moment, State, new_uid
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.store import Store
from tests.review.studying import CARDS, pass_time, random_event

SAYS_WHY = r"\w{3}"


def simulate(store: Store, clock, count: int, batch: int) -> None:
    """Study for a long time, with marks, undo, redo, new settings and clocks that jump."""
    draw = random.Random(count)
    done = 0
    while done < count:
        for _ in range(draw.randrange(3)):
            pass_time(clock, draw)
        done += len(store.append_all([random_event(draw) for _ in range(batch)]))
        if draw.random() < 0.3:
            store.undo()
        if draw.random() < 0.1:
            store.redo()
        if draw.random() < 0.03:
            clock.advance(days=draw.choice((-400, -1, 0.04, 25)))
        if draw.random() < 4 * batch / count:
            first = draw.uniform(0.1, 1)
            store.change_schedule(
                SchedulerSettings(
                    parameters=(first, *SchedulerSettings().parameters[1:]),
                    desired_retention=draw.uniform(0.8, 0.95),
                    rollover_hour=draw.randrange(24),
                )
            )


@pytest.mark.parametrize(
    ("count", "batch"), [(3000, 10), pytest.param(100_000, 50, marks=pytest.mark.long)]
)
def test_replay_equals_live(folder, clock, count, batch):
    profile = folder / "profile"
    with Store.open(profile, clock) as store:
        simulate(store, clock, count, batch)
        rows, states = store.rows(), store.states()
        assert sum(row.kind is Kind.SCHEDULER for row in rows) > 2
        assert sum(row.kind is Kind.UNDO for row in rows) > 50
        assert replay(rows) == states
        last = {row.card_id: row.after for row in rows if row.card_id}
        memory = {"stability", "difficulty"}
        for card_id, state in states.items():
            for name in CardState.__slots__:
                if name not in memory:  # new parameters work these out anew
                    assert getattr(state, name) == getattr(last[card_id], name)
        store.safekeeping.check()
    with Store.open(profile, clock) as store:
        assert store.states() == states


def test_an_imported_state_is_taken_over(folder, clock):
    state = CardState("a", State.REVIEW, None, 12.5, 4.0, 10, 20_000, 9, 19_990, 7, 1, flag=2)
    assert state_from_json("a", state_to_json(state)) == state
    with Store.open(folder / "profile", clock) as store:
        event = Event(uid=new_uid(), kind=Kind.IMPORT, card_id="a", detail=state_to_json(state))
        assert store.append(event).after == state
        assert replay(store.rows()) == {"a": state}
        for wrong in ('{"state":"x"}', "[]", '{"card_id":"b"}', '{"state":"review"}'):
            with pytest.raises(ValueError, match=SAYS_WHY):
                store.append(replace_detail(wrong))
        assert store.state("a") == state


def replace_detail(detail: str) -> Event:
    return Event(uid=new_uid(), kind=Kind.IMPORT, card_id="a", detail=detail)


def test_rows_that_cannot_happen_are_refused(folder, clock):
    with Store.open(folder / "profile", clock) as store:
        before = store.rows()
        for event in (
            Event(uid=new_uid(), kind=Kind.REVIEW, card_id="a"),
            Event(uid=new_uid(), kind=Kind.FLAG, card_id="a"),
            Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=9),
            Event(uid=new_uid(), kind=Kind.SUSPEND),
            Event(uid=new_uid(), kind=Kind.EXAM, card_id="a"),
            Event(uid=new_uid(), kind=Kind.SCHEDULER, detail="{}", card_id="a"),
            Event(uid=new_uid(), kind=Kind.SCHEDULER, detail="nothing"),
            Event(uid=new_uid(), kind=Kind.UNDO, card_id="a"),
            Event(uid="", kind=Kind.SUSPEND, card_id="a"),
            Event(uid=new_uid(), kind=Kind.SUSPEND, card_id=""),
            Event(uid=new_uid(), kind=Kind.PRACTICE, card_id="a", took_ms=-1),
            Event(uid=new_uid(), kind=Kind.PRACTICE, card_id="a", credits_total=-1),
        ):
            with pytest.raises(ValueError, match=SAYS_WHY):
                store.append(event)
        good = Event(uid=new_uid(), kind=Kind.SUSPEND, card_id=CARDS[0])
        with pytest.raises(ValueError, match=SAYS_WHY):
            store.append_all([good, Event(uid=new_uid(), kind=Kind.FLAG, card_id="a", flag=9)])
        assert store.rows() == before
        assert store.states() == {}
        assert store.append(good).seq == 2


def test_undo_and_redo_are_no_transitions():
    row = LogRow(
        uid="u", kind=Kind.UNDO, card_id="a", seq=3, at_ms=0, clock_ms=0,
        utc_offset_min=0, study_day=0, scheduler_id=1, undoes_seq=2,
    )  # fmt: skip
    with pytest.raises(ValueError, match="cannot happen"):
        transition(CardState.new("a"), row, Scheduler(SchedulerSettings()))
    assert row.moment == Moment(0, 0)
