"""A field to type one quantity into; its mark stands inside, at the end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.mark import NAMES, Sign, paint_sign
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import CONTROL_RADIUS, FOCUS_WIDTH, TARGET_HEIGHT

HEIGHT = 38
WIDTH = 150
INSIDE = 12  # px between border and text
SIGN = 16
MARKED_BORDER = 1.5


class Field(Themed, QLineEdit):
    """One line of text. The border itself shows the focus, or the mark."""

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        width: int = WIDTH,
        role: Role = Role.ENTRY,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._role = role
        self._sign: Sign | None = None
        self.setFrame(False)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    @property
    def sign(self) -> Sign | None:
        """The mark that it shows."""
        return self._sign

    def set_sign(self, sign: Sign | None) -> None:
        """Show a mark at the end, or none."""
        self._sign = sign
        self.setAccessibleDescription(NAMES[sign] if sign else "")
        self._set_margins()
        self.update()

    def restyle(self) -> None:
        """Take the theme's font and sizes; the ground is drawn here, not by Qt."""
        self.setFont(self.theme.font(self._role))
        palette = self.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self._set_margins()
        self.setMaximumWidth(self.theme.px(self._width))
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write; keys with Alt, and undo of nothing, are for the page."""
        idle = (event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()) or (
            event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        )
        if event.modifiers() == Qt.KeyboardModifier.AltModifier or idle:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _set_margins(self) -> None:
        inside = self.theme.px(INSIDE)
        right = inside + self.theme.px(SIGN + 6) if self._sign else inside
        self.setTextMargins(inside, 0, right, 0)

    def sizeHint(self) -> QSize:
        """As wide as asked, a finger high."""
        height = max(self.theme.px(HEIGHT), TARGET_HEIGHT)
        return QSize(self.theme.px(self._width), height)

    def minimumSizeHint(self) -> QSize:
        """It may get narrow in a small window."""
        return QSize(self.theme.px(90), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border, let Qt draw the text, then the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.theme.px(HEIGHT)
        area = QRectF(0, (self.height() - height) / 2, self.width(), height)
        width = FOCUS_WIDTH if self.hasFocus() else MARKED_BORDER if self._sign else 1
        painter.setPen(QPen(self._border(), width))
        painter.setBrush(self.theme.color("page" if self.isEnabled() else "sunk"))
        half = width / 2
        painter.drawRoundedRect(
            area.adjusted(half, half, -half, -half), CONTROL_RADIUS, CONTROL_RADIUS
        )
        painter.end()
        super().paintEvent(event)
        if self._sign:
            self._paint_sign(self._sign, area)

    def _border(self) -> QColor:
        if self.hasFocus():
            return self.theme.color("accent")
        if self._sign:
            return self.theme.color(self._sign)
        return self.theme.color("edge" if self.isEnabled() else "rule")

    def _paint_sign(self, sign: Sign, area: QRectF) -> None:
        painter = QPainter(self)
        size = self.theme.px(SIGN)
        left = area.right() - size - self.theme.px(10)
        place = QRectF(left, round(area.center().y() - size / 2), size, size)
        paint_sign(painter, sign, place, self.theme.color(sign))
