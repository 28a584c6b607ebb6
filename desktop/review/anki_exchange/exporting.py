"""The app's history as a deck with its schedule: rows written into a copy of the built collection.

The collection has Anki's old schema (version 11), which every Anki takes. Days are counted from its
creation, so that is set to the start of a study day, a round number of days before today.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing

from desktop.review.anki_exchange.importing import imported_review
from desktop.review.anki_exchange.notes import card_ids_by_guid
from desktop.review.clock import DAY_MS
from desktop.review.records import CardState, Kind, LogRow, Moment, Rating, State
from desktop.review.scheduling import Scheduler
from desktop.review.store import Store

COLLECTION = "collection.anki2"
DAYS_BEFORE = 5_000  # from the collection's creation to today
FACTOR = 2500  # Anki's old ease, which FSRS does not use
TYPES = {State.NEW: 0, State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
QUEUES = {State.NEW: 0, State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 1}
SUSPENDED = -1
KINDS = {State.NEW: 0, State.LEARNING: 0, State.REVIEW: 1, State.RELEARNING: 2}
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def export_package(store: Store, built: Mapping[str, bytes]) -> bytes:
    """An .apkg with the deck, every card's schedule and memory, and the whole review log.

    `built` is the bundle's collection and media. Anki keeps it all if its import dialog's "Import
    any learning progress" is on.
    Raises: KeyError if `built` has no collection.
    """
    collection = _with_schedule(store, built[COLLECTION])
    media = sorted(name for name in built if name != COLLECTION)
    index = json.dumps({str(number): name for number, name in enumerate(media)})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entries = [(COLLECTION, collection), ("media", index.encode())]
        entries += [(str(number), built[name]) for number, name in enumerate(media)]
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _with_schedule(store: Store, collection: bytes) -> bytes:
    ids = {card_id: guid for guid, card_id in card_ids_by_guid(collection).items()}
    states = store.states()
    today = store.moment().day
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        _set_up(connection, _creation(store, today))
        notes = dict(connection.execute("SELECT guid, id FROM notes").fetchall())
        retention = store.scheduler.settings.desired_retention
        decay = store.scheduler.settings.parameters[20]
        used: set[int] = set()
        for card_id, guid in ids.items():
            state = states.get(card_id)
            note = notes[guid]
            if state is None:
                continue
            _write_card(connection, note, state, today, retention, decay)
            _write_log(connection, note, store.counted_rows(card_id), store.scheduler, used)
        connection.commit()
        return connection.serialize()


def _set_up(connection: sqlite3.Connection, creation: int) -> None:
    """Count days from `creation`, and say that ratings are those of Anki's present scheduler.

    Anki would take them for the older one's, which had no Hard in learning, and shift them.
    """
    [(conf,)] = connection.execute("SELECT conf FROM col").fetchall()
    settings = {**json.loads(conf), "schedVer": 2, "sched2021": True}
    connection.execute("UPDATE col SET crt = ?, conf = ?", (creation, json.dumps(settings)))


def _creation(store: Store, today: int) -> int:
    """Seconds since 1970 at which study day `today` began, some days before."""
    now = store.clock.now_ms()
    offset_ms = store.clock.utc_offset_min(now) * 60_000
    rollover_ms = store.scheduler.settings.rollover_hour * 3_600_000
    return ((today - DAYS_BEFORE) * DAY_MS + rollover_ms - offset_ms) // 1000


def _write_card(
    connection: sqlite3.Connection,
    note: int,
    state: CardState,
    today: int,
    retention: float,
    decay: float,
) -> None:
    """A card's schedule; a new card keeps its place in the deck."""
    queue = SUSPENDED if state.suspended else QUEUES[state.state]
    if state.stability is None or state.difficulty is None:
        values: dict[str, object] = {"queue": queue, "flags": state.flag}
    else:
        memory = {
            "s": round(state.stability, 4),
            "d": round(state.difficulty, 3),
            "dr": retention,
            "decay": round(decay, 3),
            "lrt": (state.last_review_ms or 0) // 1000,
        }
        values = {
            "type": TYPES[state.state],
            "queue": queue,
            "due": _due(state, today),
            "ivl": _interval(state),
            "factor": FACTOR,
            "reps": state.reps,
            "lapses": state.lapses,
            "left": 0 if state.state is State.REVIEW else 1001,
            "flags": state.flag,
            "data": json.dumps(memory, separators=(",", ":")),
        }
    columns = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE cards SET {columns} WHERE nid = ?", (*values.values(), note))


def _due(state: CardState, today: int) -> int:
    """Days since the creation for a review, seconds since 1970 for a step of learning."""
    if state.state is State.REVIEW:
        return DAYS_BEFORE + (state.due_day or today) - today
    return (state.due_ms or 0) // 1000


def _interval(state: CardState) -> int:
    if state.state is not State.REVIEW or state.due_day is None:
        return 0
    return max(1, state.due_day - (state.last_review_day or state.due_day))


def _write_log(
    connection: sqlite3.Connection,
    note: int,
    rows: Sequence[LogRow],
    scheduler: Scheduler,
    used: set[int],
) -> None:
    [(card,)] = connection.execute("SELECT id FROM cards WHERE nid = ?", (note,)).fetchall()
    for entry in _entries(rows, scheduler):
        identifier, *values = entry
        while identifier in used:  # Anki names a review by its millisecond
            identifier += 1
        used.add(identifier)
        connection.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", (identifier, card, *values)
        )


def _entries(
    rows: Sequence[LogRow], scheduler: Scheduler
) -> Iterable[tuple[int, int, int, int, int, int, int]]:
    """(id, ease, interval, interval before, difficulty, time, kind) of every review of a card.

    Both sources' reviews in the order of time, played once more: a row of an import only knows the
    state after all of them.
    """
    state = CardState.new(rows[0].card_id or "") if rows else CardState.new("")
    day = 0
    for row in sorted(rows, key=_happened_ms):
        rating, moment = _review(row)
        if rating is None:
            state = CardState.new(state.card_id) if _is_reset(row) else state
            continue
        day = max(day, moment.day)
        before, state = state, scheduler.review(state, rating, Moment(moment.at_ms, day))
        hard = round(((state.difficulty or 1.0) - 1) / 9 * 1000) + 100  # as Anki notes FSRS's
        kind = KINDS[before.state]
        intervals = (_logged_interval(state), _logged_interval(before))
        yield moment.at_ms, int(rating), *intervals, hard, row.took_ms, kind


def _is_reset(row: LogRow) -> bool:
    imported = row.kind is Kind.IMPORT and row.reply
    return row.kind is Kind.FORGET or (bool(imported) and imported_review(row).rating is None)


def _review(row: LogRow) -> tuple[Rating | None, Moment]:
    if row.kind is Kind.IMPORT and row.reply:
        happened = imported_review(row)
        return happened.rating, happened.moment
    return (row.rating if row.kind is Kind.REVIEW else None), row.moment


def _happened_ms(row: LogRow) -> int:
    return _review(row)[1].at_ms


def _logged_interval(state: CardState) -> int:
    """Days, or as a negative number seconds, as Anki's log has it."""
    if state.state is State.REVIEW:
        return _interval(state)
    if state.due_ms is None or state.last_review_ms is None:
        return 0
    return -max(0, (state.due_ms - state.last_review_ms) // 1000)
