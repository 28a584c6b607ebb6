"""A finger scrolls what is longer than the window, and taps what it does not move over."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

BEGINS = {QEvent.Type.TouchBegin}
GOES_ON = {QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}


class TouchScrolling(QObject):
    """Takes a scroll area's touches, but for those that begin on something to be dragged.

    What is to be dragged, such as a slider, says so by the property `dragged`. Without this Qt
    makes every touch a mouse drag, by which nothing scrolls.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._start: QPointF | None = None
        self._last = QPointF()
        self._scrolls = False
        area.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Touches only; all else is as it was."""
        if event.type() in BEGINS:
            return self._begin(cast(QTouchEvent, event))
        if event.type() in GOES_ON and self._start is not None:
            return self._go_on(cast(QTouchEvent, event))
        return False

    def _begin(self, event: QTouchEvent) -> bool:
        place = event.points()[0].position()
        if len(event.points()) > 1 or self._is_dragged(place):
            event.ignore()  # Qt makes mouse events of it
            return True
        self._start = self._last = place
        self._scrolls = False
        event.accept()
        return True

    def _go_on(self, event: QTouchEvent) -> bool:
        place = event.points()[0].position()
        assert self._start is not None
        if (place - self._start).manhattanLength() > QApplication.startDragDistance():
            self._scrolls = True
        if self._scrolls:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() - round(place.y() - self._last.y()))
            self._last = place
        if event.type() != QEvent.Type.TouchUpdate:
            self._start = None
            if event.type() == QEvent.Type.TouchEnd and not self._scrolls:
                self._tap(place)
        event.accept()
        return True

    def _is_dragged(self, place: QPointF) -> bool:
        widget = self._under(place)
        while widget is not None and widget is not self._area.viewport():
            if widget.property("dragged"):
                return True
            widget = widget.parentWidget()
        return False

    def _under(self, place: QPointF) -> QWidget | None:
        return self._area.viewport().childAt(place.toPoint())

    def _tap(self, place: QPointF) -> None:
        """Press and release as the mouse does."""
        widget = self._under(place) or self._area.viewport()
        within = QPointF(widget.mapFrom(self._area.viewport(), place.toPoint()))
        everywhere = QPointF(widget.mapToGlobal(within.toPoint()))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for kind, held in (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, none),
        ):
            event = QMouseEvent(
                kind, within, everywhere, left, held, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(widget, event)
        if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            widget.setFocus(Qt.FocusReason.MouseFocusReason)
