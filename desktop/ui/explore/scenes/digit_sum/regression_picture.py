"""The same pair as one of 19 classes and as one number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.data.pairs import SUMS
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.scenes.digit_sum.numbers import Regression
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.theme import Theme

IMAGE = 84.0
LEFT_END, WIDTH = 150.0, 470.0
BARS = (40.0, 150.0)
LINE = 226.0
LEFT = Qt.AlignmentFlag.AlignLeft


class RegressionPicture(DrawnPicture[Regression]):
    """Probabilities of 19 sums above, the number below on the same axis."""

    height_units = 340

    def draw(self, painter: QPainter, theme: Theme, numbers: Regression) -> None:
        """The pair, the classes, the number, and how both do on many pairs."""
        for number, side in enumerate(numbers.through.sides):
            area = QRectF(0, 36 + number * (IMAGE + 16), IMAGE, IMAGE)
            draw_image(painter, theme, area, side.image)
        place = QPointF(LEFT_END, 12)
        write(painter, theme, "19 outputs, softmax", place, role=Role.WORD, color="ink", align=LEFT)
        self._draw_classes(painter, theme, numbers)
        self._draw_number(painter, theme, numbers)
        self._draw_figures(painter, theme, numbers)

    def _x(self, total: float) -> float:
        return LEFT_END + (min(max(total, -0.4), SUMS - 0.6) + 0.5) * WIDTH / SUMS

    def _draw_classes(self, painter: QPainter, theme: Theme, numbers: Regression) -> None:
        top, bottom = BARS
        truth = numbers.through.total
        for total, share in enumerate(numbers.through.shares):
            x, height = self._x(total), float(share) * (bottom - top)
            color = "ink" if total == truth else "faint"
            weight = 600 if total == truth else None
            write(painter, theme, str(total), QPointF(x, bottom + 14), color=color, weight=weight)
            if not self.revealed:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            largest = total == numbers.through.read
            painter.setBrush(theme.color("accent" if largest else "edge"))
            painter.drawRect(QRectF(x - 8, bottom - height, 16, height))
            if largest:
                words = f"{fixed(100 * float(share), 0)} %"
                write(painter, theme, words, QPointF(x, bottom - height - 9), color="ink")
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(LEFT_END, bottom), QPointF(LEFT_END + WIDTH, bottom))

    def _draw_number(self, painter: QPainter, theme: Theme, numbers: Regression) -> None:
        words = "? outputs" if not self.revealed else "1 output, no softmax"
        place = QPointF(LEFT_END, LINE - 36)
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
        painter.setPen(QPen(theme.color("edge"), 1.4))
        painter.drawLine(QPointF(LEFT_END, LINE), QPointF(LEFT_END + WIDTH, LINE))
        for total in range(0, SUMS, 3):
            painter.drawLine(QPointF(self._x(total), LINE - 4), QPointF(self._x(total), LINE + 4))
            write(painter, theme, str(total), QPointF(self._x(total), LINE + 16))
        if not self.revealed:
            return
        x = self._x(numbers.predicted)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(x, LINE), 6, 6)
        place = QPointF(x, LINE - 16)
        words = plain(round(numbers.predicted, 2))
        write(painter, theme, words, place, role=Role.WORD, color="ink")

    def _draw_figures(self, painter: QPainter, theme: Theme, numbers: Regression) -> None:
        """What the report says of both, and for how long they trained."""
        if not self.revealed:
            return
        classes, number = numbers.figures["unlimited"], numbers.figures["regression"]
        lines = (
            f"classes: {fixed(100 * classes['accuracy'], 1)} % of 5,000 held-out pairs right, "
            f"after {classes['steps']:,} steps",
            f"number, rounded: {fixed(100 * number['accuracy'], 1)} % right, "
            f"{fixed(number['mean_absolute_error'], 2)} off on average, "
            f"after {number['steps']:,} steps",
        )
        for at, words in enumerate(lines):
            place = QPointF(LEFT_END, LINE + 56 + 24 * at)
            write(painter, theme, words, place, role=Role.WORD, color="soft", align=LEFT)
