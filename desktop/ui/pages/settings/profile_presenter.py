"""Checks the profile, makes, verifies and restores backups, exports and imports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.review.history import replay
from desktop.review.records import Kind
from desktop.review.store import StoreError
from desktop.review.store.backups import Backup, Reason
from desktop.review.store.checks import same
from desktop.review.store.restore import Source, examine
from desktop.ui.idle import Idle
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.pages.settings.profile_view import Question
from desktop.ui.plots.ticks import MONTHS
from desktop.ui.wording import counted
from desktop.ui.workspace import Workspace

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WHY = {
    Reason.SESSION: "as you studied",
    Reason.MIGRATION: "before an update",
    Reason.RESTORE: "before a restore",
    Reason.IMPORT: "before an import",
}
KEPT = "What you have now is kept, in the folder quarantine."


class ProfilePresenter:
    """Connects the page's part about the profile with the store.

    `restore` closes the profile, puts a file's rows in its place, and opens it again.
    """

    def __init__(
        self,
        workspace: Workspace,
        page: SettingsPage,
        idle: Idle,
        restore: Callable[[Path], object],
    ) -> None:
        self._workspace, self._view, self._idle = workspace, page.profile, idle
        self._store = workspace.store
        self._restore = restore
        self._backups: list[Backup] = []
        self._source: Source | None = None
        page.entered.connect(self.refresh)
        view = self._view
        view.check_asked.connect(self.check)
        view.back_up_asked.connect(self.back_up)
        view.verify_asked.connect(self.verify)
        view.restore_asked.connect(self.ask_restore)
        view.restore_confirmed.connect(self.restore)
        view.restore_declined.connect(self.decline)
        view.export_asked.connect(self.export)
        view.import_asked.connect(self.ask_import)

    def refresh(self) -> None:
        """Show where the profile lies and what backups there are."""
        self._view.show_place(str(self._store.profile.folder))
        self._backups = self._store.safekeeping.backups()
        rows = [
            (self._when(backup.made_ms), WHY[backup.reason], f"{backup.seq:,}")
            for backup in self._backups
        ]
        self._view.show_backups(tuple(rows))

    # The profile itself

    def check(self) -> None:
        """Check file and states; it takes a moment with a long log."""
        self._view.show_check("Checking every entry, and each card’s state anew from the log.")
        self._idle.do("check", self._checking())

    def _checking(self) -> Iterator[None]:
        yield
        self._view.show_check(self._found())

    def _found(self) -> str:
        try:
            self._store.safekeeping.check()
            rows, states = self._store.rows(), self._store.states()
        except StoreError as error:
            return str(error)
        replayed = replay(rows)
        wrong = [card_id for card_id, state in states.items() if not same(state, replayed[card_id])]
        if wrong or replayed.keys() != states.keys():
            cards = counted(len(wrong) or 1, "card")
            return f"The state of {cards} disagrees with the log. The next start repairs it."
        return f"Sound: {_entries(len(rows))}, and every card’s state follows from them."

    def back_up(self) -> None:
        """Make a backup now."""
        try:
            made = self._store.safekeeping.back_up()
        except StoreError as error:
            self._view.show_check(str(error))
            return
        self.refresh()
        done = "The backup is made and proven." if made else "The last backup holds all of it."
        self._view.show_check(done)

    # Backups and text

    def verify(self, row: int) -> None:
        """Read a backup through."""
        question = self._view.of_backup
        try:
            source = examine(self._backups[row].path)
        except StoreError as error:
            question.tell(str(error))
            return
        question.tell(f"This backup is sound. It holds {self._amount(source)}.")

    def ask_restore(self, row: int) -> None:
        """Say how much a backup holds, and how much there is now."""
        self._ask(self._backups[row].path, "This backup", "Restore", self._view.of_backup)

    def ask_import(self, path: str) -> None:
        """Say how much a file holds, and how much there is now."""
        self._ask(Path(path), Path(path).name, "Import", self._view.of_text)

    def _ask(self, path: Path, name: str, verb: str, question: Question) -> None:
        self.decline()
        try:
            self._source = examine(path)
        except StoreError as error:
            question.tell(str(error))
            return
        now = counted(self._reviews(), "review")
        words = f"{name} holds {self._amount(self._source)}; you now have {now}. {KEPT}"
        question.ask(words, f"{verb} {counted(self._source.extent.reviews, 'review')}")

    def restore(self) -> None:
        """Put the rows that were asked about in the profile's place."""
        if self._source is None:
            return
        try:
            self._store.safekeeping.back_up(Reason.RESTORE)
        except StoreError as error:
            self._view.show_check(str(error))
            return
        self._restore(self._source.path)

    def decline(self) -> None:
        """Leave everything as it is."""
        self._source = None
        self._view.of_backup.tell("")
        self._view.of_text.tell("")

    def export(self, path: str) -> None:
        """Write log and preferences as text."""
        question = self._view.of_text
        try:
            self._store.safekeeping.export(Path(path))
        except StoreError as error:
            question.tell(str(error))
            return
        question.tell(f"{counted(self._reviews(), 'review')} are in {Path(path).name}.")

    # Words

    def _amount(self, source: Source) -> str:
        extent = source.extent
        return f"{counted(extent.reviews, 'review')} to {self._when(extent.last_ms)}"

    def _reviews(self) -> int:
        return sum(row.kind is Kind.REVIEW for row in self._store.counted_rows())

    def _when(self, at_ms: int) -> str:
        """A time as the wall says it here."""
        offset = timedelta(minutes=self._store.clock.utc_offset_min(at_ms))
        when = EPOCH + timedelta(milliseconds=at_ms) + offset
        return f"{when.day} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"


def _entries(count: int) -> str:
    return "1\u00a0entry" if count == 1 else f"{count:,}\u00a0entries"
