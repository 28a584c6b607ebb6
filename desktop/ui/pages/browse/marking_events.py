"""What the actions of Browse do to the chosen cards, as events for the store, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.review.records import Event, Kind, new_uid
from desktop.ui.pages.browse.entries import CardEntry, Mark
from desktop.ui.wording import counted, is_or_are

FLAG = 1
DONE = {
    Kind.SUSPEND: "suspended",
    Kind.UNSUSPEND: "no longer suspended",
    Kind.BURY: "buried until tomorrow",
    Kind.FORGET: "forgotten; the history stays",
}


def suspend_events(entries: Sequence[CardEntry]) -> list[Event]:
    """Suspend those that are not; if all are, take them back."""
    if all(entry.state.suspended for entry in entries):
        return [_event(Kind.UNSUSPEND, entry) for entry in entries]
    return [_event(Kind.SUSPEND, entry) for entry in entries if not entry.state.suspended]


def flag_events(entries: Sequence[CardEntry]) -> list[Event]:
    """Flag those that are not; if all are, take the flags away."""
    if all(entry.state.flag for entry in entries):
        return [_event(Kind.FLAG, entry, 0) for entry in entries]
    return [_event(Kind.FLAG, entry, FLAG) for entry in entries if not entry.state.flag]


def bury_events(entries: Sequence[CardEntry]) -> list[Event]:
    """Bury those that are not."""
    return [_event(Kind.BURY, entry) for entry in entries if Mark.BURIED not in entry.marks]


def forget_events(entries: Sequence[CardEntry]) -> list[Event]:
    """Make those new again that were begun."""
    return [_event(Kind.FORGET, entry) for entry in entries if entry.due_in is not None]


def done_words(events: Sequence[Event]) -> str:
    """What was done, as a sentence; empty if nothing had to be done."""
    if not events:
        return ""
    event, count = events[0], len(events)
    if event.kind is Kind.FLAG:
        done = "flagged" if event.flag else "no longer flagged"
    else:
        done = DONE[event.kind]
    return f"{counted(count, 'card')} {is_or_are(count)} {done}."


def _event(kind: Kind, entry: CardEntry, flag: int | None = None) -> Event:
    return Event(uid=new_uid(), kind=kind, card_id=entry.card_id, flag=flag)
