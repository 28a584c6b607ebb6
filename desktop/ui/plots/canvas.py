"""Draws a picture with pyqtgraph in the app's look. Import it late: pyqtgraph takes 0.4 s."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.plots.label_place import (
    Points,
    place_label,
    polyline_points,
    rectangle_points,
)
from desktop.ui.plots.picture import Axis, Band, Bars, Item, Line, Picture, Reference
from desktop.ui.theme import Theme

pg.setConfigOptions(antialias=True)  # before any widget; colours are each widget's own

MARKERS = ("o", "s", "t1", "d", "+")
DASHES = ((), (6, 3), (2, 2), (8, 3, 2, 3), (4, 4))  # in widths of the line; () is solid
LINE_WIDTH = 2.0
HOLLOW_WIDTH = 1.4
MARKER_SIZE = 6
HEIGHT = 226
TICK_DISTANCE = 6


class PlotCanvas(QWidget):
    """A plot that can be looked at, not dragged; it follows theme and text size."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, height: int = HEIGHT
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._height = height
        self._picture: Picture | None = None
        self._labels: list[tuple[pg.TextItem, Item]] = []
        self._view = pg.PlotWidget(parent=self)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(self._view.Shape.NoFrame)
        self._view.setMenuEnabled(False)
        self._view.setMouseEnabled(x=False, y=False)
        self._view.hideButtons()
        self._view.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        # the axes change its size after the widget's own has changed
        self._view.getViewBox().sigResized.connect(self._place_labels)
        appearance.changed.connect(self._renew)
        self._renew()

    def draw(self, picture: Picture) -> None:
        """Show a picture in place of the one before; its sentence is what a screen reader says."""
        self._picture = picture
        self.setAccessibleName(picture.sentence)
        self._renew()

    def _renew(self) -> None:
        theme = self._appearance.theme
        self.setFixedHeight(theme.px(self._height))
        dress(self._view, theme)
        if self._picture is None:
            return
        self._view.clear()
        self._labels = []
        plot = self._view.getPlotItem()
        self._set_axes(self._picture, theme)
        for value, _ in self._picture.left.ticks:
            plot.addItem(pg.InfiniteLine(value, angle=0, pen=pg.mkPen(theme.color("rule"))))
        for item in self._picture.items:
            for drawn in drawn_items(item, theme):
                plot.addItem(drawn)
            self._add_label(item, theme)
        self._place_labels()

    def _set_axes(self, picture: Picture, theme: Theme) -> None:
        metrics = QFontMetricsF(theme.font(Role.TICK))
        widest = max((metrics.horizontalAdvance(text) for _, text in picture.left.ticks), default=0)
        left = self._view.getAxis("left")
        left.setWidth(int(widest) + 2 * TICK_DISTANCE)
        left.setTicks([list(picture.left.ticks)])
        self._view.getAxis("bottom").setTicks([list(picture.bottom.ticks)])
        self._view.setXRange(*_range(picture.bottom), padding=0)
        self._view.setYRange(*_range(picture.left), padding=0)

    def _add_label(self, item: Item, theme: Theme) -> None:
        if isinstance(item, Band) or not item.label:
            return
        token = "soft" if isinstance(item, Reference) else token_of(item)
        label = pg.TextItem(item.label, color=theme.color(token), anchor=(0, 0))
        label.setFont(theme.font(Role.WORD))
        label.textItem.document().setDocumentMargin(0)
        label.setVisible(False)
        self._view.addItem(label, ignoreBounds=True)
        self._labels.append((label, item))

    def _place_labels(self) -> None:
        if self._picture is None:
            return
        box = self._view.getViewBox()
        area = (box.width(), box.height())
        taken = [self._points(item) for item in self._picture.items if not isinstance(item, Band)]
        metrics = QFontMetricsF(self._appearance.theme.font(Role.WORD))
        for label, item in self._labels:
            size = (metrics.horizontalAdvance(item.label), metrics.height())  # type: ignore[union-attr]
            place = place_label(area, size, self._points(item), np.concatenate(taken))
            label.setVisible(place is not None)
            if place is not None:
                label.setPos(self._to_data(*place))
                left, top = place
                taken.append(rectangle_points(left, top, left + size[0], top + size[1]))

    def _points(self, item: Item) -> Points:
        """What an item covers, in pixels of the view box."""
        if isinstance(item, Line):
            known = np.isfinite(item.y)
            return polyline_points(self._to_pixels(item.x[known], item.y[known]))
        if isinstance(item, Bars):
            tops = self._to_pixels(item.x - item.width / 2, item.foot + item.height)
            feet = self._to_pixels(item.x + item.width / 2, item.foot)
            corners = [(*top, *foot) for top, foot in zip(tops, feet, strict=True)]
            shown = [corner for corner, height in zip(corners, item.height, strict=True) if height]
            return np.concatenate([np.zeros((0, 2)), *(rectangle_points(*c) for c in shown)])
        if isinstance(item, Reference) and self._picture is not None:
            ends = np.array(_range(self._picture.bottom))
            return polyline_points(self._to_pixels(ends, np.full(2, item.y)))
        return np.zeros((0, 2))

    def _to_pixels(self, x: Any, y: Any) -> Points:
        box = self._view.getViewBox()
        (left, right), (low, high) = box.viewRange()
        across = (np.asarray(x) - left) / (right - left) * box.width()
        down = (high - np.asarray(y)) / (high - low) * box.height()
        return np.stack([across, down], axis=-1)

    def _to_data(self, across: float, down: float) -> QPointF:
        box = self._view.getViewBox()
        (left, right), (low, high) = box.viewRange()
        x = left + across / box.width() * (right - left)
        return QPointF(x, high - down / box.height() * (high - low))


