"""Shapes of the arrays of two layers as rectangles, each gradient under its array."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.dense_backprop.gradients import ASKED, Shapes, written_shape
from desktop.ui.theme import Theme

ROW = 146.0  # units for a line of arrays
MIDDLE = 88.0  # of its rectangles
HEIGHT = round(2 * ROW + 30)
SHORTEST, DOUBLING = 16.0, 10.0  # units of a side of 1, and more for each doubling
THIN = 12.0  # a bias is drawn as a row


def _side(length: int) -> float:
    """A side grows with the logarithm, so that 2 and 128 can be told apart in one picture."""
    return SHORTEST + DOUBLING * math.log2(length)


def draw_shapes(painter: QPainter, theme: Theme, shapes: Shapes, revealed: bool) -> None:
    """Arrays above, their gradients below."""
    pitch = WIDTH / len(shapes.arrays)
    for place, (name, shape) in enumerate(shapes.arrays.items()):
        across = pitch * (place + 0.5)
        asked = ASKED[shapes.asked] == name
        known = revealed or not (asked and shapes.asked == "bias")
        _draw_array(painter, theme, (name, shape if known else None), QPointF(across, MIDDLE))
        gradient = (f"d{name}", shape if revealed else None)
        below = QPointF(across, MIDDLE + ROW)
        _draw_array(painter, theme, gradient, below, marked=asked and shapes.asked != "bias")
    words = "H = ReLU(X W₁ + b₁),  Y = H W₂ + b₂.  A side grows with the logarithm of its length."
    left = Qt.AlignmentFlag.AlignLeft
    write(painter, theme, words, QPointF(2, HEIGHT - 8), align=left)


def _draw_array(
    painter: QPainter,
    theme: Theme,
    array: tuple[str, tuple[int, ...] | None],
    middle: QPointF,
    *,
    marked: bool = False,
) -> None:
    """A rectangle as high as its rows and as wide as its columns, name above and shape below."""
    name, shape = array
    color = "accent" if marked else "ink"
    above = QPointF(middle.x(), middle.y() - 74)
    write(painter, theme, name, above, role=Role.WORD, color=color)
    if shape is None:
        write(painter, theme, "?", middle, role=Role.ITEM, color=color)
        return
    width = _side(shape[-1])
    height = _side(shape[0]) if len(shape) == 2 else THIN
    area = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    painter.setPen(QPen(theme.color("accent" if marked else "edge"), 2 if marked else 1.2))
    painter.setBrush(theme.color("accent_wash"))
    painter.drawRect(area)
    below = QPointF(middle.x(), middle.y() - 58)
    write(painter, theme, written_shape(shape), below, color="ink")
