"""What the user should know at the start, beside what stops it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from desktop.review.clock import ClockDoubt
from desktop.review.store.place import warning
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def start_warnings(workspace: Workspace, speaker: Speaker) -> None:
    """Say the one thing that matters most: read only, a doubtful clock, a bad place."""
    store = workspace.store
    if store.profile.read_only:
        speaker.say(
            "This profile is open to read only: look at everything, but no answer is saved.",
            ("I see", speaker.clear),
        )
        return
    doubt = store.clock_doubt()
    if doubt is not None:
        say_doubt(workspace, speaker, doubt)
        return
    place = warning(store.profile.folder)
    if place is not None:
        speaker.say(place, ("I see", speaker.clear))


def say_doubt(workspace: Workspace, speaker: Speaker, doubt: ClockDoubt) -> None:
    """Say that the clock disagrees with the log."""
    last, now = _date(doubt.last_ms), _date(doubt.now_ms)
    if doubt.ahead:
        speaker.say(
            f"The clock says {now}, your last review was on {last}. If the clock is wrong, set it "
            "right before you review: a false date would move every card.",
            ("The clock is right", partial(_confirm, workspace, speaker)),
        )
        return
    speaker.say(
        f"The clock says {now}, before your last review on {last}. Nothing is lost: time goes on "
        "from there.",
        ("I see", speaker.clear),
    )


def _confirm(workspace: Workspace, speaker: Speaker) -> None:
    workspace.store.confirm_clock()
    speaker.clear()


def _date(at_ms: int) -> str:
    when = EPOCH + timedelta(milliseconds=at_ms)
    return f"{when.day} {when:%B %Y}"
