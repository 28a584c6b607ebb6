"""A picture with axes, drawn by pyqtgraph in the app's look; what is there is moved, not remade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem, QSizePolicy, QVBoxLayout

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.explore.contours import joined, same_points
from desktop.ui.explore.picture import WIDTH, Picture
from desktop.ui.explore.plot_labels import PlotLabels
from desktop.ui.explore.shading import signed_colors
from desktop.ui.plots import canvas

Numbers = TypeVar("Numbers")

RING = 15  # px of what can be dragged
CONTOUR_WIDTH = 1.2
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
        self._named: set[str] = set()
        self._labels = PlotLabels(self._view)
        self._has_field = False
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
        canvas.dress(self._view, self.theme)
        for style in self._styles.values():
            style()
        super().restyle()
        self._place_labels()

    # What a scene's picture says

    def begin(self) -> None:
        """Start a new picture: items are kept, to be named again."""
        self._named.clear()
        self._labels.begin()

    def finish(self) -> None:
        """Hide what this picture does not name, and place the labels."""
        for name, item in self._items.items():
            item.setVisible(name in self._named)
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
        canvas.leave_right(self._view, x, x_ticks, metrics, self.theme.px(self.width_units))
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
        width: float = canvas.LINE_WIDTH,
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
        marker = canvas.MARKERS[series] if markers else None
        dash = canvas.DASHES[series] if dashed is None else ((6, 3) if dashed else ())

        def style() -> None:
            pen = pg.mkPen(self.theme.color(colour), width=width, dash=dash or None)
            item.setPen(pen)
            item.setSymbol(marker)
            if marker is not None:
                item.setSymbolSize(canvas.MARKER_SIZE)
                item.setSymbolBrush(self.theme.color(colour))
                item.setSymbolPen(None)

        if self._changed_style(name, (colour, width, marker, dash)):
            self._styles[name] = style
            style()
        item.setData(x, y)
        if not token or label or clear:
            self._labels.keep_off_line(name, np.asarray(x), np.asarray(y))
        if label:
            self._labels.say(name, label, colour)

    def dots(
        self,
        name: str,
        x: Array,
        y: Array,
        *,
        token: str = "ink",
        size: int = canvas.MARKER_SIZE,
        hollow: bool = False,
        symbol: str = "o",
    ) -> None:
        """Points; hollow ones tell a second kind apart before colour does. Labels avoid a few."""
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
        self._labels.keep_off_points(name, np.asarray(x), np.asarray(y), size)

    def keep_clear(self, name: str, x: Array, y: Array) -> None:
        """Labels keep off each of these points."""
        self._labels.keep_off_points(name, x, y)

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
        up = np.array([low, high, high, low, low, (low + high) / 2, high])
        self._labels.keep_off_line(name, around, up)

    def tag(self, name: str, text: str, x: float, y: float, *, token: str = "ink") -> None:
        """Words at a point, moved to the nearest free place beside it."""
        self._named.add(name)
        self._labels.keep_off_line(name, np.array([x]), np.array([y]))
        self._labels.say(name, text, token)

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
        self._labels.keep_off_points(name, np.array([x]), np.array([y]), RING)
        ring = self._items[name]
        if tuple(ring.pos()) != (x, y):
            blocked = ring.blockSignals(True)
            ring.setPos(x, y)
            ring.blockSignals(blocked)

    def contours(self, name: str, lines: Sequence[tuple[Array, Array]]) -> None:
        """Lines of equal height, quiet; all of them are one item.

        They are kept as an image while they stay the same: their strokes cost most of a repaint.
        """
        self._named.add(name)
        x, y = joined(lines)
        item = self._items.get(name)
        if item is None or not same_points(item.getOriginalDataset(), (x, y)):
            self.curve(name, x, y, token="rule", width=CONTOUR_WIDTH, dashed=False)
            cached = QGraphicsItem.CacheMode.DeviceCoordinateCache
            self._items[name].curve.setCacheMode(cached)

    def field(
        self, name: str, entries: Array, x: tuple[float, float], y: tuple[float, float]
    ) -> None:
        """A function's values from -1, shaded in s2, over page at 0, to 1, in s1.

        Rows of entries go up, columns to the right; they fill the ranges.
        """
        self._named.add(name)
        self._has_field = True
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

    def _place_labels(self) -> None:
        self._labels.place(self.theme, grounded=not self._has_field)
