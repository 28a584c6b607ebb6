"""Brings what is new into sight: 120 ms, the only motion of the app."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from desktop.ui.grid import Grid

SCROLL_MS = 120
ROOM = 16  # px kept above or below what is scrolled to
VERDICT_ROOM = 140  # px below the answer that should be in sight


class Scroller(QObject):
    """Scrolls a grid; where the system wants no motion, at once."""

    def __init__(self, grid: Grid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._motion = QPropertyAnimation(grid.verticalScrollBar(), b"value", self)
        self._motion.setDuration(SCROLL_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutQuad)

    def stop(self) -> None:
        """Stay where the page is."""
        self._motion.stop()

    def show_verdict(self, answer: QWidget, verdict_bottom: int) -> None:
        """Bring the verdict into sight, if it is not; what was typed stays in sight too."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # the page has grown
        top = answer.mapTo(self._grid.content, QPoint(0, 0)).y()
        bottom = top + verdict_bottom + VERDICT_ROOM
        bar = self._grid.verticalScrollBar()
        if bottom > bar.value() + self._grid.viewport().height():
            self._scroll_to(top - ROOM)

    def show_whole(self, widget: QWidget) -> None:
        """Bring the end of something into sight."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bottom = widget.mapTo(self._grid.content, QPoint(0, widget.height())).y()
        hidden = bottom + ROOM - self._grid.viewport().height()
        if hidden > self._grid.verticalScrollBar().value():
            self._scroll_to(hidden)

    def _scroll_to(self, y: int) -> None:
        bar = self._grid.verticalScrollBar()
        end = max(0, min(y, bar.maximum()))
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if not self._grid.isVisible() or self._grid.style().styleHint(hint, None, self._grid) == 0:
            bar.setValue(end)
            return
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(end)
        self._motion.start()
