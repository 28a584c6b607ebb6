"""A matrix of cells to draw, to point at and to change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.shading import ink_on, shaded
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.theme import Theme

Place = tuple[int, int]
SMALLEST_WITH_TEXT = 17.0  # units
TITLE_ABOVE = 13.0
FRAME = 2.0
DEEPEST = 0.7  # share of a colour under a number


@dataclass(frozen=True)
class Cells:
    """A matrix at a place; `kind` names its cells: kind:row:column."""

    kind: str
    title: str
    entries: Array
    left: float
    top: float
    size: float
    editable: bool = False

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + len(self.entries[0]) * self.size

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + len(self.entries) * self.size

    def cell(self, row: int, column: int) -> QRectF:
        """The place of a cell."""
        left, top = self.left + column * self.size, self.top + row * self.size
        return QRectF(left, top, self.size, self.size)

    def hits(self) -> Sequence[Hit]:
        """Every cell; what can be changed says its value."""
        return [
            Hit(
                f"{self.kind}:{row}:{column}",
                self.cell(row, column),
                f"{self.title}, row {row + 1}, column {column + 1}: {plain(float(number))}",
                self.editable,
                float(number) if self.editable else None,
            )
            for (row, column), number in np.ndenumerate(self.entries)
        ]

    def draw(
        self,
        painter: QPainter,
        theme: Theme,
        *,
        hidden: bool = False,
        lit: Collection[Place] = (),
        grounds: Mapping[Place, QColor] | None = None,
        text: Callable[[float], str] = plain,
    ) -> None:
        """Title and cells; `lit` ones have an edge in ink, some a ground of their own."""
        place = QPointF(self.left, self.top - TITLE_ABOVE)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, self.title, place, role=Role.WORD, color="ink", align=left)
        page = theme.color("page")
        for (row, column), number in np.ndenumerate(self.entries):
            words = "?" if hidden else text(float(number))
            ground = page if hidden or not grounds else grounds.get((row, column), page)
            draw_cell(painter, theme, self.cell(row, column), words, ground, quiet=hidden)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("ink"), 1.8))
        for row, column in lit:
            painter.drawRect(self.cell(row, column).adjusted(1, 1, -1, -1))

    def frame(
        self,
        painter: QPainter,
        theme: Theme,
        first: Place,
        last: Place | None = None,
        token: str = "accent",
    ) -> None:
        """A line around a cell, or around all from the first to the last."""
        area = self.cell(*first).united(self.cell(*(last or first)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color(token), FRAME))
        painter.drawRect(area)


def draw_cell(
    painter: QPainter, theme: Theme, area: QRectF, words: str, ground: QColor, quiet: bool = False
) -> None:
    """A cell with its number, unless it is too small for one."""
    painter.setBrush(ground)
    painter.setPen(QPen(theme.color("rule"), 1))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    if area.width() >= SMALLEST_WITH_TEXT:
        color = theme.color("soft") if quiet else ink_on(theme, ground)
        write(painter, theme, words, area.center(), color=color)


def signed_ground(theme: Theme, number: float, largest: float) -> QColor:
    """A number's ground by its sign and size: s1 above zero, s2 below, page at it."""
    share = DEEPEST * abs(number) / largest if largest else 0.0
    return shaded(theme, "s1" if number > 0 else "s2", share)


def place_of(key: str) -> tuple[str, Place] | None:
    """The kind and the place of a cell's key, or None for another key."""
    kind, *place = key.split(":")
    if len(place) != 2:
        return None
    return kind, (int(place[0]), int(place[1]))


def changed(entries: Array, place: Place, value: float) -> tuple[tuple[float, ...], ...]:
    """The matrix with another number at a place, as a parameter holds it."""
    copy = entries.copy()
    copy[place] = value
    return tuple(tuple(int(x) if x == int(x) else float(x) for x in row) for row in copy)
