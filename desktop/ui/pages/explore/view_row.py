"""A row of the list: a visualization's title and its questions; the whole row opens it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.pages.explore.entries import ViewEntry
from desktop.ui.theme import TARGET_HEIGHT

SIDE = 8


class ViewRow(Themed, QAbstractButton):
    """Title at the left, question numbers at the right, a hairline below."""

    def __init__(
        self, appearance: Appearance, entry: ViewEntry, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self._numbers = ", ".join(entry.questions)
        self.setText(entry.title)
        self.setAccessibleName(f"{entry.title}, for {self._numbers}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def sizeHint(self) -> QSize:
        """A finger high."""
        return QSize(self.theme.px(300), max(TARGET_HEIGHT, self.theme.px(41)))

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(self.theme.px(200), self.sizeHint().height())

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the row."""
        return self.rect().adjusted(0, 2, 0, -3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words and hairline."""
        theme = self.theme
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("rule"))
        middle = Qt.AlignmentFlag.AlignVCenter
        inside = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        painter.setFont(theme.font(Role.NOTE))
        painter.setPen(theme.color("faint"))
        room = inside.width() * 0.5
        numbers = painter.fontMetrics().elidedText(
            self._numbers, Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignRight), numbers)
        painter.setFont(theme.font(Role.ITEM))
        painter.setPen(theme.color("ink"))
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignLeft), self.text())
