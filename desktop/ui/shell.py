"""The window: bar, strip for messages, the page that is open. It knows pages by their registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.appearance import Appearance
from desktop.ui.controls.focus_ring import FocusRing
from desktop.ui.controls.message_strip import MessageStrip
from desktop.ui.controls.text_area import Editor
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.keys import Action, action_of, key_name
from desktop.ui.page import Handler, Page
from desktop.ui.theme import SMALLEST_WINDOW
from desktop.ui.top_bar import PlaceBar, TopBar


class PageEntry(NamedTuple):
    """A page that the window can open; it is made when it is opened first.

    One without a title has no tab: another page leads to it.
    """

    key: str
    title: str
    make: Callable[[], Page]


class Shell(Themed, QWidget):
    """Shows one page at a time and sends keys to it."""

    closing = Signal()
    search_asked = Signal()
    keys_asked = Signal()
    page_shown = Signal(str)

    def __init__(
        self, appearance: Appearance, entries: Sequence[PageEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Endterm")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._open = ""
        self._before = ""
        titles = [(entry.key, entry.title) for entry in entries if entry.title]
        self.top_bar = TopBar(appearance, titles)
        self.place_bar = PlaceBar(appearance)
        self.place_bar.hide()
        self.strip = MessageStrip(appearance)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top_bar, self.place_bar, self.strip):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.top_bar.page_chosen.connect(self.open_page)
        self.top_bar.search_asked.connect(self.search_asked)
        self.place_bar.leave_asked.connect(self.leave)
        self.ring = FocusRing(appearance, self)
        self.follow(appearance)

    @property
    def open_key(self) -> str:
        """The key of the page that is open."""
        return self._open

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pages, in the order of their tabs."""
        return tuple(self._entries)

    def page(self, key: str) -> Page:
        """A page, made at its first use.

        Raises: KeyError if the registry has none of that key.
        """
        if key not in self._pages:
            page = self._entries[key].make()
            page.progressed.connect(self.place_bar.show_place)
            page.leave_asked.connect(self.leave)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def open_page(self, key: str) -> None:
        """Bring a page up."""
        page = self.page(key)
        if self._open and self._open != key:
            self._pages[self._open].left.emit()
            if self._entries[self._open].title:
                self._before = self._open
        self._open = key
        self.top_bar.setVisible(not page.absorbing)
        self.place_bar.setVisible(page.absorbing)
        self.place_bar.show_end(page.bar_end)
        self.top_bar.show_page(key)
        self._stack.setCurrentWidget(page)
        page.entered.emit()
        page.take_focus()
        self.page_shown.emit(key)

    def leave(self) -> None:
        """Go back to the page before, or to the first of the registry."""
        first = next(iter(self._entries))
        self.open_page(self._before if self._before not in ("", self._open) else first)

    def restyle(self) -> None:
        """Take the theme's ground."""
        self.setPalette(self.theme.palette())
        self.setAutoFillBackground(True)
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table of keys says of a key that no widget took."""
        if not self.press(event):
            super().keyPressEvent(event)

    def press(self, event: QKeyEvent) -> bool:
        """Whether a key did something; in a text field signs need Alt to do anything."""
        key = key_name(event)
        focus = QApplication.focusWidget()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_sign = len(key) == 1 or key == "Space"
        if not key or (is_sign and isinstance(focus, QLineEdit | Editor) and not alt):
            return False
        if key == "Enter" and isinstance(focus, QAbstractButton) and not isinstance(focus, TickRow):
            focus.click()
            return True
        page = self._pages[self._open]
        action = action_of(key, page.place)
        if action is None:
            return False
        handler = page.handlers().get(action) or self.handlers().get(action)
        if handler is None:
            return False
        handler(key)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the app end its work before the window goes."""
        if self._open:
            self._pages[self._open].left.emit()
        self.closing.emit()
        super().closeEvent(event)

    def handlers(self) -> Mapping[Action, Handler]:
        """What keys do on every page that has no use of its own for them."""
        return {
            Action.PAGE: self._open_by_number,
            Action.SEARCH: self._ask_search,
            Action.LARGER: self._larger,
            Action.SMALLER: self._smaller,
            Action.USUAL_SIZE: self._usual_size,
            Action.LEAVE: self._leave_by_key,
            Action.ALL_KEYS: self._ask_keys,
        }

    def _open_by_number(self, key: str) -> None:
        place = int(key[-1]) - 1
        keys = list(self._entries)
        if place < len(keys):
            self.open_page(keys[place])

    def _ask_search(self, key: str) -> None:
        self.search_asked.emit()

    def _larger(self, key: str) -> None:
        self.appearance.step_scale(1)

    def _smaller(self, key: str) -> None:
        self.appearance.step_scale(-1)

    def _usual_size(self, key: str) -> None:
        self.appearance.set_scale(1.0)

    def _leave_by_key(self, key: str) -> None:
        self.leave()

    def _ask_keys(self, key: str) -> None:
        self.keys_asked.emit()
