"""The picture of a stack: rows of units, the cone of one of them, and the layers' settings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scenes.receptive_field.layout import LEFT, RIGHT, Layout
from desktop.ui.explore.scenes.receptive_field.settings import Settings
from desktop.ui.explore.scenes.receptive_field.stack import Span, Stack, length, recursion
from desktop.ui.theme import Theme

LARGEST_DOT, SMALLEST_DOT = 5.0, 1.2
BAND = 20.0  # high, behind the input
MOST_EDGES = 900
NEURON = 7.0


class ReceptiveFieldPicture(DrawnPicture[Stack]):
    """Pointing at a unit shows its field; the settings of every layer can be changed."""

    _layout: Layout | None = None
    _settings: Settings | None = None

    def arranged(self) -> None:
        """As high as the stack."""
        if self.numbers is not None:
            self._layout = Layout(self.numbers)
            self._settings = Settings(self._layout)
            self.height_units = self._layout.height

    def hits(self) -> Sequence[Hit]:
        """The settings, and the units of every layer."""
        if self._layout is None or self._settings is None or self.numbers is None:
            return ()
        layout, found = self._layout, list(self._settings.hits())
        for depth in range(len(self.numbers.layers), 0, -1):
            width = self.numbers.layers[depth - 1].jump * layout.pitch
            for unit in layout.in_sight(depth):
                center = QPointF(layout.x(depth, unit), layout.y(depth))
                area = QRectF(center.x() - width / 2, center.y() - 11, width, 22)
                name = f"Unit {unit + 1} of layer {depth}"
                found.append(Hit(f"unit:{depth}:{unit}", area, name))
        return found

    def pressed(self, key: str) -> None:
        """Add a layer or take the last one away."""
        if self._settings is not None:
            for name, value in self._settings.pressed(key):
                self.set_parameter(name, value)

    def stepped(self, key: str, steps: int) -> None:
        """Change a setting by so much."""
        if self._settings is not None:
            for name, value in self._settings.stepped(key, steps):
                self.set_parameter(name, value)

    def typed(self, key: str, value: float) -> None:
        """Take a typed setting."""
        if self._settings is not None:
            for name, numbers in self._settings.typed(key, value):
                self.set_parameter(name, numbers)

    def _unit(self) -> tuple[int, int] | None:
        """Layer and unit that are pointed at."""
        kind, _, place = self.pointed.partition(":")
        if kind != "unit" or self._layout is None:
            return None
        depth, unit = map(int, place.split(":"))
        known = depth <= len(self._layout.stack.layers) and unit in self._layout.in_sight(depth)
        return (depth, unit) if known else None

    def draw(self, painter: QPainter, theme: Theme, numbers: Stack) -> None:
        """Image, lines, cone, units, settings and words."""
        layout, settings = self._layout, self._settings
        if layout is None or settings is None:
            return
        pointed = self._unit()
        top, spans = layout.cone(pointed)
        self._draw_image(painter, theme, layout)
        self._draw_edges(painter, theme, layout)
        if self.revealed:
            self._draw_cone(painter, theme, layout, top, spans)
        for depth in range(len(numbers.layers), -1, -1):
            below = top - depth
            lit = spans[below] if self.revealed and below >= 0 else (0, -1)
            self._draw_units(painter, theme, layout, depth, lit)
        if numbers.dense:
            self._draw_neuron(painter, theme, layout, pointed is None)
        settings.draw(painter, theme)
        self._draw_words(painter, theme, layout, pointed)

    def _draw_image(self, painter: QPainter, theme: Theme, layout: Layout) -> None:
        """A band behind the pixels: what is outside it is padding."""
        left = max(layout.x(0, -0.5), LEFT - 6)
        right = min(layout.x(0, layout.stack.input_size - 0.5), RIGHT + 6)
        area = QRectF(left, layout.y(0) - BAND / 2, right - left, BAND)
        painter.fillRect(area, theme.color("sunk"))

    def _draw_units(
        self, painter: QPainter, theme: Theme, layout: Layout, depth: int, lit: Span
    ) -> None:
        """Filled where they are seen; seen padding is a ring."""
        y = layout.y(depth)
        radius = max(SMALLEST_DOT, min(LARGEST_DOT, layout.pitch * 0.36))
        units = layout.in_sight(depth)
        for unit in units:
            seen = lit[0] <= unit <= lit[1]
            painter.setPen(QPen(theme.color("accent" if seen else "edge"), 1.2))
            painter.setBrush(theme.color("accent" if seen else "page"))
            painter.drawEllipse(QPointF(layout.x(depth, unit), y), radius, radius)
        painter.setPen(QPen(theme.color("accent"), 1.2))
        painter.setBrush(theme.color("page"))
        _, _, count = layout.stack.centers(depth)
        for unit in (*range(lit[0], min(lit[1] + 1, 0)), *range(max(count, lit[0]), lit[1] + 1)):
            x = layout.x(depth, unit)
            if LEFT - 1 <= x <= RIGHT + 1:
                painter.drawEllipse(QPointF(x, y), radius, radius)

    def _draw_edges(self, painter: QPainter, theme: Theme, layout: Layout) -> None:
        """From every unit in sight to those that it reads, as long as they can be told apart."""
        painter.setPen(QPen(theme.color("rule"), 0.8))
        drawn = 0
        for depth in range(len(layout.stack.layers), 0, -1):
            layer, below = layout.stack.layers[depth - 1], layout.in_sight(depth - 1)
            for unit in layout.in_sight(depth):
                first = unit * layer.stride - layer.padding
                start = QPointF(layout.x(depth, unit), layout.y(depth))
                for other in range(first, first + layer.kernel_size):
                    if other in below and drawn < MOST_EDGES:
                        end = QPointF(layout.x(depth - 1, other), layout.y(depth - 1))
                        painter.drawLine(start, end)
                        drawn += 1

    def _draw_cone(
        self, painter: QPainter, theme: Theme, layout: Layout, top: int, spans: Sequence[Span]
    ) -> None:
        painter.setPen(QPen(theme.color("accent"), 1.8))
        painter.save()
        painter.setClipRect(QRectF(LEFT - 8, 0, RIGHT - LEFT + 16, layout.height))
        for level, (span, under) in enumerate(pairwise(spans)):
            depth = top - level
            for unit, seen in zip(span, under, strict=True):
                start = QPointF(layout.x(depth, unit), layout.y(depth))
                painter.drawLine(start, QPointF(layout.x(depth - 1, seen), layout.y(depth - 1)))
        painter.restore()

    def _draw_neuron(self, painter: QPainter, theme: Theme, layout: Layout, followed: bool) -> None:
        """The neuron above the last map, with a line to each of its units."""
        depth = len(layout.stack.layers)
        place = QPointF(layout.neuron_x, layout.y(depth + 1))
        token = "accent" if followed and self.revealed else "edge"
        painter.setPen(QPen(theme.color("rule" if token == "edge" else token), 1.0))
        for unit in layout.in_sight(depth):
            end = QPointF(layout.x(depth, unit), layout.y(depth) - LARGEST_DOT)
            painter.drawLine(place, end)
        painter.setPen(QPen(theme.color(token), 1.4))
        painter.setBrush(theme.color("accent" if token == "accent" else "page"))
        painter.drawRect(QRectF(place.x() - NEURON, place.y() - NEURON, 2 * NEURON, 2 * NEURON))

    def _draw_words(
        self, painter: QPainter, theme: Theme, layout: Layout, pointed: tuple[int, int] | None
    ) -> None:
        """How many pixels are seen, and the line of the recursion."""
        stack = layout.stack
        words = "? pixels"
        if self.revealed and stack.dense and pointed is None:
            seen = length(stack.whole_visible)
            words = f"{seen} pixels of the image, {length(stack.whole)} with the padding"
        elif self.revealed:
            layer = stack.layers[(pointed[0] if pointed else len(stack.layers)) - 1]
            worked = recursion(layer)
            words = f"{layer.field} pixels: {worked}. Neighbours are {layer.jump} apart."
        place = QPointF((LEFT + RIGHT) / 2, layout.y(0) + 30)
        write(painter, theme, words, place, role=Role.WORD, color="ink")
