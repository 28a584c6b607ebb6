"""From the log to the states of the cards: one function, used live and by replay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace

from desktop.review.records import CardState, Kind, LogRow, State
from desktop.review.scheduling import Scheduler, SchedulerSettings


def transition(state: CardState, row: LogRow, scheduler: Scheduler) -> CardState:
    """The card's state after a row that is neither undo nor redo.

    Raises: ValueError if the row says nothing that can happen to a card.
    """
    match row.kind:
        case Kind.REVIEW if row.rating is not None:
            return scheduler.review(state, row.rating, row.moment)
        case Kind.FORGET:
            return CardState(state.card_id, suspended=state.suspended, flag=state.flag)
        case Kind.SUSPEND:
            return replace(state, suspended=True)
        case Kind.UNSUSPEND:
            return replace(state, suspended=False)
        case Kind.BURY:
            return replace(state, buried_day=row.study_day)
        case Kind.UNBURY:
            return replace(state, buried_day=None)
        case Kind.FLAG if row.flag is not None:
            return replace(state, flag=row.flag)
        case Kind.IMPORT:
            return state_from_json(state.card_id, row.detail)
        case Kind.PRACTICE:
            return state
    raise ValueError(f"row {row.seq} ({row.kind}) cannot happen to a card")


def undone(rows: Iterable[LogRow]) -> set[int]:
    """The rows that are taken back, by `seq`."""
    taken: set[int] = set()
    target_of: dict[int, int] = {}
    for row in rows:
        if row.undoes_seq is None:
            continue
        if row.kind is Kind.UNDO:
            target_of[row.seq] = row.undoes_seq
            taken.add(row.undoes_seq)
        elif row.kind is Kind.REDO:
            taken.discard(target_of[row.undoes_seq])
    return taken


class Replay:
    """Plays rows in the order of the log, whatever their times are.

    When the parameters change, each card's memory is worked out anew from its reviews; what it is
    due for stays. When the day of an exam is set, cards come back before it.
    """

    def __init__(self, taken_back: set[int]) -> None:
        self.states: dict[str, CardState] = {}
        self._taken_back = taken_back
        self._scheduler: Scheduler | None = None
        self._since_start: dict[str, list[LogRow]] = {}
        self._start: dict[str, CardState] = {}

    def play(self, row: LogRow) -> None:
        """Play one row; undo, redo and what they took back change nothing here."""
        if row.kind is Kind.SCHEDULER:
            self._change(Scheduler(SchedulerSettings.from_json(row.detail)))
        elif row.kind in (Kind.UNDO, Kind.REDO, Kind.EXAM) or row.card_id is None:
            return
        elif row.seq not in self._taken_back:
            self._happen(row.card_id, row)
        else:
            self.states.setdefault(row.card_id, CardState.new(row.card_id))

    def _happen(self, card_id: str, row: LogRow) -> None:
        if self._scheduler is None:
            raise ValueError(f"row {row.seq} comes before any settings of the schedule")
        before = self.states.get(card_id) or CardState.new(card_id)
        after = transition(before, row, self._scheduler)
        if row.kind is Kind.REVIEW:
            self._since_start.setdefault(card_id, []).append(row)
        elif row.kind in (Kind.FORGET, Kind.IMPORT):
            self._since_start[card_id] = []
            self._start[card_id] = after
        self.states[card_id] = after

    def _change(self, scheduler: Scheduler) -> None:
        before, self._scheduler = self._scheduler, scheduler
        if before is None:
            return
        if before.settings.parameters != scheduler.settings.parameters:
            self._remember_anew(scheduler)
        if before.settings.exam_day != scheduler.settings.exam_day:
            self.states = {card_id: scheduler.aimed(s) for card_id, s in self.states.items()}

    def _remember_anew(self, scheduler: Scheduler) -> None:
        for card_id, rows in self._since_start.items():
            memory = self._start.get(card_id) or CardState.new(card_id)
            for row in rows:
                memory = transition(memory, row, scheduler)
            self.states[card_id] = replace(
                self.states[card_id], stability=memory.stability, difficulty=memory.difficulty
            )


def replay(rows: Iterable[LogRow]) -> dict[str, CardState]:
    """The state of every card that the log mentions.

    Raises: ValueError if the rows cannot have happened.
    """
    rows = list(rows)
    played = Replay(undone(rows))
    for row in rows:
        played.play(row)
    return played.states


def state_to_json(state: CardState) -> str:
    """A state as the detail of an IMPORT."""
    return json.dumps(asdict(state), separators=(",", ":"))


def state_from_json(card_id: str, text: str) -> CardState:
    """The state that an IMPORT brings.

    Raises: ValueError if the text is no state, or that of another card.
    """
    known = json.loads(text)
    names = {field.name for field in fields(CardState)}
    if not isinstance(known, Mapping) or not known.keys() <= names:
        raise ValueError("an imported state has unknown names")
    if known.get("card_id", card_id) != card_id:
        raise ValueError("an imported state is that of another card")
    values = {**known, "card_id": card_id, "state": State(known.get("state", "new"))}
    return CardState(**values)
