"""A picture with axes, drawn by pyqtgraph in the app's look; what is there is moved, not remade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop.engine.ops.operation import Array
from desktop.ui.appearance import Appearance
from desktop.ui.explore.picture import WIDTH, Picture
from desktop.ui.explore.shading import signed_colors
from desktop.ui.plots.canvas import DASHES, LINE_WIDTH, MARKER_SIZE, MARKERS, dress
from desktop.ui.plots.label_place import Points, place_label, polyline_points, rectangle_points
from desktop.ui.theme import Role

Numbers = TypeVar("Numbers")

RING = 15  # px of what can be dragged
CONTOUR_WIDTH = 1.2
OUTSIDE = 200  # px around the plot in which lines still matter
Ticks = Sequence[tuple[float, str]]


class PlotPicture(Picture[Numbers], Generic[Numbers]):
    """Base of pictures with axes.

    A subclass's `show_numbers` calls `axes`, `curve`, `dots`, `tag` and `handle` with names of its
    choice; what was not named since `begin` is hidden by `finish`.
    """

    width_units = WIDTH
    height_units = 352

    def __init__(self, appearance: Appearance) -> None:
        self._view = pg.PlotWidget()
        self._items: dict[str, Any] = {}
        self._tags: dict[str, pg.TextItem] = {}
        self._named: set[str] = set()
        self._shapes: dict[str, tuple[Array, Array]] = {}
        self._cleared: dict[str, tuple[Array, Array]] = {}  # points that are no line
        self._labels: dict[str, tuple[str, str]] = {}  # curve's name -> words, token
        self._styles: dict[str, Callable[[], None]] = {}
        super().__init__(appearance)
        self._view.setFrameShape(self._view.Shape.NoFrame)
        self._view.setMenuEnabled(False)
        self._view.setMouseEnabled(x=False, y=False)
        self._view.hideButtons()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._view.getViewBox().sigResized.connect(self._place_labels)

    def sizeHint(self) -> QSize:
        """The text's width."""
        return QSize(self.theme.px(self.width_units), self.theme.px(self.height_units))

    def minimumSizeHint(self) -> QSize:
        """It shrinks with the window."""
        return QSize(self.theme.px(self.width_units) // 2, self.theme.px(self.height_units))

    def restyle(self) -> None:
        """Take the theme's colours: every item is dressed anew."""
        dress(self._view, self.theme)
        for style in self._styles.values():
            style()
        for name in self._labels:
            self._dress_tag(name)
        super().restyle()
        self._place_labels()

    # What a scene's picture says

    def begin(self) -> None:
        """Start a new picture: items are kept, to be named again."""
        self._named.clear()
        self._cleared.clear()
        self._labels.clear()

    def finish(self) -> None:
        """Hide what this picture does not name, and place the labels."""
        for name, item in self._items.items():
            item.setVisible(name in self._named)
        self._shapes = {name: shape for name, shape in self._shapes.items() if name in self._named}
        self._place_labels()

    def axes(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        x_ticks: Ticks,
        y_ticks: Ticks,
        *,
        lines: bool = False,
    ) -> None:
        """The ranges and what stands at the axes; `lines` draws hairlines at the left's ticks."""
        metrics = QFontMetricsF(self.theme.font(Role.TICK))
        widest = max((metrics.horizontalAdvance(words) for _, words in y_ticks), default=0)
        self._view.getAxis("left").setWidth(int(widest) + 12)
        self._view.getAxis("left").setTicks([list(y_ticks)])
        self._view.getAxis("bottom").setTicks([list(x_ticks)])
        self._view.setXRange(*x, padding=0)
        self._view.setYRange(*y, padding=0)
        if lines:
            for number, (value, _) in enumerate(y_ticks):
                ends = np.array(x)
                self.curve(f"_line{number}", ends, np.full(2, value), token="rule", width=1)

    def curve(
        self,
        name: str,
        x: Array,
        y: Array,
        *,
        series: int = 0,
        token: str = "",
        width: float = LINE_WIDTH,
        markers: bool = False,
        dashed: bool | None = None,
        label: str = "",
        clear: bool = False,
    ) -> None:
        """A line; `series` decides colour, dash and marker, `token` another colour.

        A label finds a free place near it. Labels keep off series, and with `clear` off others.
        """
        self._named.add(name)
        if name not in self._items:
            self._add(name, pg.PlotDataItem(connect="finite"))
        item = self._items[name]
        colour = token or f"s{series + 1}"
        marker = MARKERS[series] if markers else None
        dash = DASHES[series] if dashed is None else ((6, 3) if dashed else ())

        def style() -> None:
            pen = pg.mkPen(self.theme.color(colour), width=width, dash=dash or None)
            item.setPen(pen)
            item.setSymbol(marker)
            if marker is not None:
                item.setSymbolSize(MARKER_SIZE)
                item.setSymbolBrush(self.theme.color(colour))
                item.setSymbolPen(None)

        if self._changed_style(name, (colour, width, marker, dash)):
            self._styles[name] = style
            style()
        item.setData(x, y)
        if not token or label or clear:
            self._shapes[name] = (np.asarray(x), np.asarray(y))
        if label:
            self._labels[name] = (label, colour)

    def dots(
        self,
        name: str,
        x: Array,
        y: Array,
        *,
        token: str = "ink",
        size: int = MARKER_SIZE,
        hollow: bool = False,
        symbol: str = "o",
    ) -> None:
        """Points; hollow ones tell a second kind apart before colour does."""
        self._named.add(name)
        if name not in self._items:
            self._add(name, pg.ScatterPlotItem())
        item = self._items[name]

        def style() -> None:
            colour = self.theme.color(token)
            item.setBrush(self.theme.color("page") if hollow else colour)
            item.setPen(pg.mkPen(colour, width=1.4) if hollow or symbol in "+x" else None)
            item.setSize(size)
            item.setSymbol(symbol)

        if self._changed_style(name, (token, size, hollow, symbol)):
            self._styles[name] = style
            style()
        item.setData(x, y)

    def keep_clear(self, name: str, x: Array, y: Array) -> None:
        """Labels keep off each of these points."""
        self._cleared[name] = (x, y)

    def bar(
        self,
        name: str,
        x: float,
        width: float,
        ends: tuple[float, float],
        *,
        token: str = "s1",
        hollow: bool = False,
    ) -> None:
        """An upright bar around x between two values, filled or as an outline; labels avoid it."""
        self._named.add(name)
        left, right, (low, high) = x - width / 2, x + width / 2, ends
        if name not in self._items:
            self._add(name, pg.BarGraphItem(x0=[left], x1=[right], y0=[low], y1=[high]))
        item = self._items[name]

        def style() -> None:
            colour = self.theme.color(token)
            brush = self.theme.color("page") if hollow else colour
            item.setOpts(pen=pg.mkPen(colour, width=1.6), brush=pg.mkBrush(brush))

        if self._changed_style(name, (token, hollow)):
            self._styles[name] = style
            style()
        item.setOpts(x0=[left], x1=[right], y0=[low], y1=[high])
        around = np.array([left, left, right, right, left, x, right])
        self._shapes[name] = (around, np.array([low, high, high, low, low, (low + high) / 2, high]))

    def tag(self, name: str, text: str, x: float, y: float, *, token: str = "ink") -> None:
        """Words at a point, moved to the nearest free place beside it."""
        self._named.add(name)
        self._shapes[name] = (np.array([x]), np.array([y]))
        self._labels[name] = (text, token)

    def handle(self, name: str, x: float, y: float, moved: Callable[[float, float], None]) -> None:
        """A ring that can be dragged; `moved` is told its new place."""
        self._named.add(name)
        if name not in self._items:
            ring = pg.TargetItem((x, y), size=RING, symbol="o", movable=True)
            ring.setZValue(10)
            ring.sigPositionChanged.connect(lambda item: moved(*item.pos()))
            self._add(name, ring)

            def style() -> None:
                pen = pg.mkPen(self.theme.color("ink"), width=2)
                ring.setPen(pen)
                ring.setHoverPen(pg.mkPen(self.theme.color("accent"), width=2))
                ring.setBrush(self.theme.color("page"))
                ring.setHoverBrush(self.theme.color("page"))

            self._styles[name] = style
            style()
        ring = self._items[name]
        if tuple(ring.pos()) != (x, y):
            blocked = ring.blockSignals(True)
            ring.setPos(x, y)
            ring.blockSignals(blocked)

    def contours(self, name: str, lines: Sequence[tuple[Array, Array]]) -> None:
        """Lines of equal height, quiet; several lines are one item with gaps between them."""
        self._named.add(name)
        gap = np.array([np.nan])
        xs = [part for x, _ in lines for part in (x, gap)]
        ys = [part for _, y in lines for part in (y, gap)]
        x = np.concatenate(xs) if xs else gap
        y = np.concatenate(ys) if ys else gap
        self.curve(name, x, y, token="rule", width=CONTOUR_WIDTH, dashed=False)

    def field(
        self, name: str, entries: Array, x: tuple[float, float], y: tuple[float, float]
    ) -> None:
        """A function's values from -1, shaded in s2, over page at 0, to 1, in s1.

        Rows of entries go up, columns to the right; they fill the ranges.
        """
        self._named.add(name)
        if name not in self._items:
            image = pg.ImageItem(axisOrder="row-major")
            image.setZValue(-10)
            self._add(name, image)

            def style() -> None:
                image.setLookupTable(signed_colors(self.theme))

            self._styles[name] = style
            style()
        item = self._items[name]
        item.setImage(entries, autoLevels=False, levels=(-1.0, 1.0))
        item.setRect(QRectF(x[0], y[0], x[1] - x[0], y[1] - y[0]))

    # How it is put together

    def _add(self, name: str, item: Any) -> None:
        self._items[name] = item
        self._view.addItem(item)

    def _changed_style(self, name: str, style: tuple[Any, ...]) -> bool:
        item = self._items[name]
        changed = getattr(item, "endterm_style", None) != style
        item.endterm_style = style
        return changed

    def _dress_tag(self, name: str) -> None:
        label = self._tags.get(name)
        if label is not None:
            label.setColor(self.theme.color(self._labels[name][1]))
            label.setFont(self.theme.font(Role.WORD))

    def _place_labels(self) -> None:
        box = self._view.getViewBox()
        area = (box.width(), box.height())
        metrics = QFontMetricsF(self.theme.font(Role.WORD))
        shapes = self._shapes.items()
        points = {name: polyline_points(self._to_pixels(x, y)) for name, (x, y) in shapes}
        cleared = [self._to_pixels(x, y) for x, y in self._cleared.values()]
        taken = [*points.values(), *cleared, np.zeros((0, 2))]
        for name, label in self._tags.items():
            label.setVisible(name in self._labels)
        for name, (words, _) in self._labels.items():
            label = self._tag_item(name)
            if label.toPlainText() != words:
                label.setText(words)
            self._dress_tag(name)
            size = (metrics.horizontalAdvance(words), metrics.height())
            place = place_label(area, size, points[name], np.concatenate(taken))
            label.setVisible(place is not None)
            if place is not None:
                label.setPos(self._to_data(*place))
                left, top = place
                taken.append(rectangle_points(left, top, left + size[0], top + size[1]))

    def _tag_item(self, name: str) -> pg.TextItem:
        if name not in self._tags:
            label = pg.TextItem(anchor=(0, 0))
            label.textItem.document().setDocumentMargin(0)
            label.setZValue(20)
            self._view.addItem(label, ignoreBounds=True)
            self._tags[name] = label
        return self._tags[name]

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
