"""A small plot of the predicted score: its band, its line, the mark that passes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.plots.ticks import day_words

HEIGHT = 118
BOTTOM = 22  # px for the days
TOP = 6
RIGHT = 34  # px for the words at the lines' ends
LINE = 2.0
DOT = 4
AIR = 4.0  # credits above and below
LABEL = 16  # px, what two labels must be apart


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """A predicted score on a day, with its interval."""

    day: int
    score: float
    low: float
    high: float


class ScoreHistory(Themed, QWidget):
    """Draws points over time; the last one is today's."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[ScorePoint, ...] = ()
        self._pass = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    def show_points(self, points: tuple[ScorePoint, ...], passing: float) -> None:
        """Show a history; `passing` are the credits that pass."""
        self._points, self._pass = points, passing
        if points:
            first, last = points[0], points[-1]
            self.setAccessibleName(
                f"Predicted score from {first.score:.0f} on {day_words(first.day)} to "
                f"{last.score:.0f} today; {passing:.0f} pass."
            )
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the margin."""
        return QSize(self.theme.px(236), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may get narrower."""
        return QSize(self.theme.px(160), self.theme.px(HEIGHT))

    def place_of(self, day: float, score: float) -> QPointF:
        """Where a score on a day stands, in px."""
        first, last = self._points[0].day, self._points[-1].day
        low = min(self._pass, *(point.low for point in self._points)) - AIR
        high = max(self._pass, *(point.high for point in self._points)) + AIR
        px = self.theme.px
        width = self.width() - px(RIGHT) - 2
        height = self.height() - px(BOTTOM) - px(TOP)
        across = (day - first) / max(last - first, 1)
        return QPointF(1 + across * width, px(TOP) + (high - score) / (high - low) * height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw band, mark, line, the last point and the words."""
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.theme.color
        upper = [self.place_of(point.day, point.high) for point in self._points]
        lower = [self.place_of(point.day, point.low) for point in self._points]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_wash"))
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        line = [self.place_of(point.day, point.score) for point in self._points]
        mark = round(self.place_of(self._points[0].day, self._pass).y()) + 0.5
        painter.setPen(QPen(color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, mark), QPointF(line[-1].x(), mark))
        painter.setPen(QPen(color("s1"), LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("s1"))
        painter.drawEllipse(line[-1], DOT, DOT)
        self._paint_words(painter, line[-1], mark)

    def _paint_words(self, painter: QPainter, end: QPointF, mark: float) -> None:
        theme = self.theme
        font = theme.font(Role.TICK)
        painter.setFont(font)
        left = end.x() + 8
        painter.setPen(theme.color("s1"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        last = self._points[-1]
        painter.drawText(QRectF(left, end.y() - 10, 40, 20), middle, f"{last.score:.0f}")
        if abs(end.y() - mark) >= theme.px(LABEL):
            painter.setPen(theme.color("soft"))
            painter.drawText(QRectF(left, mark - 10, 40, 20), middle, "pass")
        painter.setPen(theme.color("faint"))
        bottom = QRectF(0, self.height() - theme.px(18), end.x(), theme.px(18))
        first = day_words(self._points[0].day)
        needed = QFontMetricsF(font).horizontalAdvance(f"{first}  today")
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, first)
        if needed < bottom.width():
            painter.drawText(bottom, Qt.AlignmentFlag.AlignRight, "today")
