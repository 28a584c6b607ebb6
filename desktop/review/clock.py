"""The only place that asks what time it is, and the rules for a clock that lies.

Time in the log never goes back: the effective time of an event is the later of the clock and the
last event that counts. A clock that went back therefore costs nothing and shifts nothing. A clock
that leapt far ahead would, so the store asks before the first rating after such a leap.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
YEAR_MS = 365 * DAY_MS

# The latest time that is taken: an interval of 100 years after it still fits into a date.
LATEST_MS = 250_000_000_000_000  # in the year 9892
BACK_AT_LEAST_MS = 2 * MINUTE_MS  # less is a clock being set
AHEAD_AT_LEAST_MS = 30 * DAY_MS
PLAUSIBLE_MS = 5 * YEAR_MS


class Clock(Protocol):
    """Tells the time and the local offset from UTC."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""

    def utc_offset_min(self, at_ms: int) -> int:
        """Minutes that local time is ahead of UTC at that time."""


class SystemClock:
    """The machine's clock and time zone."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def utc_offset_min(self, at_ms: int) -> int:
        """Minutes that local time is ahead of UTC at that time; 0 where no zone is known."""
        try:
            return (time.localtime(at_ms / 1000).tm_gmtoff or 0) // 60
        except (OverflowError, OSError, ValueError):
            return 0


def study_day(at_ms: int, utc_offset_min: int, rollover_hour: int) -> int:
    """The study day: days since 1970 of the local date, which begins at the rollover hour."""
    return (at_ms + utc_offset_min * MINUTE_MS - rollover_hour * HOUR_MS) // DAY_MS


def effective_ms(now_ms: int, last_ms: int) -> int:
    """The time that counts: never before the last event, and within what dates can hold."""
    return min(max(now_ms, last_ms, 0), LATEST_MS)


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The clock disagrees with the log: it went back, or leapt far ahead."""

    now_ms: int
    last_ms: int

    @property
    def ahead(self) -> bool:
        """Whether it leapt ahead, so that a rating needs confirmation."""
        return self.now_ms > self.last_ms


def doubt(now_ms: int, last_ms: int, known_ms: int) -> ClockDoubt | None:
    """Whether the clock is to be doubted.

    It is if it lies behind the last event, or a day behind `known_ms`, the latest date that is
    known to have passed (of the deck, of the profile); or if it lies 30 days and more after the
    last event and also 5 years and more after `known_ms`.
    """
    past_ms = max(last_ms, known_ms - DAY_MS)
    if now_ms < past_ms - BACK_AT_LEAST_MS:
        return ClockDoubt(now_ms, past_ms)
    ahead = now_ms >= last_ms + AHEAD_AT_LEAST_MS and now_ms >= known_ms + PLAUSIBLE_MS
    return ClockDoubt(now_ms, last_ms) if ahead else None
