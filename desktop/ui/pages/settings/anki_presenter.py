"""Imports reviews from Anki, after a backup, and exports the schedule to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from desktop.review.store import StoreError
from desktop.review.store.backups import Reason
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.wording import counted
from desktop.ui.workspace import Workspace


class AnkiPresenter:
    """Connects the page's part about Anki with the exchange."""

    def __init__(
        self, workspace: Workspace, page: SettingsPage, changed: Callable[[], object]
    ) -> None:
        self._workspace, self._view, self._changed = workspace, page.anki, changed
        self._view.import_asked.connect(self.bring)
        self._view.export_asked.connect(self.export)

    def bring(self, path: str) -> None:
        """Take the reviews of an export or a collection into the log."""
        from desktop.review.anki_exchange.archive import ExchangeError
        from desktop.review.anki_exchange.exporting import COLLECTION
        from desktop.review.anki_exchange.importing import import_history
        from desktop.review.anki_exchange.notes import card_ids_by_guid
        from desktop.review.anki_exchange.reading import read_history

        store = self._workspace.store
        try:
            card_ids = card_ids_by_guid(self._workspace.bundle.anki_files()[COLLECTION])
            history = read_history(Path(path), card_ids)
            store.safekeeping.back_up(Reason.IMPORT)
            done = import_history(store, history, card_ids)
        except (ExchangeError, StoreError) as error:
            self._view.tell(str(error))
            return
        came = f"{counted(done.added, 'review')} of {counted(done.cards, 'card')} came in."
        known = f" {done.known:,} were here already." if done.known else ""
        out = f" {done.left_out:,} could not be taken." if done.left_out else ""
        self._view.tell(f"{came}{known}{out}")
        self._changed()

    def export(self, path: str) -> None:
        """Write the deck with the app's schedule and reviews."""
        from desktop.review.anki_exchange.exporting import export_package

        target = Path(path)
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(
                export_package(self._workspace.store, self._workspace.bundle.anki_files())
            )
            os.replace(part, target)
        except OSError as error:
            self._view.tell(f"{target.name} could not be saved: {error.strerror}.")
            return
        self._view.tell(f"Saved: {path}. In Anki’s import, turn on “Import any learning progress”.")
