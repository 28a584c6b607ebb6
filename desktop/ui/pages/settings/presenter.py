"""Takes in what is changed, keeps it at once, and takes it back on request."""

from __future__ import annotations

from collections.abc import Callable

from desktop.review.store import StoreError
from desktop.ui.pages.settings.changes import Change, Changes
from desktop.ui.pages.settings.entries import ENTRY_OF, Entry, Value
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.pages.settings.spellings import SpellingError
from desktop.ui.pages.settings.values import read_values, write_value
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace


class SettingsPresenter:
    """Connects the settings with store and appearance; `changed` is told what else must follow."""

    def __init__(
        self,
        workspace: Workspace,
        page: SettingsPage,
        speaker: Speaker,
        changed: Callable[[], object],
    ) -> None:
        self._workspace, self._page, self._speaker = workspace, page, speaker
        self._changed = changed
        self._changes = Changes()
        page.entered.connect(self.refresh)
        page.committed.connect(self.commit)
        page.picked.connect(self.change)
        page.back_asked.connect(self.go_back)
        page.undo_asked.connect(self.undo)
        page.redo_asked.connect(self.redo)
        page.look_changed.connect(self._show_look)

    def refresh(self) -> None:
        """Show what is in force."""
        for key, value in read_values(self._workspace).items():
            self._page.show_value(key, value)
            self._show_before(key)

    def commit(self, key: str, text: str) -> None:
        """Take in what was typed; what is no value stays in its field, with the reason."""
        try:
            value = ENTRY_OF[key].read(text)
        except SpellingError as error:
            self._page.show_problem(key, str(error))
            return
        self.change(key, value)

    def change(self, key: str, value: Value) -> None:
        """Keep a value."""
        change = Change(key, read_values(self._workspace)[key], value)
        if change.before == value:
            self._page.show_value(key, value)
        elif self._write(change):
            self._changes.note(change)
            self._show_before(key)

    def go_back(self, key: str) -> None:
        """Take the last change of one setting back."""
        change = self._changes.last_of(key)
        if change is not None and self._write(change.reversed):
            self._changes.undo(change)
            self._show_before(key)

    def undo(self) -> None:
        """Take the last change back."""
        if self._changes.done:
            self.go_back(self._changes.done[-1].key)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self._changes.undone:
            return
        change = self._changes.undone[-1]
        if self._write(change):
            self._changes.redo(change)
            self._show_before(change.key)

    def _write(self, change: Change) -> bool:
        try:
            write_value(self._workspace, change.key, change.after)
        except StoreError as error:
            self._speaker.say(str(error))
            self._page.show_value(change.key, change.before)
            return False
        except ValueError as error:
            self._page.show_problem(change.key, f"{error}.")
            return False
        self._page.show_value(change.key, change.after)
        self._changed()
        return True

    def _show_before(self, key: str) -> None:
        change = self._changes.last_of(key)
        self._page.show_before(key, _words(ENTRY_OF[key], change.before) if change else "")

    def _show_look(self) -> None:
        """Follow what keys have changed."""
        look = self._workspace.appearance
        self._page.show_value("text_size", round(look.scale * 100))
        self._page.show_value("appearance", look.scheme.value)


def _words(entry: Entry, value: Value) -> str:
    """A value as its row says it."""
    for known, word in entry.choices:
        if known == value:
            return word
    written = entry.write(value) or ("no date" if value is None else "no steps")
    return f"{written}\u00a0{entry.unit}" if entry.unit else written