def dress(view: pg.PlotWidget, theme: Theme) -> None:
    """Give a plot our axes: left and bottom, no ticks, quiet labels, no line at the left."""
    view.setBackground(theme.color("page"))
    for side in ("left", "bottom"):
        axis = view.getAxis(side)
        axis.setStyle(
            tickLength=0,
            tickTextOffset=TICK_DISTANCE,
            tickFont=theme.font(Role.TICK),
            hideOverlappingLabels=False,  # else those at the ends are left out
        )
        axis.setTextPen(theme.color("faint"))
        axis.setTickPen(pg.mkPen(theme.color("page")))  # else a dot stands at each label
        axis.setPen(pg.mkPen(theme.color("rule")))
    view.getAxis("left").setPen(None)
    view.getAxis("bottom").setHeight(theme.line(Role.TICK) + TICK_DISTANCE)


def leave_right(
    view: pg.PlotWidget,
    ends: tuple[float, float],
    ticks: Sequence[tuple[float, str]],
    metrics: QFontMetricsF,
    width: float,
) -> None:
    """Leave room for the half of the bottom's last label that stands out of about `width` px."""
    unit = width / (ends[1] - ends[0])
    out = [metrics.horizontalAdvance(words) / 2 - (ends[1] - at) * unit for at, words in ticks]
    room = max(0, round(max(out, default=0)) + 1)
    layout = view.getPlotItem().layout
    if layout.getContentsMargins()[2] != room:  # to set it lays out anew
        layout.setContentsMargins(0, 0, room, 0)


def drawn_items(item: Item, theme: Theme) -> list[Any]:
    """What pyqtgraph draws for an item."""
    color = theme.color(token_of(item))
    if isinstance(item, Line):
        return [_curve(item, color)]
    if isinstance(item, Band):
        edges = [pg.PlotCurveItem(item.x, edge) for edge in (item.low, item.high)]
        return [pg.FillBetweenItem(*edges, brush=color)]
    if isinstance(item, Reference):
        pen = pg.mkPen(color, width=1, style=Qt.PenStyle.DashLine)
        return [pg.InfiniteLine(item.y, angle=0, pen=pen)]
    return [_bars(item, theme, color)]


def _bars(bars: Bars, theme: Theme, color: Any) -> pg.BarGraphItem:
    shown = bars.height > 0  # else a hollow bar without height is a stroke
    return pg.BarGraphItem(
        x=bars.x[shown],
        y0=bars.foot[shown],
        height=bars.height[shown],
        width=bars.width,
        brush=theme.color("page") if bars.hollow else color,
        pen=pg.mkPen(color, width=HOLLOW_WIDTH) if bars.hollow else None,
    )


def _curve(line: Line, color: Any) -> pg.PlotDataItem:
    pen = pg.mkPen(color, width=LINE_WIDTH, dash=DASHES[line.series] or None)
    marker = MARKERS[line.series] if line.markers else None
    return pg.PlotDataItem(
        line.x,
        line.y,
        pen=pen,
        symbol=marker,
        symbolSize=MARKER_SIZE,
        symbolBrush=color,
        symbolPen=None,
        connect="finite",
    )


def token_of(item: Item) -> str:
    """The token that an item is drawn in."""
    if isinstance(item, Line):
        return f"s{item.series + 1}"
    if isinstance(item, Bars):
        return item.token
    return "accent_wash" if isinstance(item, Band) else "edge"


def _range(axis: Axis) -> tuple[float, float]:
    return axis.low, axis.high
