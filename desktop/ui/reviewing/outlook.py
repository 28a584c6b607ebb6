"""Sentences about what was and what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from desktop.review.clock import MINUTE_MS
from desktop.review.records import Kind, LogRow, State
from desktop.review.session import Session
from desktop.ui.reviewing.facts import PastReview
from desktop.ui.wording import amount, counted, interval_words
from desktop.ui.workspace import Workspace

MOST_PAST = 12
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DONE_BY_KIND = {
    Kind.PRACTICE: "practice on",
    Kind.FORGET: "forgetting",
    Kind.SUSPEND: "suspending",
    Kind.UNSUSPEND: "taking back",
    Kind.BURY: "burying",
    Kind.UNBURY: "waking",
    Kind.FLAG: "the flag of",
}


def done_words(workspace: Workspace, session: Session) -> tuple[str, str]:
    """What to say when no card may be shown: a headline and a sentence."""
    waits = session.waits_until_ms
    done = f"You answered {counted(session.done, 'card')}. " if session.done else ""
    if waits is not None:
        now = workspace.store.moment().at_ms
        return (
            "Nothing is due",
            f"{done}The next step of learning comes {interval_words(max(waits - now, 0))}.",
        )
    return "Nothing is due", f"{done}{next_words(workspace)}"


def next_words(workspace: Workspace) -> str:
    """When cards come again."""
    tomorrow, days = upcoming(workspace)
    if tomorrow:
        return f"Next: {counted(tomorrow, 'card')} tomorrow."
    if days is not None:
        return f"Next: in {counted(days, 'day')}."
    return "No card is scheduled."


def upcoming(workspace: Workspace) -> tuple[int, int | None]:
    """How many cards come tomorrow, and in how many days the first one comes."""
    day = workspace.store.moment().day
    days = [
        max((state.due_day or 0) - day, 1)
        for card_id, state in workspace.store.states().items()
        if card_id in workspace.deck and state.state is not State.NEW and not state.suspended
    ]
    new = min(_unseen(workspace), workspace.settings.new_per_day)
    tomorrow = sum(1 for wait in days if wait == 1) + new
    return tomorrow, min(days, default=None)


def _unseen(workspace: Workspace) -> int:
    states = workspace.store.states()
    return sum(1 for card in workspace.deck.studied if card.id not in states)


def leech_words(number: str, lapses: int) -> str:
    """What to say of a card that is forgotten again and again."""
    return (
        f"{number} was forgotten {counted(lapses, 'time')}. Repeating it costs more than it gives: "
        "read its explanation again, or let it rest."
    )


def row_words(row: LogRow) -> str:
    """What a row of the log did."""
    number = (row.card_id or "").split("/")[1] if "/" in (row.card_id or "") else ""
    if row.kind is Kind.REVIEW and row.rating is not None:
        return f"{row.rating.name.capitalize()} on {number}"
    return f"{DONE_BY_KIND.get(row.kind, row.kind)} {number}".strip()


def past_reviews(rows: Sequence[LogRow]) -> list[PastReview]:
    """The answers to a card, the last one first."""
    answered = [row for row in rows if row.kind in (Kind.REVIEW, Kind.PRACTICE)]
    return [PastReview(row.seq, _past_words(row)) for row in reversed(answered[-MOST_PAST:])]


def _past_words(row: LogRow) -> str:
    when = EPOCH + timedelta(milliseconds=row.at_ms + row.utc_offset_min * MINUTE_MS)
    said = row.rating.name.capitalize() if row.rating is not None else "practice"
    parts = [f"{when.day} {when:%b %Y}", said]
    if row.credits_total:
        parts.append(f"{amount(row.credits_earned or 0)} of {amount(row.credits_total)}")
    return ", ".join(parts)
