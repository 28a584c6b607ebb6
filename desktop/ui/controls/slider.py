"""A slider with its label and its value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.theme import TARGET_HEIGHT

RING = 15  # px: what can be dragged
MANY = 10  # steps with Shift


class SliderTrack(Themed, QAbstractSlider):
    """The line and its ring. Arrows move one step, with Shift ten."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("dragged", True)  # by a finger too
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(appearance)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Draw the ring at its new place."""
        super().sliderChange(change)
        self.update()

    def sizeHint(self) -> QSize:
        """A finger high."""
        return QSize(self.theme.px(160), max(self.theme.px(28), TARGET_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(self.theme.px(80), self.sizeHint().height())

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the ring."""
        ring = self.theme.px(RING)
        center = self._center()
        return QRect(round(center.x() - ring / 2), round(center.y() - ring / 2), ring, ring)

    def _center(self) -> QPointF:
        ring = self.theme.px(RING)
        span = max(self.maximum() - self.minimum(), 1)
        share = (self.sliderPosition() - self.minimum()) / span
        return QPointF(ring / 2 + 1 + share * (self.width() - ring - 2), self.height() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, its part up to the ring, and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        center = self._center()
        enabled = self.isEnabled()
        painter.setPen(QPen(theme.color("edge" if enabled else "rule"), 2))
        painter.drawLine(QPointF(1, center.y()), QPointF(self.width() - 1, center.y()))
        accent = theme.color("accent" if enabled else "rule")
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(1, center.y()), center)
        painter.setBrush(theme.color("page"))
        radius = theme.px(RING) / 2 - 1
        painter.drawEllipse(center, radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by one step, with Shift by ten; Home and End go to the ends."""
        direction = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
        }.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        many = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.setValue(self.value() + direction * self.singleStep() * (MANY if many else 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the ring to the pointer."""
        self.setSliderDown(True)
        self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the ring."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the ring go."""
        self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        ring = self.theme.px(RING)
        share = (x - ring / 2) / max(self.width() - ring, 1)
        span = self.maximum() - self.minimum()
        step = max(self.singleStep(), 1)
        self.setValue(self.minimum() + round(share * span / step) * step)


class Slider(QWidget):
    """Label and value over the track; `written` turns the whole number into words."""

    changed = Signal(int)

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        lowest: int,
        highest: int,
        value: int,
        *,
        step: int = 1,
        written: Callable[[int], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._written = written
        self.track = SliderTrack(appearance)
        self.track.setRange(lowest, highest)
        self.track.setSingleStep(step)
        self.track.setValue(value)
        self.track.setAccessibleName(label)
        self._value = Words(appearance, written(value), Role.NUMBER, "ink", weight=500)
        head = QHBoxLayout()
        head.addWidget(Words(appearance, label, Role.NOTE, "soft"))
        head.addStretch(1)
        head.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.track)
        self.setFocusProxy(self.track)
        self.track.valueChanged.connect(self._show)
        self._show(value)

    @property
    def value(self) -> int:
        """Where it stands."""
        return self.track.value()

    def set_value(self, value: int) -> None:
        """Put it somewhere else without telling."""
        blocked = self.track.blockSignals(True)
        self.track.setValue(value)
        self.track.blockSignals(blocked)
        self._value.set_text(self._written(value))
        self.track.update()

    def _show(self, value: int) -> None:
        words = self._written(value)
        self._value.set_text(words)
        self.track.setAccessibleDescription(words)
        self.changed.emit(value)
