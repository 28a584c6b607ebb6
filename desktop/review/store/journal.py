"""What the store remembers of the log between two rows.

Its head, what undo takes back next, the settings of the schedule in force: all of it is read from
the log itself, also after a restart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.review.records import OF_A_CARD, UNDOABLE, Kind, LogRow, Moment
from desktop.review.scheduling import Scheduler, SchedulerSettings
from desktop.review.store.chain import START
from desktop.review.store.checks import check_row
from desktop.review.store.connection import Connection

_UNDOABLE = {kind.value for kind in UNDOABLE}
_OF_A_CARD = {kind.value for kind in OF_A_CARD}
NOTHING_YET = Moment(0, -2)


@dataclass
class Journal:
    """The end of the log; `last` is the last moment that counts: not taken back, and of a card."""

    seq: int = 0
    chain: bytes = START
    scheduler: Scheduler | None = None
    scheduler_id: int = 0
    began_ms: int = 0
    last: Moment = NOTHING_YET
    next_undo: int | None = None
    taken_back: dict[int, int] = field(default_factory=dict)  # UNDO -> what it took back, in force
    redoable: list[int] = field(default_factory=list)  # UNDO rows, the last one first to go

    def note(self, row: LogRow, connection: Connection) -> None:
        """Take in a row that was just written."""
        self.seq, self.chain = row.seq, row.chain
        if row.seq == 1:
            self.began_ms = row.clock_ms
        if row.undoes_seq is None:
            self.redoable.clear()
        elif row.kind is Kind.UNDO:
            self.taken_back[row.seq] = row.undoes_seq
            self.redoable.append(row.seq)
        else:
            self.redoable.pop()
            del self.taken_back[row.undoes_seq]
        if row.kind is Kind.SCHEDULER:
            self.set_scheduler(row.seq, row.detail)
        if row.undoes_seq is not None:
            self.look_back(connection)
        elif row.kind in OF_A_CARD:
            self.last = row.moment
            self.next_undo = row.seq if row.kind in UNDOABLE else self.next_undo

    def set_scheduler(self, seq: int, detail: str) -> None:
        """Settings of the schedule come into force."""
        self.scheduler, self.scheduler_id = Scheduler(SchedulerSettings.from_json(detail)), seq

    def look_back(self, connection: Connection) -> None:
        """Find the last row that counts, and the one that undo would take back."""
        taken_back = set(self.taken_back.values())
        self.last, self.next_undo = NOTHING_YET, None
        rows = connection.execute(
            "SELECT seq, kind, at_ms, study_day FROM review_log ORDER BY seq DESC"
        )
        for seq, kind, at_ms, day in rows:
            if kind not in _OF_A_CARD or seq in taken_back:
                continue
            if self.last == NOTHING_YET:
                self.last = Moment(at_ms, day)
            if kind in _UNDOABLE:
                self.next_undo = seq
                return


def read_journal(connection: Connection) -> Journal:
    """The journal of a log, as it is on disk.

    Raises: DamageError if the settings in force are not what was written.
    """
    journal = Journal()
    found = connection.execute("SELECT seq, chain FROM head").fetchone()
    journal.seq, journal.chain = found
    first = connection.execute("SELECT clock_ms FROM review_log WHERE seq = 1").fetchone()
    journal.began_ms = first[0] if first else 0
    settings = connection.execute(
        "SELECT seq, detail FROM review_log WHERE kind = 'scheduler' ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if settings:
        check_row(connection, settings[0])  # it may be old, and all depends on it
        journal.set_scheduler(*settings)
    for seq, kind, undoes in connection.execute(
        "SELECT seq, kind, undoes_seq FROM review_log WHERE undoes_seq IS NOT NULL ORDER BY seq"
    ).fetchall():
        if kind == "undo":
            journal.taken_back[seq] = undoes
        else:
            del journal.taken_back[undoes]
    last_other = connection.execute(
        "SELECT seq FROM review_log WHERE undoes_seq IS NULL ORDER BY seq DESC"
    ).fetchone()
    journal.redoable = [seq for seq in journal.taken_back if last_other and seq > last_other[0]]
    journal.look_back(connection)
    return journal
