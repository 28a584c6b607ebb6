"""A slim scroll bar, drawn over the page's ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed

THICKNESS = 10
INSET = 2


class ScrollBar(Themed, QScrollBar):
    """Shows where one is; the handle darkens under the pointer."""

    def __init__(
        self,
        appearance: Appearance,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def sizeHint(self) -> QSize:
        """Slim."""
        thick = self.theme.px(THICKNESS)
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(thick, thick * 4)
        return QSize(thick * 4, thick)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle, if there is anything to scroll."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        lit = self.underMouse() or self.isSliderDown()
        painter.setBrush(self.theme.color("edge" if lit else "rule"))
        area = QRectF(handle).adjusted(INSET, INSET, -INSET, -INSET)
        radius = min(area.width(), area.height()) / 2
        painter.drawRoundedRect(area, radius, radius)
