"""Boxes to tick and circles to pick one of; with their words they are switches."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.mark import paint_sign
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import BOX_RADIUS, TARGET_HEIGHT, Theme

BOX = 18  # px
SIGN = 13
DOT = 9
GAP = 10


def paint_box(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    *,
    ticked: bool,
    radio: bool = False,
    tone: str = "accent",
) -> None:
    """Draw a box, or with `radio` a circle; `tone` is the colour of one that is ticked."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = area.adjusted(0.7, 0.7, -0.7, -0.7)
    painter.setPen(QPen(theme.color(tone if ticked else "edge"), 1.4))
    painter.setBrush(theme.color(tone if ticked and not radio else "page"))
    if radio:
        painter.drawEllipse(inside)
    else:
        painter.drawRoundedRect(inside, BOX_RADIUS, BOX_RADIUS)
    if not ticked:
        return
    size = area.width() * (DOT if radio else SIGN) / BOX
    center = QRectF(0, 0, size, size)
    center.moveCenter(area.center())
    if radio:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone))
        painter.drawEllipse(center)
    else:
        paint_sign(painter, "right", center, theme.color("page"))


class TickBox(Themed, QAbstractButton):
    """A box with its words, on or off; with `radio` one of several."""

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        *,
        radio: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._radio = radio
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(radio)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def sizeHint(self) -> QSize:
        """Box and words, at least a finger high."""
        words = QFontMetricsF(self.theme.font(Role.BODY)).horizontalAdvance(self.text())
        width = self.theme.px(BOX + GAP) + round(words) + 2
        return QSize(width, max(TARGET_HEIGHT, self.theme.px(TARGET_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the box."""
        size = self.theme.px(BOX)
        return QRect(0, (self.height() - size) // 2, size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        theme = self.theme
        box = QRectF(self.focus_rect())
        paint_box(painter, theme, box, ticked=self.isChecked(), radio=self._radio)
        painter.setPen(theme.color("ink" if self.isEnabled() else "faint"))
        painter.setFont(theme.font(Role.BODY))
        left = box.right() + theme.px(GAP)
        words = QRectF(left, 0, self.width() - left, self.height())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle, self.text())
