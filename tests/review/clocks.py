"""A clock that tests set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.review.clock import DAY_MS, HOUR_MS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
START_MS = 1_767_600_000_000  # 2026-01-05 08:00 UTC


class SettableClock:
    """Says what it is told, in a zone of one's choice."""

    def __init__(self, now_ms: int = START_MS, offset_min: int = 0) -> None:
        self.time = now_ms
        self.offset = offset_min

    def now_ms(self) -> int:
        return self.time

    def utc_offset_min(self, at_ms: int) -> int:
        return self.offset

    def advance(self, *, days: float = 0, hours: float = 0, ms: int = 0) -> None:
        self.time += round(days * DAY_MS + hours * HOUR_MS) + ms


class ZoneClock(SettableClock):
    """A clock in a zone of the world."""

    def __init__(self, zone: str, now_ms: int = START_MS) -> None:
        super().__init__(now_ms)
        self.zone = ZoneInfo(zone)

    def utc_offset_min(self, at_ms: int) -> int:
        local = (EPOCH + timedelta(milliseconds=at_ms)).astimezone(self.zone)
        return int(local.utcoffset().total_seconds()) // 60
