"""Where the work on a card stands."""

from __future__ import annotations

from enum import Enum, auto


class Stage(Enum):
    """From the question to the next card."""

    ANSWERING = auto()
    RATING = auto()
    PRACTICED = auto()
    DONE = auto()
