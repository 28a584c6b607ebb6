"""Random sequences of events, undo, redo and restarts: a state after undo is the state before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.review.history import replay
from desktop.review.records import CardState
from desktop.review.scheduling import SchedulerSettings
from desktop.review.store import Store
from desktop.review.store.rows import state_record
from tests.review.clocks import SettableClock
from tests.review.studying import pass_time, random_event

STEPS = 24


class Model:
    """What a profile should say, kept the simple way: a stack of states."""

    def __init__(self) -> None:
        self.states: dict[str, CardState] = {}
        self.done: list[tuple[str, CardState | None, CardState]] = []
        self.undone: list[tuple[str, CardState | None, CardState]] = []

    def happened(self, card_id: str, after: CardState) -> None:
        self.done.append((card_id, self.states.get(card_id), after))
        self.undone.clear()
        self.states[card_id] = after

    def undo(self) -> None:
        card_id, before, after = self.done.pop()
        self.undone.append((card_id, before, after))
        self.states[card_id] = before or CardState.new(card_id)

    def redo(self) -> None:
        card_id, before, after = self.undone.pop()
        self.done.append((card_id, before, after))
        self.states[card_id] = after


def one_sequence(folder: Path, seed: int) -> None:
    draw = random.Random(seed)
    clock = SettableClock()
    store = Store.open(folder, clock)
    model = Model()
    for _ in range(STEPS):
        pass_time(clock, draw)
        step = draw.choices(("event", "undo", "redo", "restart", "settings"), (9, 6, 3, 1, 0.5))[0]
        if step == "event":
            event = random_event(draw)
            model.happened(event.card_id, store.append(event).after)
        elif step == "undo":
            assert (store.undo() is None) == (not model.done)
            if model.done:
                model.undo()
        elif step == "redo":
            assert (store.redo() is None) == (not model.undone)
            if model.undone:
                model.redo()
        elif step == "settings":
            store.change_schedule(SchedulerSettings(desired_retention=draw.uniform(0.8, 0.95)))
            model.undone.clear()
        else:
            store.close()
            store = Store.open(folder, clock)
        expected = {card: state_record(state) for card, state in model.states.items()}
        assert {card: state_record(state) for card, state in store.states().items()} == expected
        assert (store.next_undo() is None) == (not model.done)
    rows = store.rows()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert replay(rows) == store.states()
    store.safekeeping.check()
    store.close()


def test_undo_and_redo_in_any_order(folder):
    for seed in range(300):
        one_sequence(folder / str(seed), seed)


@pytest.mark.long
def test_undo_and_redo_in_any_order_for_long(folder):
    for seed in range(1000, 11_000):
        one_sequence(folder / str(seed), seed)
