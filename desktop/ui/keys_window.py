"""All keys, in a window of their own."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.key_cap import KeyCap
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.keys import KEYS, KeyEntry, Place

IN_A_FIELD = "In a text field, press Alt with the key. Enter and Esc act everywhere."
SIDE = 28
COLUMNS = 3
CAPS_WIDTH = 124


class KeysWindow(Themed, QWidget):
    """The table of keys; Esc closes it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self._appearance = appearance
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SIDE, SIDE - 4, SIDE, SIDE)
        outer.addWidget(Words(appearance, "Keys", Role.TITLE))
        outer.addWidget(Words(appearance, IN_A_FIELD, Role.NOTE, "soft"))
        columns = QHBoxLayout()
        columns.setSpacing(48)
        outer.addLayout(columns)
        for places in in_columns():
            column = QVBoxLayout()
            column.setSpacing(8)
            for place in places:
                column.addSpacing(10)
                column.addWidget(Words(appearance, place.value, Role.HEADING))
                column.addLayout(self._table([e for e in KEYS if e.place is place]))
            column.addStretch(1)
            columns.addLayout(column)
        self.follow(appearance)

    def _table(self, entries: list[KeyEntry]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, self._appearance.theme.px(CAPS_WIDTH))
        grid.setColumnStretch(1, 1)
        for line, entry in enumerate(entries):
            caps = QHBoxLayout()
            caps.setSpacing(4)
            for key in shown_keys(entry.keys):
                caps.addWidget(KeyCap(self._appearance, key))
            caps.addStretch(1)
            grid.addLayout(caps, line, 0)
            grid.addWidget(Words(self._appearance, entry.words, Role.BODY), line, 1)
        return grid

    def restyle(self) -> None:
        """Take the theme's ground."""
        self.setPalette(self.theme.palette())
        self.setAutoFillBackground(True)
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def shown_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A range by its ends: Ctrl+1 to 7, A to F."""
    if len(keys) > 3:
        return (f"{keys[0]} to {keys[-1].rpartition('+')[2] or keys[-1]}",)
    return keys


def in_columns() -> list[list[Place]]:
    """The places, put into columns of about the same length, in their order."""
    lengths = Counter(entry.place for entry in KEYS)
    limit = len(KEYS) / COLUMNS + max(lengths.values()) / COLUMNS
    columns: list[list[Place]] = [[]]
    for place, length in lengths.items():
        filled = sum(lengths[other] for other in columns[-1])
        if filled and filled + length > limit and len(columns) < COLUMNS:
            columns.append([])
        columns[-1].append(place)
    return columns
