"""The main window: shell, pages, and what happens beside the pages."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal

from desktop.questions.views.parameters import Value
from desktop.review.selection import Selection
from desktop.review.settings import PreferenceError
from desktop.review.store import StoreError
from desktop.review.task import Task
from desktop.ui.backing_up import BackingUp
from desktop.ui.idle import Idle
from desktop.ui.registry import BROWSE, HOME, REVIEW, VIEW, Pages
from desktop.ui.reviewing.presenter import ReviewPresenter
from desktop.ui.shell import Shell
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.explore.explore_page import ExplorePage

FIRST_SIZE = (1180, 780)


class Window(QObject):
    """Wires the shell to the workspace, and keeps what is asked of it alive."""

    restore_asked = Signal(object)  # the path of what is to take the profile's place

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._counts = False  # whether a prediction is the review of the card that waits
        self.idle = Idle(self)
        self.pages = Pages(workspace, self)
        self.shell = Shell(workspace.appearance, self.pages.entries())
        self.speaker: Speaker = self.shell.strip
        self.backing_up = BackingUp(workspace.store, self.idle, self.speaker, self)
        self.shell.closing.connect(self.end)
        self.shell.keys_asked.connect(self._show_keys)
        self.shell.search_asked.connect(self._search)
        workspace.appearance.changed.connect(self._keep_look)
        self._restore_place()

    def open(self, key: str = HOME) -> None:
        """Show the window with a page; all else comes once it is painted."""
        self.shell.open_page(key)
        self.shell.show()
        QTimer.singleShot(0, self._after_first_paint)

    def open_page(self, key: str) -> None:
        """Bring a page up."""
        self.shell.open_page(key)

    def start_review(self, selection: Selection) -> None:
        """Open the review with a choice of cards."""
        self.shell.page(REVIEW)
        presenter = self.pages.presenters[REVIEW]
        assert isinstance(presenter, ReviewPresenter)
        presenter.start(selection)
        self.shell.open_page(REVIEW)

    def open_view(self, name: str, values: Mapping[str, Value] | None, origin: str = "") -> None:
        """Open a visualization, with its first story or with values."""
        self._counts = False
        self._view_page().open(name, values or None, origin)
        self.shell.open_page(VIEW)

    def open_view_of(self, task: Task, counts: bool) -> None:
        """Open a card's visualization with its own numbers."""
        from desktop.questions.presets import explore_values

        card = task.card
        kind = "drill" if card.kind == "drill" else "problem"
        origin = f"{kind} {card.number}"
        values = explore_values(card, task.seed)
        self._counts = counts and bool(values)
        page = self._view_page()
        page.open(card.explore.view, values or None, origin, origin if self._counts else "")
        self.shell.open_page(VIEW)

    def count_prediction(self, right: bool) -> None:
        """A prediction in a visualization: the review of the card that it was opened from."""
        if self._counts:
            self._counts = False
            presenter = self.pages.presenters[REVIEW]
            assert isinstance(presenter, ReviewPresenter)
            presenter.count_prediction(right)

    def _view_page(self) -> ExplorePage:
        from desktop.ui.explore.explore_page import ExplorePage

        page = self.shell.page(VIEW)
        assert isinstance(page, ExplorePage)
        return page

    def restore(self, source: Path) -> None:
        """Ask for a profile out of a backup or an export; who opened this window does it."""
        self.restore_asked.emit(source)

    def end(self) -> None:
        """Keep the window's place, make the session's backup, close profile and bundle."""
        self.idle.stop()
        place = base64.b64encode(bytes(self.shell.saveGeometry().data())).decode()
        if place != self.workspace.settings.window:
            self._keep(window=place)
        self.backing_up.end()
        self.workspace.close()

    def _after_first_paint(self) -> None:
        from desktop.ui.notices import start_warnings

        self.backing_up.start()
        start_warnings(self.workspace, self.speaker)

    def _search(self) -> None:
        if BROWSE in self.shell.keys:
            self.shell.open_page(BROWSE)

    def _show_keys(self) -> None:
        from desktop.ui.keys_window import KeysWindow

        KeysWindow(self.workspace.appearance, self.shell).show()

    # What is kept

    def _keep_look(self) -> None:
        look = self.workspace.appearance
        self._keep(text_size=round(look.scale * 100), appearance=look.scheme.value)

    def _restore_place(self) -> None:
        self.shell.resize(*FIRST_SIZE)
        try:
            place = base64.b64decode(self.workspace.settings.window, validate=True)
        except (binascii.Error, ValueError):
            return
        if place:
            self.shell.restoreGeometry(QByteArray(place))

    def _keep(self, **changes: object) -> None:
        """Keep preferences; where the profile can't be written they last until the end."""
        if self.workspace.store.profile.read_only:
            return
        try:
            self.workspace.change_settings(**changes)
        except (StoreError, PreferenceError) as error:
            self.speaker.say(str(error))
