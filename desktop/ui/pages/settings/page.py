"""The page: groups of settings in one column, then memory and profile."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.section_head import SectionHead
from desktop.ui.controls.words import Words
from desktop.ui.grid import Grid
from desktop.ui.keys import Action, Place
from desktop.ui.page import Handler, Page
from desktop.ui.pages.settings.anki_view import AnkiView
from desktop.ui.pages.settings.entries import ENTRIES, GROUPS, Value
from desktop.ui.pages.settings.memory_view import MemoryView
from desktop.ui.pages.settings.profile_view import ProfileView
from desktop.ui.pages.settings.setting_rows import ChoiceRow, TypedRow, row_for

BETWEEN_SETTINGS = 16
BETWEEN_GROUPS = 28
TOLD = "Every change counts at once. U takes the last one back."


class SettingsPage(Page):
    """Emits what is typed and chosen; is told what is in force."""

    place = Place.SETTINGS

    committed = Signal(str, str)  # a setting's key, the text that was typed
    picked = Signal(str, object)  # a setting's key, the value that was chosen
    back_asked = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()
    look_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.rows: dict[str, TypedRow | ChoiceRow] = {}
        self.memory = MemoryView(appearance)
        self.profile = ProfileView(appearance)
        self.anki = AnkiView(appearance)
        self._grid = grid = Grid(appearance)
        grid.main.addWidget(Words(appearance, "Settings", Role.TITLE))
        grid.main.addSpacing(4)
        grid.main.addWidget(Words(appearance, TOLD, Role.NOTE, "soft", wrap=True))
        for group in GROUPS:
            grid.main.addSpacing(BETWEEN_GROUPS)
            grid.main.addWidget(SectionHead(appearance, group))
            self._add_group(grid, group)
        for view in (self.memory, self.profile, self.anki):
            grid.main.addSpacing(BETWEEN_GROUPS)
            grid.main.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        appearance.changed.connect(self.look_changed)

    def _add_group(self, grid: Grid, group: str) -> None:
        for entry in ENTRIES:
            if entry.group != group:
                continue
            row = row_for(self.appearance, entry)
            row.back_asked.connect(self.back_asked)
            if isinstance(row, TypedRow):
                row.committed.connect(self.committed)
            else:
                row.picked.connect(self.picked)
            self.rows[entry.key] = row
            grid.main.addSpacing(BETWEEN_SETTINGS)
            grid.main.addWidget(row)

    def take_focus(self) -> None:
        """Nothing has the focus, so that the page's keys act."""
        self.setFocus()

    def handlers(self) -> Mapping[Action, Handler]:
        """Undo and redo."""
        return {Action.UNDO: self._undo, Action.REDO: self._redo}

    def reveal(self, key: str) -> None:
        """Bring a setting into sight, with the cursor in it."""
        row = self.rows[key]
        self._grid.content.adjustSize()
        self._grid.ensureWidgetVisible(row, 0, self.appearance.theme.px(BETWEEN_GROUPS))
        if isinstance(row, TypedRow):
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            row.field.selectAll()

    def show_value(self, key: str, value: Value) -> None:
        """Show what a setting is, and what that means."""
        self.rows[key].show_value(value)

    def show_problem(self, key: str, words: str) -> None:
        """Say why what was typed is no value."""
        self.rows[key].show_problem(words)

    def show_before(self, key: str, words: str) -> None:
        """Offer the value from before the last change of a setting."""
        self.rows[key].show_before(words)

    def _undo(self, key: str) -> None:
        self.undo_asked.emit()

    def _redo(self, key: str) -> None:
        self.redo_asked.emit()
