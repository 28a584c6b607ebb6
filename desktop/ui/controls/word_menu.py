"""A label over the chosen word; pressing it opens the list of words, arrows go through them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import CONTROL_RADIUS, TARGET_HEIGHT

INSIDE = 10  # px between border and word
ARROW = 4  # px, half the width of the sign at the end
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class WordMenu(Themed, QAbstractButton):
    """One of several words, where a row of them has no room."""

    chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        options: Mapping[str, str],
        value: str,
        parent: QWidget | None = None,
    ) -> None:
        """`options` maps keys to words."""
        super().__init__(parent)
        self._label = label
        self._options = dict(options)
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self._name()
        self.follow(appearance)

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return self._value

    def choose(self, key: str) -> None:
        """Choose without telling."""
        self._value = key
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._label}: {self._options[self._value]}")

    def _take(self, key: str) -> None:
        if key != self._value:
            self.choose(key)
            self.chosen.emit(key)

    def _open(self) -> None:
        menu = QMenu(self)
        for key, words in self._options.items():
            action = QAction(words, menu)
            action.setData(key)
            menu.addAction(action)
        below = self.mapToGlobal(self._box().bottomLeft())
        picked = menu.exec(below)
        if picked is not None:
            self._take(str(picked.data()))
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows take the word before or after; Space and Enter open the list."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._options)
        place = keys.index(self._value) + step
        self._take(keys[max(0, min(place, len(keys) - 1))])

    def sizeHint(self) -> QSize:
        """The label's line and a finger's height."""
        return QSize(self.theme.px(160), self.theme.line(Role.NOTE) + self._box_height())

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(self.theme.px(100), self.sizeHint().height())

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the word's box."""
        return self._box()

    def _box_height(self) -> int:
        return max(self.theme.px(38), TARGET_HEIGHT - 6)

    def _box(self) -> QRect:
        top = self.height() - self._box_height() + 3
        return QRect(0, top, self.width(), self._box_height() - 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw label, box, word and the sign that it opens."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Role.NOTE))
        painter.setPen(theme.color("soft"))
        painter.drawText(QRectF(0, 0, self.width(), theme.line(Role.NOTE)), left, self._label)
        box = QRectF(self._box()).adjusted(0.5, 0.5, -0.5, -0.5)
        enabled = self.isEnabled()
        painter.setPen(QPen(theme.color("edge" if enabled else "rule"), 1))
        painter.setBrush(theme.color("hover" if enabled and self.underMouse() else "page"))
        painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
        inside = theme.px(INSIDE)
        painter.setFont(theme.font(Role.BODY))
        painter.setPen(theme.color("ink" if enabled else "faint"))
        room = box.adjusted(inside, 0, -3 * inside, 0)
        word = painter.fontMetrics().elidedText(
            self._options[self._value], Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, left, word)
        self._paint_sign(painter, QPointF(box.right() - inside - ARROW, box.center().y()))

    def _paint_sign(self, painter: QPainter, center: QPointF) -> None:
        arrow = self.theme.px(ARROW)
        corners = [QPointF(-arrow, -arrow / 2), QPointF(0, arrow / 2), QPointF(arrow, -arrow / 2)]
        painter.setPen(QPen(self.theme.color("faint"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([center + corner for corner in corners]))
