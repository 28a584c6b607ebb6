"""A stretch of study days that a page looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """Study days from `first` to `last`, both included, in days since 1970."""

    first: int
    last: int

    @classmethod
    def until(cls, today: int, days: int) -> Period:
        """The last `days` study days, today included."""
        return cls(today - days + 1, today)

    @property
    def days(self) -> int:
        """How many days it has."""
        return max(self.last - self.first + 1, 0)

    def parts(self, days_each: int) -> list[Period]:
        """Parts of `days_each` days, counted from the end; the first may be shorter."""
        lasts = range(self.last, self.first - 1, -days_each)
        parts = [Period(max(last - days_each + 1, self.first), last) for last in lasts]
        return parts[::-1]
