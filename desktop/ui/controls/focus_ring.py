"""The focus ring: one on the screen, 2 px of accent, 2 px outside of what has the focus."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import CONTROL_RADIUS, FOCUS_DISTANCE, FOCUS_WIDTH

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)
MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(Themed, QWidget):
    """Lies over a window and goes around the focused widget once a key was pressed.

    A widget may have `focus_rect()` to say what the ring goes around. Others draw their own.
    """

    _target: QWidget | None = None  # also while Python takes a ring apart that Qt still calls

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._by_key = False
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._after_key = QTimer(self)  # a key may move what has the focus, as rows of a table
        self._after_key.setSingleShot(True)
        self._after_key.timeout.connect(self._place)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._change)
        self.follow(appearance)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn whether keys or the pointer are in use, and where the target goes."""
        kind = event.type()
        if self._target is None:
            return False
        if kind == QEvent.Type.KeyPress or kind in PRESSES:
            self._by_key = kind == QEvent.Type.KeyPress
            self._place()
            self._after_key.start(0)
        elif kind in MOVES:
            self._place()
        return False

    def _change(self, old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched.clear()
        self._by_key = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        inside = new is not None and self._window.isAncestorOf(new)
        self._target = new if inside and hasattr(new, "focus_rect") else None
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        target = self._target
        if not self._by_key or target is None or not shiboken6.isValid(target):
            self.hide()
            return
        around: QRect = target.focus_rect()  # type: ignore[attr-defined]
        room = FOCUS_DISTANCE + FOCUS_WIDTH
        place = QRect(target.mapTo(self._window, around.topLeft()), around.size())
        self.setGeometry(place.adjusted(-room, -room, room, room))
        self.setVisible(target.isVisible() and self._is_in_sight(target, place))
        self.raise_()

    def _is_in_sight(self, target: QWidget, place: QRect) -> bool:
        """Whether no scrolled page hides it."""
        window = self._window
        ancestor = target.parentWidget()
        while ancestor is not None and ancestor is not window:
            area = ancestor.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is ancestor:
                seen = QRect(ancestor.mapTo(window, QPoint(0, 0)), ancestor.size())
                if not seen.adjusted(-4, -4, 4, 4).contains(place):
                    return False
            ancestor = area
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("accent"), FOCUS_WIDTH))
        half = FOCUS_WIDTH / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, CONTROL_RADIUS + 2, CONTROL_RADIUS + 2)
