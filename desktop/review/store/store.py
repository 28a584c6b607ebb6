"""The store itself: it appends to the log and answers from it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from desktop.review.clock import Clock, ClockDoubt
from desktop.review.history import Replay, replay, transition
from desktop.review.records import OF_A_CARD, CardState, Event, Kind, LogRow, Moment, new_uid
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.store import checks, restore, rows
from desktop.review.store.connection import Connection, failures
from desktop.review.store.errors import ClockUnconfirmedError, Damaged, ReadOnly, StoreError
from desktop.review.store.files import Files
from desktop.review.store.journal import Journal
from desktop.review.store.profile import Profile, open_profile
from desktop.review.store.safekeeping import Safekeeping
from desktop.review.store.writer import Writer

UNTOUCHED = "Nothing was written."


class Store:
    """An open profile; use it as a context manager.

    Every method that writes returns when what it wrote is on the disk, and raises StoreUnavailable
    with the profile as it was before. `safekeeping` makes backups, exports and checks.
    """

    def __init__(
        self,
        connection: Connection,
        profile: Profile,
        clock: Clock,
        known_ms: int,
        files: Files,
    ) -> None:
        """Use Store.open."""
        self._connection = connection
        self._clock = clock
        self._writer = Writer(connection, clock, known_ms)
        self.profile = profile
        self.safekeeping = Safekeeping(connection, profile, files, self.moment, self.clock_doubt)

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Clock,
        *,
        read_only: bool = False,
        known_ms: int = 0,
        connect: Callable[[Path, bool], Connection] | None = None,
        files: Files | None = None,
    ) -> Store:
        """Open the profile in a folder, made if there is none.

        `known_ms` is the latest date that is known to have passed, as the deck's: see clock.doubt.
        A profile that cannot be written is opened to look at: `profile.read_only` says so.

        Raises: StoreUnavailable, with nothing written.
        """
        files = files or Files()
        connection, profile = open_profile(
            folder, clock.now_ms(), files, read_only=read_only, connect=connect
        )
        store = cls(connection, profile, clock, known_ms, files)
        try:
            store._begin()
        except BaseException as error:
            connection.close()
            profile.release()
            if isinstance(error, checks.DAMAGE):
                raise restore.explain(profile.folder, checks.as_damage(error)) from error
            raise
        return store

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        return self._clock

    @property
    def journal(self) -> Journal:
        """The end of the log, to be read only."""
        return self._writer.journal

    @property
    def scheduler(self) -> Scheduler:
        """The schedule with the settings in force."""
        return self._writer.scheduler

    def moment(self) -> Moment:
        """Now, as it would stand in the log: neither time nor study day go back.

        While the clock is far ahead and unconfirmed, time stands still.
        """
        return self._writer.moment()

    def clock_doubt(self) -> ClockDoubt | None:
        """Why the clock is not to be trusted; if it is `ahead`, ratings need confirm_clock()."""
        return self._writer.clock_doubt()

    def confirm_clock(self) -> None:
        """The user says that the clock is right."""
        self._writer.confirm_clock()

    def state(self, card_id: str) -> CardState:
        """A card's state; that of a new card if the log does not mention it."""
        with self._reading():
            found = self._connection.execute(
                f"{rows.SELECT_STATE} WHERE card_id = ?", (card_id,)
            ).fetchone()
            if found is None:
                return CardState.new(card_id)
            if rows.checksum(found[:-1]) == found[-1]:
                return rows.state_of(card_id, found[1:-1])
        return self._repair_states()[card_id]

    def states(self) -> dict[str, CardState]:
        """The state of every card that the log mentions."""
        with self._reading():
            states = checks.read_states(self._connection)
        return self._repair_states() if states is None else states

    def rows(self, card_id: str | None = None, since_seq: int = 0) -> list[LogRow]:
        """The rows of the log, or of one card, after `since_seq`, in their order."""
        if card_id is None:
            return self._select("WHERE seq > ? ORDER BY seq", since_seq)
        return self._select("WHERE card_id = ? AND seq > ? ORDER BY seq", card_id, since_seq)

    def row(self, seq: int) -> LogRow:
        """One row of the log.

        Raises: KeyError if there is none.
        """
        found = self._select("WHERE seq = ?", seq)
        if not found:
            raise KeyError(seq)
        return found[0]

    def counted_rows(self, card_id: str | None = None) -> list[LogRow]:
        """The rows that count: without undo and redo, and what they took back."""
        taken_back = set(self.journal.taken_back.values())
        return [
            row
            for row in self.rows(card_id)
            if row.undoes_seq is None and row.seq not in taken_back
        ]

    def counted_values(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """These columns of the rows that count: what statistics read, faster than rows."""
        taken_back = set(self.journal.taken_back.values())
        with self._reading():
            found = self._connection.execute(
                f"SELECT seq, {', '.join(columns)} FROM review_log "
                "WHERE undoes_seq IS NULL ORDER BY seq"
            ).fetchall()
        return [values[1:] for values in found if values[0] not in taken_back]

    def schedules(self) -> list[LogRow]:
        """The rows with settings of the schedule."""
        return self._select("WHERE kind = 'scheduler' ORDER BY seq")

    def append(self, event: Event) -> LogRow:
        """Append one event and return its row, which is on the disk then.

        An event whose uid is in the log already was saved before: its row is returned.

        Raises: StoreUnavailable if it could not be saved; ClockUnconfirmedError for a rating while
        the clock is far ahead; ValueError if the event cannot have happened.
        """
        return self.append_all([event])[0]

    def append_all(self, events: Sequence[Event]) -> list[LogRow]:
        """Append events, all or none; see append."""
        with self._writing():
            return [self._append(event) for event in events]

    def change_schedule(self, settings: SchedulerSettings) -> LogRow:
        """Settings of the schedule come into force; with new parameters every memory changes."""
        return self.append(Event(uid=new_uid(), kind=Kind.SCHEDULER, detail=settings.to_json()))

    def undo(self) -> LogRow | None:
        """Take back what was last done to a card, so that its state is as before; None: nothing."""
        return self._take_back(Kind.UNDO, self.journal.next_undo)

    def redo(self) -> LogRow | None:
        """Take the last undo back, if nothing else has happened since; None if there is none."""
        redoable = self.journal.redoable
        return self._take_back(Kind.REDO, redoable[-1] if redoable else None)

    def next_undo(self) -> LogRow | None:
        """What undo would take back."""
        seq = self.journal.next_undo
        return None if seq is None else self.row(seq)

    def next_redo(self) -> LogRow | None:
        """What redo would bring back."""
        journal = self.journal
        return self.row(journal.taken_back[journal.redoable[-1]]) if journal.redoable else None

    def setting(self, key: str) -> str | None:
        """A preference, or None if it was never set (or its row is damaged)."""
        with self._reading():
            found = self._connection.execute(
                "SELECT value, checksum FROM setting WHERE key = ?", (key,)
            ).fetchone()
        return found[0] if found and found[1] == rows.checksum((key, found[0])) else None

    def set_setting(self, key: str, value: str) -> None:
        """Keep a preference."""
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)",
                (key, value, rows.checksum((key, value))),
            )

    def close(self) -> None:
        """Write all back into the one file and let go of it."""
        if not self.profile.read_only:
            with contextlib.suppress(StoreError), failures(""):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._connection.execute("PRAGMA optimize").fetchall()
        self._connection.close()
        self.profile.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _begin(self) -> None:
        with self._reading():
            stale = checks.recent_states_are_stale(self._connection)
        if stale:
            self._repair_states()
        if self.journal.scheduler is None and not self.profile.read_only:
            self.change_schedule(SchedulerSettings())

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with failures(UNTOUCHED):
                yield
        except checks.UNLIKELY as error:
            raise Damaged(
                f"The profile is damaged ({error}).",
                UNTOUCHED,
                "Check the profile in the settings: it says what can be restored.",
            ) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, where it can be written and nothing has moved."""
        seq = self.journal.seq
        safe = f"All {seq:,} entries so far are safe; only this one was not saved."
        if self.profile.read_only:
            raise ReadOnly(
                "This profile can only be looked at.", safe, "Open it where it is yours."
            )
        self.profile.check_in_place(safe)
        try:
            with self._writer.transaction(safe):
                yield
        except sqlite3.IntegrityError as error:
            raise ValueError(f"this cannot have happened: {error}") from error

    def _append(self, event: Event) -> LogRow:
        saved = self._select("WHERE uid = ?", event.uid)
        if saved:
            if rows.event_values(saved[0]) != rows.event_values(event):
                raise ValueError(f"another event has the uid {event.uid}")
            return saved[0]
        if event.kind in (Kind.UNDO, Kind.REDO):
            raise ValueError("use undo() and redo()")
        row = self._writer.next_row(event)
        if event.kind is Kind.SCHEDULER:
            return self._change_scheduler(row)
        if event.kind in OF_A_CARD and event.card_id is not None:
            self._refuse_doubtful_rating(event)
            after = transition(self.state(event.card_id), row, self.scheduler)
            row = replace(row, after=after)
        return self._writer.write(row)

    def _refuse_doubtful_rating(self, event: Event) -> None:
        doubted = self.clock_doubt() if event.kind is Kind.REVIEW else None
        if doubted and doubted.ahead:
            raise ClockUnconfirmedError(
                "The clock of this computer is far ahead of your last review.",
                UNTOUCHED,
                "Set the clock, or confirm that it is right.",
            )

    def _take_back(self, kind: Kind, target: int | None) -> LogRow | None:
        if target is None:
            return None
        with self._writing():
            taken_back = dict(self.journal.taken_back)
            if kind is Kind.UNDO:
                card_id = self.row(target).card_id
                taken_back[0] = target
            else:
                card_id = self.row(taken_back.pop(target)).card_id
            assert card_id is not None, "only what happened to a card is taken back"
            event = Event(uid=new_uid(), kind=kind, card_id=card_id)
            after = self._replayed(card_id, set(taken_back.values()))
            return self._writer.write(replace(self._writer.next_row(event, target), after=after))

    def _replayed(self, card_id: str, taken_back: set[int]) -> CardState:
        """A card's state, from its own rows and the settings of the schedule."""
        own = "SELECT seq FROM review_log WHERE card_id = ?"
        settings = "SELECT seq FROM review_log WHERE kind = 'scheduler'"
        played = Replay(taken_back)
        for row in self._select(f"WHERE seq IN ({own} UNION ALL {settings}) ORDER BY seq", card_id):
            played.play(row)
        return played.states[card_id]

    def _change_scheduler(self, row: LogRow) -> LogRow:
        before = self.scheduler.settings
        written = self._writer.write(replace(row, scheduler_id=row.seq))
        after = self.scheduler.settings
        if (after.parameters, after.exam_day) != (before.parameters, before.exam_day):
            self._writer.replace_states(replay(self.rows()).values())
        return written

    def _repair_states(self) -> dict[str, CardState]:
        """Work the states out anew, since their cache is not what was written."""
        with self._reading():
            states = replay(self.rows())
        with self._writer.transaction("Your log is safe."):
            self._writer.replace_states(states.values())
        return states

    def _select(self, where: str, *values: Any) -> list[LogRow]:
        with self._reading():
            found = self._connection.execute(f"{rows.SELECT_LOG} {where}", values).fetchall()
            return [rows.row_of(row) for row in found]
