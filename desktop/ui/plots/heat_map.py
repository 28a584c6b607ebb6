"""A calendar of study: weeks as columns, Monday first, five steps from page to accent."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.themed import Themed
from desktop.ui.plots.ticks import MONTHS, date_of, day_words
from desktop.ui.theme import Theme

STEPS = (0.0, 0.25, 0.45, 0.7, 1.0)  # from page to accent
SQUARE = 13
PITCH = 16  # px from square to square
LEFT = 40  # px for the weekdays' names
TOP = 20  # px for the months' names
LEGEND = 30  # px below the squares
LEGEND_PITCH = 44
WEEKDAYS = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}
LEAST_WEEKS_OF_A_MONTH = 3  # a month's name needs so many columns
MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def step_of(count: int, bounds: tuple[int, ...]) -> int:
    """Which of the five steps a count takes: 0 for none, then by the lower bounds."""
    return sum(count >= bound for bound in bounds)


def round_bounds(highest: int) -> tuple[int, int, int, int]:
    """Lower bounds of the four steps above none: 1, then thirds of the highest, rounded to 5."""
    third = max(1, highest // 15) * 5 if highest >= 15 else max(1, round(highest / 3))
    return 1, max(2, third), max(3, 2 * third), max(4, 3 * third)


def channels(color: QColor) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return color.red(), color.green(), color.blue()


def mixed(theme: Theme, share: float) -> QColor:
    """A colour between page and accent."""
    page, accent = theme.color("page"), theme.color("accent")
    pairs = zip(channels(page), channels(accent), strict=True)
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))


class HeatMap(Themed, QWidget):
    """Counts by study day, from the first day to the last; a square's count shows on hover."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[int, int] = {}
        self._first, self._last = 0, 0
        self._bounds = round_bounds(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(appearance)

    def show_days(self, counts: Mapping[int, int], first: int, last: int, sentence: str) -> None:
        """Show other days; `sentence` is what a screen reader says."""
        self._counts, self._first, self._last = counts, first, last
        self._bounds = round_bounds(max(counts.values(), default=0))
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its weeks, and as its legend at least."""
        px = self.theme.px
        weeks = self._column(self._last) + 1
        legend = LEFT + 72 + LEGEND_PITCH * len(STEPS) + 60
        return QSize(px(max(LEFT + weeks * PITCH, legend)), px(TOP + 7 * PITCH + LEGEND))

    def minimumSizeHint(self) -> QSize:
        """Squares keep their size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw months, weekdays, squares and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.theme.scale, self.theme.scale)
        font = Theme(self.theme.tokens).font(Role.TICK)
        painter.setFont(font)
        painter.setPen(self.theme.color("faint"))
        for weekday, name in WEEKDAYS.items():
            area = QRectF(0, TOP + weekday * PITCH - 1, LEFT, PITCH)
            painter.drawText(area, MIDDLE, name)
        self._paint_months(painter)
        for day in range(self._first, self._last + 1):
            self._paint_square(painter, self._square(day), step_of(self._count(day), self._bounds))
        self._paint_legend(painter)

    def day_at(self, place: QPoint) -> int | None:
        """The day whose square is under a point."""
        x, y = place.x() / self.theme.scale - LEFT, place.y() / self.theme.scale - TOP
        column, weekday = int(x // PITCH), int(y // PITCH)
        if x < 0 or not 0 <= weekday < 7:
            return None
        day = self._monday(self._first) + 7 * column + weekday
        return day if self._first <= day <= self._last else None

    def event(self, event: object) -> bool:
        """Say a square's day and count on hover; the table has them too."""
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            words = "" if day is None else f"{day_words(day)}: {self._count(day)}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _count(self, day: int) -> int:
        return self._counts.get(day, 0)

    def _monday(self, day: int) -> int:
        return day - date_of(day).weekday()

    def _column(self, day: int) -> int:
        return (self._monday(day) - self._monday(self._first)) // 7

    def _square(self, day: int) -> QRectF:
        left = LEFT + self._column(day) * PITCH
        return QRectF(left, TOP + date_of(day).weekday() * PITCH, SQUARE, SQUARE)

    def _paint_square(self, painter: QPainter, area: QRectF, step: int) -> None:
        painter.setPen(QPen(self.theme.color("rule"), 1) if step == 0 else Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self.theme, STEPS[step]))
        inset = 0.5 if step == 0 else 0.0
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 2, 2)

    def _paint_months(self, painter: QPainter) -> None:
        starts: dict[tuple[int, int], int] = {}
        for day in range(self._monday(self._first), self._last + 1, 7):
            found = date_of(max(day, self._first))
            starts.setdefault((found.year, found.month), self._column(max(day, self._first)))
        columns = [*starts.values(), self._column(self._last) + 1]
        for number, (_, month) in enumerate(starts):
            if columns[number + 1] - columns[number] >= LEAST_WEEKS_OF_A_MONTH or len(starts) == 1:
                area = QRectF(LEFT + columns[number] * PITCH, 0, 60, PITCH)
                painter.drawText(area, MIDDLE, MONTHS[month - 1])

    def _paint_legend(self, painter: QPainter) -> None:
        top = TOP + 7 * PITCH + 12
        painter.setPen(self.theme.color("faint"))
        painter.drawText(QRectF(LEFT, top - 1, 72, PITCH), MIDDLE, "cards a day")
        words = ["0", *(str(bound) for bound in self._bounds)]
        words[-1] += " and more"
        for step, word in enumerate(words):
            left = LEFT + 76 + step * LEGEND_PITCH
            self._paint_square(painter, QRectF(left, top, SQUARE, SQUARE), step)
            painter.setPen(self.theme.color("faint"))
            painter.drawText(QRectF(left + 18, top - 1, 90, PITCH), MIDDLE, word)
