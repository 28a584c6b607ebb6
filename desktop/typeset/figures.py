"""A figure of the bundle, drawn in the look's colors, sharp at every size."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.questions.bundle import Bundle
from desktop.typeset.look import TextLook

WIDEST = 448  # px at scale 1; what a figure's own words are drawn for
VARIABLE = re.compile(r"var\(--([\w-]+)\)|currentColor")


def colored(svg: str, look: TextLook) -> str:
    """The figure with the look's colors in the place of CSS variables, which Qt does not know.

    Raises: AttributeError for a variable that is no color of the look.
    """

    def color(match: re.Match[str]) -> str:
        return str(getattr(look, (match[1] or "ink").replace("-", "_")))

    return VARIABLE.sub(color, svg)


class FigureView(QWidget):
    """Shows a figure as wide as there is room, up to WIDEST; its height follows.

    Its title is the accessible name, its description the accessible description.
    """

    def __init__(
        self, bundle: Bundle, figure_id: str, look: TextLook, parent: QWidget | None = None
    ) -> None:
        """Read the figure.

        Raises: KeyError if the bundle has none of that id, BundleError if it is damaged.
        """
        super().__init__(parent)
        words = bundle.figure_words(figure_id)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.description)
        self._svg = bundle.figure(figure_id)
        self._look = look
        self._renderer = QSvgRenderer(self)
        self._drawn = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._color()

    def set_look(self, look: TextLook) -> None:
        """Take another look."""
        if look != self._look:
            self._look = look
            self._color()

    def _color(self) -> None:
        self._renderer.load(QByteArray(colored(self._svg, self._look).encode()))
        self._drawn = QPixmap()
        self.setMaximumWidth(self._look.length(WIDEST))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It has: the figure keeps its form."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The figure's height at a width, in px."""
        box = self._renderer.viewBoxF()
        shown = min(width, self._look.length(WIDEST))
        return math.ceil(shown * box.height() / box.width())

    def sizeHint(self) -> QSize:
        """As wide as it may get."""
        width = self._look.length(WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a layout may choose the width."""
        return QSize(1, self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was drawn for this size, or draw it."""
        pixels = self.devicePixelRatioF()
        size = (self.size().toSizeF() * pixels).toSize()
        if self._drawn.size() != size:
            self._drawn = self._draw(size)
            self._drawn.setDevicePixelRatio(pixels)
        QPainter(self).drawPixmap(0, 0, self._drawn)

    def _draw(self, size: QSize) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        box = self._renderer.viewBoxF()
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(float(size.width()), size.height() * box.width() / box.height())
        self._renderer.render(painter, QRectF(0, 0, width, width * box.height() / box.width()))
        painter.end()
        return pixmap
