"""Activations and gradients of a network as one upright histogram a layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.scenes.gradient_flow.columns import BINS, columns_of, decades, spread
from desktop.ui.explore.scenes.gradient_flow.numbers import Network
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.theme import Theme

LEFT, RIGHT = 60.0, 636.0
UPPER = (34.0, 154.0)  # top and bottom of the activations
LOWER = (196.0, 316.0)  # and of the gradients
FOOT = 338.0
REACHES = (2.0, 4.0, 8.0, 16.0, 64.0, 1024.0)  # of the axis of activations, either sign
NEAR, WIDE = (-6.0, 2.0), (-24.0, 8.0)  # decades of the gradients
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Distributions:
    """Lays the columns out, and draws them."""

    def __init__(self, numbers: Network) -> None:
        self.numbers = numbers
        self.layers = columns_of(numbers.depth)
        self._pitch = (RIGHT - LEFT) / len(self.layers)
        largest = max(float(a.std()) for a in numbers.flow.activations)
        self.reach = next((top for top in REACHES if 2.5 * largest <= top), REACHES[-1])

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Two rows of histograms, with the layers below."""
        left = Qt.AlignmentFlag.AlignLeft
        for words, y in (("activations", UPPER[0] - 20), ("sizes of gradients", LOWER[0] - 20)):
            write(painter, theme, words, QPointF(0, y), role=Role.WORD, color="ink", align=left)
        reach = self.reach
        marks = [(-reach, f"−{reach:g}"), (0.0, "0"), (reach, f"{reach:g}")]
        self._draw_axis(painter, theme, UPPER, (-reach, reach), marks)
        decades_shown = self._decades_shown(revealed)
        self._draw_axis(painter, theme, LOWER, decades_shown, _powers(*decades_shown))
        for place, layer in enumerate(self.layers):
            flow = self.numbers.flow
            shape = spread(flow.activations[layer], -reach, reach)
            self._draw_histogram(painter, theme, place, shape, UPPER, "s2")
            if revealed or layer == self.numbers.depth:
                shape = spread(decades(flow.gradients[layer]), *decades_shown)
                self._draw_histogram(painter, theme, place, shape, LOWER, "s1")
            else:
                middle = QPointF(self._x(place), sum(LOWER) / 2)
                write(painter, theme, "?", middle, role=Role.ITEM)
            words = "input" if layer == 0 else str(layer)
            write(painter, theme, words, QPointF(self._x(place), FOOT))
        if revealed:
            self._draw_middles(painter, theme, decades_shown)

    def hits(self) -> Sequence[Hit]:
        """The columns."""
        return [
            Hit(f"column:{layer}", self._area(place), self.words(layer))
            for place, layer in enumerate(self.layers)
        ]

    def words(self, layer: int, *, with_gradient: bool = False) -> str:
        """A column's numbers."""
        name = "input" if layer == 0 else f"layer {layer}"
        deviation = plain(float(self.numbers.flow.activations[layer].std()), 3)
        share = plain(float(self.numbers.shares[layer]), 3)
        gradient = f", {share} of the gradient’s norm" if with_gradient else ""
        return f"{name}: activations deviate by {deviation}{gradient}"

    def draw_pointed(self, painter: QPainter, theme: Theme, layer: int, revealed: bool) -> None:
        """The numbers of the column under the pointer, above the picture."""
        words = self.words(layer, with_gradient=revealed)
        place = QPointF(RIGHT, UPPER[0] - 20)
        right = Qt.AlignmentFlag.AlignRight
        write(painter, theme, words, place, role=Role.MEASURE, color="ink", align=right)

    def _area(self, place: int) -> QRectF:
        top, half = UPPER[0], self._pitch / 2 - 2
        return QRectF(self._x(place) - half, top, 2 * half, LOWER[1] - top)

    def _decades_shown(self, revealed: bool) -> tuple[float, float]:
        """Wider where the gradients ask for it, once they may be seen."""
        if not revealed:
            return NEAR
        shares = np.log10(np.maximum(self.numbers.shares, 1e-30))
        inside = shares.min() > NEAR[0] + 1 and shares.max() < NEAR[1] - 0.5
        return NEAR if inside else WIDE

    def _x(self, place: int) -> float:
        return LEFT + (place + 0.5) * self._pitch

    def _draw_axis(
        self,
        painter: QPainter,
        theme: Theme,
        row: tuple[float, float],
        ends: tuple[float, float],
        marks: Sequence[tuple[float, str]],
    ) -> None:
        for value, words in marks:
            y = _height(value, row, ends)
            painter.setPen(QPen(theme.color("rule"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(RIGHT, y))
            place = QPointF(LEFT - 10, y)
            write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignRight)

    def _draw_histogram(
        self,
        painter: QPainter,
        theme: Theme,
        place: int,
        shape: Array,
        row: tuple[float, float],
        token: str,
    ) -> None:
        """Bins mirrored at the column's middle, from the bottom up and down again."""
        half = min(self._pitch * 0.42, 32.0)
        x, step = self._x(place), (row[1] - row[0]) / BINS
        right, left = [], []
        for bin_, share in enumerate(shape):
            for y in (row[1] - bin_ * step, row[1] - (bin_ + 1) * step):
                right.append(QPointF(x + half * share, y))
                left.append(QPointF(x - half * share, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawPolygon(QPolygonF(right + left[::-1]))

    def _draw_middles(self, painter: QPainter, theme: Theme, ends: tuple[float, float]) -> None:
        """A line through the medians of the gradients' sizes."""
        points = []
        for place, layer in enumerate(self.layers):
            middle = float(np.median(decades(self.numbers.flow.gradients[layer])))
            inside = min(max(middle, ends[0]), ends[1])
            points.append(QPointF(self._x(place), _height(inside, LOWER, ends)))
        painter.setPen(QPen(theme.color("ink"), 1.6))
        painter.setBrush(theme.color("page"))
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            painter.drawEllipse(point, 3, 3)


def _powers(low: float, high: float) -> list[tuple[float, str]]:
    step = (high - low) / 4
    marks = [round(low + step * place) for place in range(5)]
    return [(p, "1" if p == 0 else "10" + str(p).translate(SUPERSCRIPTS)) for p in marks]


def _height(value: float, row: tuple[float, float], ends: tuple[float, float]) -> float:
    return row[1] - (value - ends[0]) / (ends[1] - ends[0]) * (row[1] - row[0])
