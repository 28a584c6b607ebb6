"""What can go wrong with a profile: what happened, what is safe, what to do."""

from __future__ import annotations


class StoreError(Exception):
    """Something the user should know: `what` happened, what is `safe`, and the `remedy`."""

    def __init__(self, what: str, safe: str, remedy: str) -> None:
        super().__init__(what, safe, remedy)
        self.what, self.safe, self.remedy = what, safe, remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.remedy) if part)


class ClockUnconfirmedError(StoreError):
    """The clock leapt ahead, and nobody has said that it is right."""


class StoreUnavailable(StoreError):  # noqa: N818 - a state of the profile, not a mistake
    """The profile cannot be opened, or cannot be written to."""


class DiskFull(StoreUnavailable):
    """There is no room for another row."""


class DiskFailing(StoreUnavailable):
    """The disk reports errors."""


class ReadOnly(StoreUnavailable):
    """The profile may only be looked at."""


class Locked(StoreUnavailable):
    """Another instance has the profile open."""


class Missing(StoreUnavailable):
    """The profile is no longer where it was."""


class Foreign(StoreUnavailable):
    """The file belongs to another program."""


class TooNew(StoreUnavailable):
    """The file was written by a newer version."""


class Damaged(StoreUnavailable):
    """The file does not hold what was written to it."""
