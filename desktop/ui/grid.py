"""The grid of a page: a column to read, a margin to consult; in a small window one column."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.centered import LEAST_SIDE
from desktop.ui.controls.scroll_bar import ScrollBar
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.touch_scrolling import TouchScrolling
from desktop.ui.theme import (
    GUTTER,
    MARGIN_WIDTH,
    ONE_COLUMN_BELOW,
    PAGE_TOP,
    PAGE_WIDTH,
    TEXT_WIDTH,
)

BETWEEN_BLOCKS = 16  # px between the margin's blocks
PAGE_END = 48


class Grid(Themed, QScrollArea):
    """Scrolls up and down. Fill `main` and `margin`; with `wide` the column takes the margin too.

    In a window under 1000 px the margin stands below the column. The column's place does not
    depend on whether a scroll bar is there, so nothing jumps when the page grows.
    """

    narrowed = Signal(bool)

    def __init__(
        self, appearance: Appearance, *, wide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wide = wide
        self._is_narrow = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar(appearance))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        TouchScrolling(self)
        self._main_holder, self.main = _column(0)
        self._margin_holder, self.margin = _column(BETWEEN_BLOCKS)
        self.column = self._main_holder
        self.content = QWidget()
        self._columns = QHBoxLayout(self.content)
        self._columns.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(24)
        left.addWidget(self._main_holder)
        left.addStretch(1)
        self._left = left
        self._columns.addLayout(left)
        self._margin_place = QVBoxLayout()
        self._columns.addLayout(self._margin_place)
        self._columns.addStretch(1)
        if not wide:
            self._margin_place.addWidget(self._margin_holder)
        self._margin_place.addStretch(1)
        self.setWidget(self.content)
        self.follow(appearance)

    @property
    def is_narrow(self) -> bool:
        """Whether the margin stands below the column."""
        return self._is_narrow

    def add_margin(self, block: QWidget) -> None:
        """Put a block at the end of the margin."""
        self.margin.addWidget(block)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        super().restyle()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self.theme.px
        narrow = not self._wide and self.width() < px(ONE_COLUMN_BELOW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._move_margin()
            self.narrowed.emit(narrow)
        total = px(PAGE_WIDTH if self._wide or not narrow else TEXT_WIDTH)
        total = min(total, self.width() - 2 * LEAST_SIDE)
        left = (self.width() - total) // 2
        self._columns.setContentsMargins(left, px(PAGE_TOP), 0, PAGE_END)
        two = not narrow and not self._wide
        self._main_holder.setFixedWidth(max(total - px(GUTTER + MARGIN_WIDTH) if two else total, 0))
        self._margin_place.setContentsMargins(px(GUTTER) if two else 0, px(2), 0, 0)
        self._margin_holder.setFixedWidth(px(MARGIN_WIDTH) if two else total)

    def _move_margin(self) -> None:
        if self._is_narrow:
            self._margin_place.removeWidget(self._margin_holder)
            self._left.insertWidget(1, self._margin_holder)
        else:
            self._left.removeWidget(self._margin_holder)
            self._margin_place.insertWidget(0, self._margin_holder)


def _column(spacing: int) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return holder, column
