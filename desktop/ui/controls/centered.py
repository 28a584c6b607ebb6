"""One widget on the page's grid: as wide as asked, centred in whatever room there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import ONE_COLUMN_BELOW, PAGE_WIDTH

LEAST_SIDE = 24


class Centered(Themed, QWidget):
    """Centres its content; in a narrow window 24 px stay free at both sides.

    `narrow` is its width in a window where the page has one column.
    """

    def __init__(
        self,
        appearance: Appearance,
        content: QWidget,
        width: int = PAGE_WIDTH,
        narrow: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._width = width
        self._narrow = width if narrow is None else narrow
        content.setParent(self)
        content.installEventFilter(self)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        super().restyle()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """If its content's text wraps."""
        return self._content.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The content's height at the width that it gets."""
        return self._content.heightForWidth(self._width_in(width))

    def sizeHint(self) -> QSize:
        """As high as the content."""
        return QSize(self.theme.px(self._width), self._content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(0, self._content.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the content anew."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content's wishes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False

    def _place(self) -> None:
        width = self._width_in(self.width())
        self._content.setGeometry((self.width() - width) // 2, 0, width, self.height())

    def _width_in(self, room: int) -> int:
        is_narrow = room < self.theme.px(ONE_COLUMN_BELOW)
        wanted = self._narrow if is_narrow else self._width
        return max(min(self.theme.px(wanted), room - 2 * LEAST_SIDE), 0)
