"""The weights of each layer over the steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.scenes.toy_network.descent import Descent, State
from desktop.ui.explore.shown_numbers import number
from desktop.ui.theme import Theme

SHORTEST = 5  # steps on the axis
DOT = 2.4
NAMES_APART = 14.0
RIGHT = Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignLeft


def draw_chart(
    painter: QPainter, theme: Theme, found: Descent, states: Sequence[State], area: QRectF
) -> None:
    """W and v, a line for each hidden unit; equal units lie on one line."""
    limit = _limit(found)
    steps = max(SHORTEST, len(found.states) - 1)

    def place(step: float, value: float) -> QPointF:
        share = (value + limit) / (2 * limit)
        across = area.left() + step / steps * (area.width() - 30)
        return QPointF(across, area.bottom() - share * area.height())

    head = QPointF(area.left(), area.top() - 28)
    write(painter, theme, "Weights after each step", head, role=Role.WORD, color="ink", align=LEFT)
    for value in (-limit, -limit / 2, 0.0, limit / 2, limit):
        painter.setPen(QPen(theme.color("edge" if value == 0 else "rule"), 1))
        at = place(0, value)
        painter.drawLine(at, QPointF(area.right() - 30, at.y()))
        write(painter, theme, number(value), at - QPointF(8, 0), align=RIGHT)
    for step in range(0, steps + 1, math.ceil(steps / 5)):
        below = place(step, -limit) + QPointF(0, 14)
        write(painter, theme, str(step), below)
    for unit in range(found.start.units):
        _draw_line(
            painter, theme, [place(k, s.first[0, unit].item()) for k, s in enumerate(states)]
        )
        values = [place(k, s.second[unit].item()) for k, s in enumerate(states)]
        _draw_line(painter, theme, values, second=True)
    _draw_names(painter, theme, place(len(states) - 1, 0).x(), _names(states[-1], place))


Place: TypeAlias = Callable[[float, float], QPointF]
Name: TypeAlias = tuple[str, str, float]  # text, colour, height


def _names(last: State, place: Place) -> list[Name]:
    """What stands at the ends of the lines; units that differ are told apart by number."""
    units = (0,) if last.is_equal else (0, 1)
    marks = ("",) if last.is_equal else ("₁", "₂")
    return [
        (f"{layer}{mark}", color, place(0, weights[unit].item()).y())
        for layer, color, weights in (("W", "s1", last.first[0]), ("v", "s2", last.second))
        for unit, mark in zip(units, marks, strict=True)
    ]


def _limit(found: Descent) -> float:
    """The axis holds all weights; it is the same before and after the prediction."""
    arrays: list[Array] = [array for s in found.states for array in (s.first, s.second)]
    largest = max(float(abs(array).max()) for array in arrays)
    return 2.0 * max(1, math.ceil(largest / 2))


def _draw_line(
    painter: QPainter, theme: Theme, points: Sequence[QPointF], *, second: bool = False
) -> None:
    pen = QPen(theme.color("s2" if second else "s1"), 2)
    if second:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawPolyline(list(points))
    painter.setPen(QPen(theme.color("s2" if second else "s1"), 1.4))
    painter.setBrush(theme.color("page" if second else "s1"))
    for point in points:
        painter.drawEllipse(point, DOT, DOT)


def _draw_names(painter: QPainter, theme: Theme, across: float, names: Sequence[Name]) -> None:
    """Names at the ends of their lines, pushed apart where these meet."""
    height = -math.inf
    for text, color, wanted in sorted(names, key=itemgetter(2)):
        height = max(wanted, height + NAMES_APART)
        at = QPointF(across + 10, height)
        write(painter, theme, text, at, role=Role.WORD, color=color, align=LEFT)
