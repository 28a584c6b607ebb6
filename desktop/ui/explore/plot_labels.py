"""The words in a plot: each beside what it names, moved so that it covers nothing."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.plots.label_place import Points, place_label, polyline_points, rectangle_points
from desktop.ui.theme import Theme

OUTSIDE = 200  # px around the plot in which lines still matter
FEW = 100  # more points than these are no obstacle, else there were no room
SIDES = np.array([(-1, 0), (1, 0), (0, -1), (0, 1)]) / 2


class PlotLabels:
    """Places words beside the lines and points of a plot, and keeps them off all others."""

    def __init__(self, view: pg.PlotWidget) -> None:
        self._view = view
        self._items: dict[str, pg.TextItem] = {}
        self._words: dict[str, tuple[str, str]] = {}  # name -> words, colour's token
        self._lines: dict[str, tuple[Array, Array]] = {}
        self._points: dict[str, tuple[Array, Array, float]] = {}

    def begin(self) -> None:
        """Start anew: nothing is named, nothing is in the way."""
        for named in (self._words, self._lines, self._points):
            named.clear()

    def say(self, name: str, words: str, token: str) -> None:
        """Words for the line or point of a name."""
        self._words[name] = (words, token)

    def keep_off_line(self, name: str, x: Array, y: Array) -> None:
        """Words keep off a line, those of its own name stand beside it."""
        self._lines[name] = (x, y)

    def keep_off_points(self, name: str, x: Array, y: Array, size: float = 0) -> None:
        """Words keep off each of these marks, `size` px across, where they are few."""
        if len(x) <= FEW:
            self._points[name] = (x, y, size)

    def place(self, theme: Theme, *, grounded: bool) -> None:
        """Put all words to their places; hide those for which there is none.

        With `grounded` they cover the hairlines and contours under them.
        """
        box = self._view.getViewBox()
        area = (box.width(), box.height())
        metrics = QFontMetricsF(theme.font(Role.WORD))
        own = {name: polyline_points(self._to_pixels(x, y)) for name, (x, y) in self._lines.items()}
        marks = [
            self._to_pixels(x, y) + side * size
            for x, y, size in self._points.values()
            for side in SIDES
        ]
        taken = [*own.values(), *marks, np.zeros((0, 2))]
        for name, label in self._items.items():
            label.setVisible(name in self._words)
        for name, (words, token) in self._words.items():
            label = self._item(name)
            if label.toPlainText() != words:
                label.setText(words)
            label.setColor(theme.color(token))
            label.setFont(theme.font(Role.WORD))
            label.fill = pg.mkBrush(theme.color("page") if grounded else None)
            size = (metrics.horizontalAdvance(words), metrics.height())
            place = place_label(area, size, own[name], np.concatenate(taken))
            label.setVisible(place is not None)
            if place is not None:
                label.setPos(self._to_data(*place))
                left, top = place
                taken.append(rectangle_points(left, top, left + size[0], top + size[1]))

    def _item(self, name: str) -> pg.TextItem:
        if name not in self._items:
            label = pg.TextItem(anchor=(0, 0))
            label.textItem.document().setDocumentMargin(0)
            label.setZValue(20)
            self._view.addItem(label, ignoreBounds=True)
            self._items[name] = label
        return self._items[name]

    def _to_pixels(self, x: Array, y: Array) -> Points:
        known = np.isfinite(x) & np.isfinite(y)
        box = self._view.getViewBox()
        (left, right), (low, high) = box.viewRange()
        across = (x[known] - left) / (right - left) * box.width()
        down = (high - y[known]) / (high - low) * box.height()
        # a line that runs far out of sight would have millions of points
        across = across.clip(-OUTSIDE, box.width() + OUTSIDE)
        down = down.clip(-OUTSIDE, box.height() + OUTSIDE)
        return np.stack([across, down], axis=-1)

    def _to_data(self, across: float, down: float) -> QPointF:
        box = self._view.getViewBox()
        (left, right), (low, high) = box.viewRange()
        x = left + across / max(box.width(), 1) * (right - left)
        return QPointF(x, high - down / max(box.height(), 1) * (high - low))
