"""What was changed while the app runs, so that each change can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.ui.pages.settings.entries import Value


@dataclass(frozen=True, slots=True)
class Change:
    """A setting before and after."""

    key: str
    before: Value
    after: Value

    @property
    def reversed(self) -> Change:
        """The change that takes it back."""
        return Change(self.key, self.after, self.before)


@dataclass(slots=True)
class Changes:
    """Changes in their order, and those that were taken back."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def note(self, change: Change) -> None:
        """Take in a change; what was taken back before is gone."""
        self.done.append(change)
        self.undone.clear()

    def last_of(self, key: str) -> Change | None:
        """The last change of a setting that was not taken back."""
        return next((change for change in reversed(self.done) if change.key == key), None)

    def undo(self, change: Change) -> None:
        """Note that a change was taken back, the last one or an earlier one."""
        self.done.remove(change)
        self.undone.append(change)

    def redo(self, change: Change) -> None:
        """Note that a change was done again."""
        self.undone.remove(change)
        self.done.append(change)
