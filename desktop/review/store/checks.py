"""Whether a profile's file says what was written to it.

A bit that flips in a row's text is nothing that SQLite would notice; the chain does. The cache of
the states has checksums, and is worked out anew when they, or the log, disagree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from desktop.review.history import replay
from desktop.review.records import CardState, Kind
from desktop.review.store import chain, rows
from desktop.review.store.connection import Connection
from desktop.review.store.errors import Damaged
from desktop.review.store.schema import TABLES

RECENT = 200  # rows that are checked at each start
SLICE = 2000  # rows between two pauses
RELATIVE = 1e-9  # what another machine's mathematics may make of a memory


# What comes of rows that nobody can have written.
UNLIKELY = (ValueError, KeyError, TypeError, ArithmeticError, AssertionError, RecursionError)


class DamageError(Exception):
    """Something in the file is not what was written; `seq` is the first bad row if one is known."""

    def __init__(self, reason: str, seq: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.seq = reason, seq


# All that comes of damage while a profile is opened.
DAMAGE = (Damaged, DamageError, *UNLIKELY)


def as_damage(error: Exception) -> DamageError:
    """The damage that an error of DAMAGE tells of."""
    if isinstance(error, DamageError):
        return error
    return DamageError(
        "its pages do not fit together" if isinstance(error, Damaged) else str(error)
    )


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a log goes: its rows, the reviews among them, and the time of the last row."""

    seq: int
    chain: bytes
    reviews: int
    last_ms: int


def check_schema(connection: Connection) -> None:
    """Make sure that the file has our tables, and nothing else that might run.

    Raises: DamageError if it has not.
    """
    found = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%'"
    ).fetchall()
    if sorted(sql.strip() for (sql,) in found) != sorted(statement.strip() for statement in TABLES):
        raise DamageError("its tables are not those of a profile")


def check_recent(connection: Connection) -> None:
    """Check the end of the log against its chain, the head, and the states that follow from it.

    Raises: DamageError if the log is not what was written.
    """
    seq, head = _head(connection)
    first = max(seq - RECENT, 0)
    before = chain.START
    if first:
        found = connection.execute("SELECT chain FROM review_log WHERE seq = ?", (first,))
        row = found.fetchone()
        if row is None:
            raise DamageError("a row of the log is missing", first)
        before = row[0]
    last = first
    recent = connection.execute(f"{rows.SELECT_LOG} WHERE seq > ? ORDER BY seq", (first,))
    for values in recent:
        before = linked(before, values, last)
        last += 1
    if (last, before) != (seq, head):
        raise DamageError("the end of the log is missing", last + 1)


def check_steps(connection: Connection) -> Iterator[None]:
    """Check everything but the states, with pauses; see check_recent.

    Raises: DamageError if anything is not what was written.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise DamageError("its pages do not fit together")
    yield
    check_schema(connection)
    seq, head = _head(connection)
    last, before = 0, chain.START
    while True:
        found = connection.execute(
            f"{rows.SELECT_LOG} WHERE seq > ? ORDER BY seq LIMIT {SLICE}", (last,)
        ).fetchall()
        for values in found:
            before = linked(before, values, last)
            last += 1
        if not found:
            break
        yield
    if (last, before) != (seq, head):
        raise DamageError("the end of the log is missing", last + 1)


def check_all(connection: Connection) -> None:
    """Check everything but the states, at once; see check_steps."""
    for _ in check_steps(connection):
        pass


def recent_states_are_stale(connection: Connection) -> bool:
    """Whether the cache says something else than the last rows of the log."""
    seq, _ = _head(connection)
    recent = connection.execute(
        f"{rows.SELECT_LOG} WHERE seq > ? ORDER BY seq DESC", (seq - RECENT,)
    ).fetchall()
    settings_changed = False
    seen: set[str] = set()
    for row in map(rows.row_of, recent):
        if row.kind is Kind.SCHEDULER:
            settings_changed = True
        if row.after is None or row.after.card_id in seen:
            continue
        seen.add(row.after.card_id)
        cached = _read_state(connection, row.after.card_id)
        if cached is None:
            return True
        if settings_changed:  # the memory may have been worked out anew since
            cached = replace(cached, stability=row.after.stability, difficulty=row.after.difficulty)
        if not same(row.after, cached):
            return True
    return False


def _read_state(connection: Connection, card_id: str) -> CardState | None:
    values = connection.execute(f"{rows.SELECT_STATE} WHERE card_id = ?", (card_id,)).fetchone()
    if values is None or rows.checksum(values[:-1]) != values[-1]:
        return None
    return rows.state_of(card_id, values[1:-1])


def check_row(connection: Connection, seq: int) -> None:
    """Check one row against the chain.

    Raises: DamageError if it is not what was written.
    """
    found = connection.execute(
        f"{rows.SELECT_LOG} WHERE seq IN (?, ?) ORDER BY seq", (seq - 1, seq)
    ).fetchall()
    linked(chain.START if seq == 1 else found[0][-1], found[-1], seq - 1)


def stale_states(connection: Connection) -> dict[str, CardState] | None:
    """The states as they follow from the log, if the cache says something else.

    Raises: DamageError if nothing follows from the log.
    """
    try:
        found = connection.execute(f"{rows.SELECT_LOG} ORDER BY seq").fetchall()
        expected = replay(rows.row_of(values) for values in found)
    except UNLIKELY as error:
        raise DamageError(f"no states follow from the log: {error}") from error
    cached = read_states(connection)
    if cached is not None and cached.keys() == expected.keys():
        pairs = ((cached[card_id], expected[card_id]) for card_id in cached)
        if all(same(one, other) for one, other in pairs):
            return None
    return expected


def read_states(connection: Connection) -> dict[str, CardState] | None:
    """The cached states, or None if a checksum is wrong."""
    states = {}
    for values in connection.execute(rows.SELECT_STATE).fetchall():
        if rows.checksum(values[:-1]) != values[-1]:
            return None
        states[values[0]] = rows.state_of(values[0], values[1:-1])
    return states


def read_extent(connection: Connection) -> Extent:
    """How far a log goes that was checked."""
    seq, head = _head(connection)
    reviews = connection.execute(
        "SELECT count(*) FROM review_log WHERE kind = 'review'"
    ).fetchone()[0]
    last = connection.execute("SELECT at_ms FROM review_log WHERE seq = ?", (seq,)).fetchone()
    return Extent(seq, head, reviews, last[0] if last else 0)


def same(one: CardState, other: CardState) -> bool:
    """Whether two states agree, up to what another machine's rounding may differ in."""
    pairs = zip(rows.state_values(one), rows.state_values(other), strict=True)
    return all(
        a == b
        or (isinstance(a, float) and isinstance(b, float) and math.isclose(a, b, rel_tol=RELATIVE))
        for a, b in pairs
    )


def _head(connection: Connection) -> tuple[int, bytes]:
    found = connection.execute("SELECT seq, chain FROM head").fetchone()
    if found is None:
        raise DamageError("it does not say how long the log is")
    return found[0], found[1]


def linked(before: bytes, values: Any, last: int) -> bytes:
    """The chain after a row, which must be the next one.

    Raises: DamageError if it is not.
    """
    try:
        linked = chain.link(before, chain.line(values[:-1]))
    except UNLIKELY as error:  # not a value that we write
        raise DamageError("a row of the log changed", last + 1) from error
    if values[0] != last + 1:
        raise DamageError("a row of the log is missing", last + 1)
    if linked != values[-1]:
        raise DamageError("a row of the log changed", last + 1)
    return linked
