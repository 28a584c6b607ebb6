"""Factors of a gradient along a chain of units, on a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.questions.variants import MINUS
from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.scenes.gradient_flow.numbers import Chain
from desktop.ui.theme import Theme

LEFT, RIGHT = 60.0, 530.0  # the lines' names stand right of them
TOP, BOTTOM = 24.0, 284.0
SIGNS = 334.0  # height of the row of signs
REACHES = (2, 4, 8, 16, 24)  # decades of the axis, up and down
DASHES = ((), (6, 3), (2, 2), (8, 3, 2, 3))
DISTANCE = 18.0
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class ChainChart:
    """Lays the lines out, and draws them."""

    def __init__(self, numbers: Chain) -> None:
        self.numbers = numbers
        self.layers = len(numbers.factors[numbers.activation]) - 1
        ends = [_decade(float(factors[-1])) for factors in numbers.factors.values()]
        far = max(abs(end) for end in ends)
        self.reach = next((reach for reach in REACHES if far <= reach), REACHES[-1])

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Axes, then the lines with their names."""
        for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
            power = round(share * self.reach)
            y = self._y(power)
            painter.setPen(QPen(theme.color("edge" if power == 0 else "rule"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(RIGHT, y))
            words = "1" if power == 0 else "10" + str(power).translate(SUPERSCRIPTS)
            place = QPointF(LEFT - 10, y)
            write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignRight)
        step = max(1, -(-self.layers // 5))
        for back in range(0, self.layers + 1, step):
            write(painter, theme, str(back), QPointF(self._x(back), BOTTOM + 22))
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, "layers back", QPointF(RIGHT + 16, BOTTOM + 22), align=left)
        for back in range(1, self.layers + 1):
            center = self.sign_area(back).center()
            write(painter, theme, f"{self._sign(back)}z", center, role=Role.MEASURE, color="ink")
        place = QPointF(RIGHT + 16, SIGNS)
        write(painter, theme, "click a sign", place, color="soft", align=left)
        if revealed:
            self._draw_lines(painter, theme)
        else:
            middle = QPointF((LEFT + RIGHT) / 2, self._y(0) + 40)
            write(painter, theme, "?", middle, role=Role.TITLE)

    def sign_area(self, back: int) -> QRectF:
        """Where the sign stands of the layer that is the `back`-th from the end."""
        x = (self._x(back - 1) + self._x(back)) / 2
        return QRectF(x - 14, SIGNS - 11, 28, 22)

    def hits(self) -> Sequence[Hit]:
        """The signs of z, which a click turns over."""
        return [
            Hit(f"sign:{back}", self.sign_area(back), f"{self._sign(back)}z, {back} from the end")
            for back in range(1, self.layers + 1)
        ]

    def _sign(self, back: int) -> str:
        return "+" if self.numbers.signs[-back] > 0 else MINUS

    def _x(self, back: int) -> float:
        return LEFT + back / max(self.layers, 1) * (RIGHT - LEFT)

    def _y(self, power: float) -> float:
        inside = min(max(power, -self.reach), self.reach)
        return (TOP + BOTTOM) / 2 - inside / self.reach * (BOTTOM - TOP) / 2

    def _draw_lines(self, painter: QPainter, theme: Theme) -> None:
        ends = {}
        for series, (word, factors) in enumerate(self.numbers.factors.items()):
            points = [
                QPointF(self._x(back), self._y(_decade(float(factor))))
                for back, factor in enumerate(factors)
            ]
            asked = word == self.numbers.activation
            pen = QPen(theme.color(f"s{series + 1}"), 3 if asked else 2)
            if DASHES[series]:
                pen.setDashPattern(DASHES[series])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"s{series + 1}"))
            for point in points:
                painter.drawEllipse(point, 3.5, 3.5)
            ends[word] = (points[-1].y(), series)
        lowest = -math.inf
        for word, (y, series) in sorted(ends.items(), key=_height_of):
            lowest = max(y, lowest + DISTANCE)
            place, color = QPointF(RIGHT + 12, lowest), f"s{series + 1}"
            left = Qt.AlignmentFlag.AlignLeft
            name = "None" if word == "linear" else FUNCTIONS[word]
            write(painter, theme, name, place, role=Role.WORD, color=color, align=left)


def _height_of(item: tuple[str, tuple[float, int]]) -> float:
    return item[1][0]


def _decade(factor: float) -> float:
    return math.log10(abs(factor)) if factor else -float(REACHES[-1])
