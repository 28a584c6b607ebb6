"""What rows to tick share: the whole row is the target, a hairline closes it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.controls.themed import Themed
from desktop.ui.controls.tick_box import BOX, paint_box
from desktop.ui.theme import TARGET_HEIGHT

RULE = 3


class TickRow(Themed, QAbstractButton):
    """A checkable row with a layout of its own, whose children let the mouse through to it."""

    radio = False
    box_left = 0  # px
    box_top = 10  # px

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setText(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._wrong = False
        self._frozen = False

    def pass_clicks(self, child: QWidget) -> None:
        """Let the row be hit through a child."""
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        child.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def freeze(self) -> None:
        """Take no more ticks, without looking disabled."""
        self._frozen = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.update()

    def show_wrong(self, wrong: bool) -> None:
        """Give a row in error its wash and rule."""
        self._wrong = wrong
        self.update()

    def nextCheckState(self) -> None:
        """Toggle, unless the row is frozen."""
        if not self._frozen:
            super().nextCheckState()

    def sizeHint(self) -> QSize:
        """As its content asks, at least a finger high."""
        layout = self.layout()
        content = layout.sizeHint() if layout else QSize()
        return QSize(content.width(), max(content.height(), TARGET_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(self.theme.px(200), TARGET_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Its text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its content asks, at least a finger high."""
        layout = self.layout()
        content = layout.totalHeightForWidth(width) if layout else 0
        return max(content, self.theme.px(TARGET_HEIGHT), TARGET_HEIGHT)

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the box."""
        size = self.theme.px(BOX)
        return QRect(self.theme.px(self.box_left), self.theme.px(self.box_top), size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, box and hairline; the children draw the words."""
        painter = QPainter(self)
        theme = self.theme
        if self._wrong:
            painter.fillRect(self.rect(), theme.color("wrong_wash"))
            painter.fillRect(0, 0, RULE, self.height(), theme.color("wrong"))
        elif not self._frozen and self.ground():
            painter.fillRect(self.rect(), theme.color(self.ground()))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("rule"))
        tone = "wrong" if self._wrong else "accent"
        box = QRectF(self.focus_rect())
        paint_box(painter, theme, box, ticked=self.isChecked(), radio=self.radio, tone=tone)

    def ground(self) -> str:
        """The token behind the row, or nothing."""
        return "hover" if self.underMouse() else ""
