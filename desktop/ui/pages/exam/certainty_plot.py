"""How well certainty was judged: the share reached by each word, and the share it stands for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.review.exam.report import Judged
from desktop.review.statistics.recall import wilson
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.pages.exam.certainty_row import WORDS

HEIGHT = 164
LEFT = 30  # px for the labels
TOP, BOTTOM = 8, 40
DOT = 4
LINE = 1.6
DASH = 15  # px to each side
LEVELS = (0.0, 0.5, 1.0)


class CertaintyPlot(Themed, QWidget):
    """Dots with 90 percent intervals over the words; a dash where each word should stand."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judged: tuple[Judged, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    def show_judged(self, judged: tuple[Judged, ...]) -> None:
        """Show other answers."""
        self._judged = judged
        said = (
            f"{WORDS[entry.certainty]}: {entry.reached:.0%} reached of {entry.expected:.0%} "
            f"promised, {entry.count} answers"
            for entry in judged
        )
        self.setAccessibleName("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the margin."""
        return QSize(self.theme.px(236), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may get narrower."""
        return QSize(self.theme.px(160), self.theme.px(HEIGHT))

    def _y(self, share: float) -> float:
        top, bottom = self.theme.px(TOP), self.height() - self.theme.px(BOTTOM)
        return bottom - share * (bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw levels, words, dashes, intervals and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.theme.px(LEFT)
        painter.setFont(self.theme.font(Role.TICK))
        for level in LEVELS:
            y = round(self._y(level))
            painter.fillRect(QRectF(left, y, self.width() - left, 1), self.theme.color("rule"))
            painter.setPen(self.theme.color("faint"))
            area = QRectF(0, y - 10, left - 8, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, right, f"{level:g}")
        width = (self.width() - left) / max(len(self._judged), 1)
        for place, judged in enumerate(self._judged):
            self._paint(painter, judged, left + (place + 0.5) * width, width)

    def _paint(self, painter: QPainter, judged: Judged, x: float, width: float) -> None:
        theme = self.theme
        area = QRectF(x - width / 2, self.height() - theme.px(34), width, theme.px(34))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(theme.color("faint"))
        words = WORDS[judged.certainty].lower()
        painter.drawText(area, int(flags) | int(Qt.TextFlag.TextWordWrap), words)
        promised = round(self._y(judged.expected)) + 0.5
        painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x - DASH, promised), QPointF(x + DASH, promised))
        low, high = wilson(round(judged.reached * judged.count), judged.count)
        painter.setPen(QPen(theme.color("s1"), LINE))
        painter.drawLine(QPointF(x, self._y(low)), QPointF(x, self._y(high)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("s1"))
        painter.drawEllipse(QPointF(x, self._y(judged.reached)), DOT, DOT)
