"""Rows of a name, an interval with its middle, and a number; a dashed line to compare with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed

ROW = 27
HEAD = 28
INTERVAL_LEFT = 200  # px
INTERVAL_WIDTH = 150
MARKER = 4  # px, radius
LINE = 1.6
MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A name, shares of 0 to 1 as low, middle and high, and words for a number."""

    name: str
    low: float
    middle: float
    high: float
    number: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows under three heads; `reference` is the share that the dashed line stands at."""

    heads: tuple[str, str, str]
    rows: tuple[IntervalRow, ...]
    reference: float
    sentence: str

    @property
    def lowest(self) -> float:
        """Where the scale begins: a round share below every interval."""
        least = min([self.reference, *(row.low for row in self.rows)])
        return max(0.0, (int(least * 20) - 1) / 20)


class IntervalRows(Themed, QWidget):
    """Draws intervals; the scale ends at 1."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intervals = Intervals(("", "", ""), (), 1.0, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    def show_intervals(self, intervals: Intervals) -> None:
        """Show other rows."""
        self._intervals = intervals
        self.setAccessibleName(intervals.sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        px = self.theme.px
        return QSize(px(438), px(HEAD) + len(self._intervals.rows) * px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Rows are never cut."""
        return QSize(self.theme.px(360), self.sizeHint().height())

    def x_of(self, share: float) -> float:
        """Where a share stands, in px from the left."""
        lowest = self._intervals.lowest
        part = (share - lowest) / (1 - lowest) if lowest < 1 else 1.0
        return self.theme.px(INTERVAL_LEFT) + part * self.theme.px(INTERVAL_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, rows, hairlines and the line to compare with."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, color = self.theme.px, self.theme.color
        self._paint_head(painter)
        for place, row in enumerate(self._intervals.rows):
            top = px(HEAD) + place * px(ROW)
            self._paint_row(painter, row, top)
            painter.fillRect(QRectF(0, top + px(ROW) - 1, self.width(), 1), color("rule"))
        if self._intervals.rows:
            pen = QPen(color("edge"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            x = round(self.x_of(self._intervals.reference)) + 0.5
            painter.drawLine(QPointF(x, px(HEAD)), QPointF(x, self.height()))

    def _paint_head(self, painter: QPainter) -> None:
        px = self.theme.px
        painter.setFont(self.theme.font(Role.LABEL))
        painter.setPen(self.theme.color("faint"))
        name, interval, number = self._intervals.heads
        area = QRectF(0, 0, self.width(), px(HEAD) - 1)
        painter.drawText(area, MIDDLE, name)
        painter.drawText(area.adjusted(px(INTERVAL_LEFT), 0, 0, 0), MIDDLE, interval)
        painter.drawText(area, MIDDLE | Qt.AlignmentFlag.AlignRight, number)
        line = QRectF(0, px(HEAD) - 1, self.width(), 1)
        painter.fillRect(line, self.theme.color("edge"))

    def _paint_row(self, painter: QPainter, row: IntervalRow, top: int) -> None:
        theme = self.theme
        area = QRectF(0, top, self.width(), theme.px(ROW) - 1)
        font = theme.font(Role.BODY)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        room = theme.px(INTERVAL_LEFT - 12)
        name = QFontMetricsF(font).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, MIDDLE, name)
        painter.setFont(theme.font(Role.NUMBER))
        painter.drawText(area, MIDDLE | Qt.AlignmentFlag.AlignRight, row.number)
        y = round(area.center().y()) + 0.5
        painter.setPen(QPen(theme.color("s1"), LINE))
        painter.drawLine(QPointF(self.x_of(row.low), y), QPointF(self.x_of(row.high), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("s1"))
        painter.drawEllipse(QPointF(self.x_of(row.middle), y), MARKER, MARKER)
