"""How a row gets into the log: one transaction for the row, the chain, the head and the state."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.review.clock import (
    AHEAD_AT_LEAST_MS,
    Clock,
    ClockDoubt,
    doubt,
    effective_ms,
    study_day,
)
from desktop.review.records import CardState, Event, LogRow, Moment
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.store import chain, rows
from desktop.review.store.connection import Connection, failures
from desktop.review.store.errors import StoreError
from desktop.review.store.journal import Journal, read_journal


class Writer:
    """Writes rows at the end of the log; what it knows of that end is read anew after a failure."""

    def __init__(self, connection: Connection, clock: Clock, known_ms: int) -> None:
        self._connection = connection
        self._clock = clock
        self._known_ms = known_ms
        self._confirmed_ms = 0
        self._journal: Journal | None = None

    @property
    def journal(self) -> Journal:
        """The end of the log."""
        if self._journal is None:
            with failures("Nothing was written."):
                self._journal = read_journal(self._connection)
        return self._journal

    @property
    def scheduler(self) -> Scheduler:
        """The schedule with the settings in force."""
        return self.journal.scheduler or Scheduler(SchedulerSettings())

    def moment(self) -> Moment:
        """Now, as it would stand in the log: neither time nor study day go back.

        While the clock is far ahead and unconfirmed, time stands still.
        """
        return self._moment(self._clock.now_ms())[0]

    def clock_doubt(self) -> ClockDoubt | None:
        """Why the clock is not to be trusted, if so."""
        return self._doubt(self._clock.now_ms())

    def confirm_clock(self) -> None:
        """The clock is right."""
        self._confirmed_ms = self._clock.now_ms()

    @contextlib.contextmanager
    def transaction(self, safe: str) -> Iterator[None]:
        """All that happens inside is on the disk afterwards, or nothing is.

        Raises: StoreUnavailable, which says what is `safe`.
        """
        before = self.journal.seq
        try:
            with failures(safe):
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                try:
                    self._connection.execute("COMMIT")
                except sqlite3.OperationalError:
                    # It may have failed after the commit, and then undo, say, must not run twice.
                    if not self._is_committed(before):
                        raise
        except BaseException:
            self._journal = None
            with contextlib.suppress(StoreError), failures(safe):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise

    def next_row(self, event: Event, undoes_seq: int | None = None) -> LogRow:
        """The row that an event becomes now, before what it leads to."""
        now_ms = self._clock.now_ms()
        moment, offset = self._moment(now_ms)
        values = {name: getattr(event, name) for name in rows.EVENT_COLUMNS}
        return LogRow(
            **values,
            seq=self.journal.seq + 1,
            at_ms=moment.at_ms,
            clock_ms=now_ms,
            utc_offset_min=offset,
            study_day=moment.day,
            scheduler_id=self.journal.scheduler_id or 1,
            undoes_seq=undoes_seq,
        )

    def write(self, row: LogRow) -> LogRow:
        """Write a row and the state that it leads to; the row with its chain."""
        said = rows.said_values(row)
        row = replace(row, chain=chain.link(self.journal.chain, chain.line(said)))
        self._connection.execute(rows.INSERT_LOG, (*said, row.chain))
        if row.after is not None:
            self._connection.execute(rows.REPLACE_STATE, rows.state_record(row.after))
        self._connection.execute(
            "UPDATE head SET seq = ?, chain = ? WHERE id = 1", (row.seq, row.chain)
        )
        self.journal.note(row, self._connection)
        return row

    def replace_states(self, states: Iterable[CardState]) -> None:
        """Put these states in place of all that were there."""
        self._connection.execute("DELETE FROM card_state")
        for state in states:
            self._connection.execute(rows.REPLACE_STATE, rows.state_record(state))

    def _doubt(self, now_ms: int) -> ClockDoubt | None:
        found = doubt(now_ms, self.journal.last.at_ms, self._surely_past_ms())
        confirmed = now_ms < self._confirmed_ms + AHEAD_AT_LEAST_MS
        return None if found and found.ahead and confirmed else found

    def _surely_past_ms(self) -> int:
        return max(self._known_ms, self.journal.began_ms)

    def _is_committed(self, before: int) -> bool:
        """Whether the rows written since are part of the log, although COMMIT reported an error."""
        if self._connection.in_transaction or self._journal is None:
            return False
        head = self._connection.execute("SELECT seq, chain FROM head").fetchone()
        return self._journal.seq > before and head == (self._journal.seq, self._journal.chain)

    def _moment(self, now_ms: int) -> tuple[Moment, int]:
        last = self.journal.last
        doubted = self._doubt(now_ms)
        if doubted and doubted.ahead:
            now_ms = max(last.at_ms, self._surely_past_ms())
        at_ms = effective_ms(now_ms, last.at_ms)
        offset = self._clock.utc_offset_min(at_ms)
        day = study_day(at_ms, offset, self.scheduler.settings.rollover_hour)
        return Moment(at_ms, max(day, last.day)), offset
