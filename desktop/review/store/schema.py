"""The tables of a profile, version 1.

`review_log` is the truth and only grows; `card_state` is a cache of what follows from it; `head`
says how long the log is, so that a lost end is noticed; `setting` holds preferences. The checksums
are CRC-32 of what the row says, since SQLite has none of its own.
"""

from __future__ import annotations

APPLICATION_ID = 0x456E6470  # "Endp"
VERSION = 1

_MOMENT = "BETWEEN 0 AND 260000000000000"
_DAY = "BETWEEN -2 AND 3010000"


def _state_columns(prefix: str) -> str:
    """The columns of a card's state; in the log each may be missing, all with `state`."""
    return f"""
    {prefix}state TEXT CHECK ({prefix}state IN ('new', 'learning', 'review', 'relearning')),
    {prefix}step INTEGER CHECK ({prefix}step BETWEEN 0 AND 100),
    {prefix}stability REAL CHECK ({prefix}stability BETWEEN 0.001 AND 36500.0),
    {prefix}difficulty REAL CHECK ({prefix}difficulty BETWEEN 1.0 AND 10.0),
    {prefix}due_ms INTEGER CHECK ({prefix}due_ms {_MOMENT}),
    {prefix}due_day INTEGER CHECK ({prefix}due_day {_DAY}),
    {prefix}last_review_ms INTEGER CHECK ({prefix}last_review_ms {_MOMENT}),
    {prefix}last_review_day INTEGER CHECK ({prefix}last_review_day {_DAY}),
    {prefix}reps INTEGER CHECK ({prefix}reps >= 0),
    {prefix}lapses INTEGER CHECK ({prefix}lapses BETWEEN 0 AND {prefix}reps),
    {prefix}suspended INTEGER CHECK ({prefix}suspended IN (0, 1)),
    {prefix}buried_day INTEGER CHECK ({prefix}buried_day {_DAY}),
    {prefix}flag INTEGER CHECK ({prefix}flag BETWEEN 0 AND 7)"""


def _whole(prefix: str) -> str:
    """A state is there with all that belongs to it, and a card has a memory unless it is new."""
    begun = ", ".join(
        f"{prefix}{name} IS NULL"
        for name in ("stability", "difficulty", "due_ms", "due_day", "last_review_ms")
    )
    marks = " AND ".join(
        f"{prefix}{name} IS NOT NULL" for name in ("reps", "lapses", "suspended", "flag")
    )
    same = " AND ".join(f"({part}) = ({prefix}state = 'new')" for part in begun.split(", "))
    step = f"({prefix}step IS NULL) = ({prefix}state IN ('new', 'review'))"
    return f"({prefix}state IS NULL OR ({marks} AND {same} AND {step}))"


REVIEW_LOG = f"""
CREATE TABLE review_log (
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    kind TEXT NOT NULL CHECK (kind IN ('review', 'practice', 'undo', 'redo', 'forget', 'suspend',
        'unsuspend', 'bury', 'unbury', 'flag', 'scheduler', 'import', 'exam')),
    card_id TEXT CHECK (length(card_id) BETWEEN 1 AND 200),
    content_hash TEXT NOT NULL CHECK (length(content_hash) <= 128),
    rating INTEGER CHECK (rating BETWEEN 1 AND 4),
    took_ms INTEGER NOT NULL CHECK (took_ms BETWEEN 0 AND 86400000),
    variant INTEGER CHECK (variant >= 0),
    seed TEXT CHECK (length(seed) BETWEEN 1 AND 20),
    reply TEXT NOT NULL CHECK (length(reply) <= 100000),
    credits_earned REAL CHECK (credits_earned BETWEEN 0.0 AND credits_total),
    credits_total REAL CHECK (credits_total BETWEEN 0.0 AND 10000.0),
    flag INTEGER CHECK (flag BETWEEN 0 AND 7),
    detail TEXT NOT NULL CHECK (length(detail) <= 10000000),
    at_ms INTEGER NOT NULL CHECK (at_ms {_MOMENT}),
    clock_ms INTEGER NOT NULL,
    utc_offset_min INTEGER NOT NULL CHECK (utc_offset_min BETWEEN -1500 AND 1500),
    study_day INTEGER NOT NULL CHECK (study_day {_DAY}),
    scheduler_id INTEGER NOT NULL CHECK (scheduler_id BETWEEN 1 AND seq),
    undoes_seq INTEGER CHECK (undoes_seq BETWEEN 1 AND seq - 1),
    {_state_columns("after_")},
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    CHECK ((kind = 'review') = (rating IS NOT NULL)),
    CHECK ((kind IN ('undo', 'redo')) = (undoes_seq IS NOT NULL)),
    CHECK ((kind = 'flag') = (flag IS NOT NULL)),
    CHECK ((kind IN ('scheduler', 'exam')) = (card_id IS NULL)),
    CHECK ((card_id IS NULL) = (after_state IS NULL)),
    CHECK {_whole("after_")}
) STRICT
"""

CARD_STATE = f"""
CREATE TABLE card_state (
    card_id TEXT PRIMARY KEY CHECK (length(card_id) BETWEEN 1 AND 200),
    {_state_columns("")},
    checksum INTEGER NOT NULL,
    CHECK (state IS NOT NULL),
    CHECK {_whole("")}
) STRICT
"""

TABLES = (
    REVIEW_LOG,
    "CREATE INDEX review_log_card ON review_log (card_id)",
    "CREATE INDEX review_log_undoing ON review_log (seq) WHERE undoes_seq IS NOT NULL",
    "CREATE INDEX review_log_scheduler ON review_log (seq) WHERE kind = 'scheduler'",
    """CREATE TRIGGER review_log_never_changes BEFORE UPDATE ON review_log
    BEGIN SELECT RAISE(ABORT, 'the log only grows'); END""",
    """CREATE TRIGGER review_log_never_shrinks BEFORE DELETE ON review_log
    BEGIN SELECT RAISE(ABORT, 'the log only grows'); END""",
    CARD_STATE,
    """CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT""",
    """CREATE TABLE setting (
    key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 100),
    value TEXT NOT NULL CHECK (length(value) <= 1000000),
    checksum INTEGER NOT NULL
) STRICT""",
)
