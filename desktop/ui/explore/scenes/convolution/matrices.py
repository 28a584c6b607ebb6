"""A small convolution cell by cell: input, kernel, the products at one place, output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.cells import Cells, Place, draw_cell, place_of, signed_ground
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.convolution.numbers import Convolved, Entries
from desktop.ui.explore.shown_numbers import plain, sum_of
from desktop.ui.theme import Theme

TOP = 26.0
GAP = 28.0  # between two matrices
LARGEST_CELL = 34.0
TITLE = 34.0  # above the products
FOOT = 40
MOST_TERMS = 9  # written out
LARGEST_WITH_PRODUCTS = 5
LEFT = Qt.AlignmentFlag.AlignLeft


class Matrices:
    """Lays the matrices out, and draws them; cells have one size, whatever the output's."""

    def __init__(self, numbers: Convolved, entries: Entries) -> None:
        self.numbers, self.entries = numbers, entries
        settings = numbers.settings
        # kernel and output have at most so many columns together
        columns = 2 * settings.padded + 1
        size = min(LARGEST_CELL, (WIDTH - 2 * GAP) / columns)
        border = settings.padding * size
        self._padded = Cells("", "", entries.padded, 0, TOP, size)
        self._x = Cells("x", "Input", entries.x, border, TOP + border, size, True)
        left = self._padded.right + GAP
        self._kernel = Cells("w", "Kernel", entries.kernel, left, TOP, size, True)
        products = np.zeros_like(entries.kernel)
        self._products = Cells("p", "Products", products, left, self._kernel.bottom + TITLE, size)
        self._output = Cells("y", "Output", entries.output, self._kernel.right + GAP, TOP, size)
        self._shows_products = settings.kernel_size <= LARGEST_WITH_PRODUCTS

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        middle = self._products if self._shows_products else self._kernel
        return round(max(self._padded.bottom, middle.bottom)) + FOOT

    def hits(self, revealed: bool) -> Sequence[Hit]:
        """Input and kernel, and the output once it is shown."""
        return [*self._x.hits(), *self._kernel.hits(), *(self._output.hits() if revealed else ())]

    def draw(
        self, painter: QPainter, theme: Theme, revealed: bool, pointed: str, walked: Place
    ) -> None:
        """All matrices at the place that is pointed at, or that the walk has come to."""
        found = place_of(pointed)
        place = found[1] if found is not None and found[0] == "y" else walked
        covered = self.numbers.covered(place)
        self._draw_input(painter, theme, covered)
        self._kernel.draw(painter, theme)
        if self._shows_products:
            self._draw_products(painter, theme, covered)
        self._draw_output(painter, theme, revealed, place)
        if found is not None and found[0] != "y":
            self._draw_pointed(painter, theme, revealed, *found, covered)
        self._draw_sum(painter, theme, revealed, place, covered)

    def _draw_input(self, painter: QPainter, theme: Theme, covered: Sequence[Place]) -> None:
        """Input, border of zeros, and the kernel that lies on them."""
        settings, padded, under = self.numbers.settings, self._padded, set(covered)
        inside = range(settings.padding, settings.padding + settings.input_size)
        title = "Input" if not settings.padding else "Input with a border of zeros"
        write(painter, theme, title, QPointF(0, TOP - 13), role=Role.WORD, color="ink", align=LEFT)
        for (row, column), number in np.ndenumerate(padded.entries):
            border = row not in inside or column not in inside
            token = "accent_wash" if (row, column) in under else "sunk" if border else "page"
            area, words = padded.cell(row, column), plain(float(number))
            draw_cell(painter, theme, area, words, theme.color(token), quiet=border)
        if settings.padding:
            first, last = inside.start, inside.stop - 1
            padded.frame(painter, theme, (first, first), (last, last), "edge")
        padded.frame(painter, theme, covered[0], covered[-1])

    def _draw_products(self, painter: QPainter, theme: Theme, covered: Sequence[Place]) -> None:
        wash = theme.color("accent_wash")
        cells = replace(self._products, entries=self._products_at(covered))
        cells.draw(painter, theme, grounds=dict.fromkeys(np.ndindex(*cells.entries.shape), wash))

    def _products_at(self, covered: Sequence[Place]) -> Array:
        under = np.array([self.entries.padded[at] for at in covered])
        products: Array = under.reshape(self.entries.kernel.shape) * self.entries.kernel
        return products

    def _draw_output(self, painter: QPainter, theme: Theme, revealed: bool, place: Place) -> None:
        """Shaded by sign and size; how many there are may be asked, so until then there is one."""
        cells = self._output
        at = QPointF(cells.left, TOP - 13)
        write(painter, theme, cells.title, at, role=Role.WORD, color="ink", align=LEFT)
        if not revealed:
            area = cells.cell(0, 0)
            draw_cell(painter, theme, area, "?", theme.color("page"), quiet=True)
            return
        largest = float(np.abs(cells.entries).max())
        grounds = {
            (row, column): signed_ground(theme, float(number), largest)
            for (row, column), number in np.ndenumerate(cells.entries)
        }
        cells.draw(painter, theme, grounds=grounds)
        cells.frame(painter, theme, place, token="ink")

    def _draw_pointed(
        self,
        painter: QPainter,
        theme: Theme,
        revealed: bool,
        kind: str,
        at: Place,
        covered: Sequence[Place],
    ) -> None:
        """From an input to the outputs that use it; from a weight to its input and product."""
        if kind == "x":
            padding = self.numbers.settings.padding
            users = self.numbers.users((at[0] + padding, at[1] + padding)) if revealed else ()
            for place in users:
                self._output.frame(painter, theme, place)
            return
        under = covered[at[0] * self.numbers.settings.kernel_size + at[1]]
        self._padded.frame(painter, theme, under, token="ink")
        if self._shows_products:
            self._products.frame(painter, theme, at, token="ink")

    def _draw_sum(
        self,
        painter: QPainter,
        theme: Theme,
        revealed: bool,
        place: Place,
        covered: Sequence[Place],
    ) -> None:
        weights = self.entries.kernel.ravel()
        total = plain(float(self.entries.output[place])) if revealed else "?"
        terms = [
            (float(self.entries.padded[at]), float(weight))
            for at, weight in zip(covered, weights, strict=True)
        ]
        words = f"{sum_of(terms)} = {total}" if len(terms) <= MOST_TERMS else ""
        room = QFontMetricsF(theme.font(Role.MEASURE)).horizontalAdvance(words)
        if not words or room > WIDTH:
            words = f"The {len(terms)} products add up to {total}."
        at = QPointF(0, self.height - 14)
        write(painter, theme, words, at, role=Role.MEASURE, color="soft", align=LEFT)
