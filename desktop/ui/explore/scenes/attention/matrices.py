"""Scores, weights, values and output of one head as matrices of cells."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.questions.variants import MINUS
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.picture import WIDTH
from desktop.ui.explore.scenes.attention.numbers import Attended
from desktop.ui.explore.shading import ink_on, shaded
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.theme import Theme

LEFT = 46  # units, for the numbers of the queries
GAP = 54  # between two matrices, for the sign
TOP = 54
CELL = (44.0, 34.0)  # the largest
NARROW = 34.0  # below it one decimal
TINY = 25.0  # below it none
FOOT = 62
MOST_TERMS = 6
KINDS = ("score", "weight", "value", "output")
SIGNS = {"weight": "→", "value": "·", "output": "="}


class Matrices:
    """Lays the four matrices out, and draws them."""

    def __init__(self, numbers: Attended) -> None:
        self.numbers = numbers
        keys, width = numbers.values.shape
        self._shown: dict[str, Array] = {
            "score": numbers.scores,
            "weight": numbers.weights,
            "value": numbers.values,
            "output": numbers.outputs,
        }
        free: float = (WIDTH - LEFT - 3 * GAP - 4) / (2 * keys + 2 * width)
        self._across = min(CELL[0], free)
        self._down = min(CELL[1], max(free, 22.0))
        self._lefts: dict[str, float] = {}
        left = float(LEFT)
        for kind in KINDS:
            self._lefts[kind] = left
            left += self._shown[kind].shape[1] * self._across + GAP

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        rows = max(len(self.numbers.scores), len(self.numbers.values))
        return TOP + FOOT + math.ceil(rows * self._down)

    def cell(self, kind: str, row: int, column: int) -> QRectF:
        """The place of a cell."""
        left = self._lefts[kind] + column * self._across
        return QRectF(left, TOP + row * self._down, self._across, self._down)

    def hits(self, revealed: bool) -> Sequence[Hit]:
        """Every cell; scores and values can be changed."""
        found = []
        for kind in KINDS:
            for (row, column), number in np.ndenumerate(self._shown[kind]):
                text = self._text(kind, row, column, float(number), revealed)
                name = f"{kind} of row {row + 1}, column {column + 1}: {text or '?'}"
                area = self.cell(kind, row, column)
                hit = Hit(f"{kind}:{row}:{column}", area, name, kind in ("score", "value"))
                found.append(hit)
        return found

    def draw(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        """Heads, cells, the followed row, and its sum below."""
        self._draw_heads(painter, theme)
        for kind in KINDS:
            for (row, column), number in np.ndenumerate(self._shown[kind]):
                text = self._text(kind, row, column, float(number), revealed)
                self._draw_cell(painter, theme, (kind, row, column), float(number), text, revealed)
        self._draw_row(painter, theme)
        self._draw_foot(painter, theme, revealed)

    def _text(self, kind: str, row: int, column: int, number: float, revealed: bool) -> str:
        if kind in ("weight", "output") and not revealed:
            return "?"
        if math.isinf(number):
            return f"{MINUS}∞"
        if self._across < TINY:
            return ""
        if kind == "weight" and not self.numbers.visible[row, column]:
            return "0"
        decimals = 2 if self._across >= NARROW else 1
        if kind == "value" or (kind == "score" and float(number).is_integer()):
            return plain(number)
        return fixed(number, decimals)

    def _draw_heads(self, painter: QPainter, theme: Theme) -> None:
        head_dim = self.numbers.head_dim
        names = {kind: kind if kind == "output" else f"{kind}s" for kind in KINDS}
        if self.numbers.scores.shape[1] * self._across > 100 and head_dim > 1:
            names["score"] = f"scores, q·k / √{head_dim}"
        middle = TOP + self.numbers.scores.shape[0] * self._down / 2
        for kind, name in names.items():
            columns = self._shown[kind].shape[1]
            center = self._lefts[kind] + columns * self._across / 2
            write(painter, theme, name, QPointF(center, 14), role=Role.WORD, color="ink")
            if kind in SIGNS:
                place = QPointF(self._lefts[kind] - GAP / 2, middle)
                write(painter, theme, SIGNS[kind], place, role=Role.ITEM, color="soft")
                if kind == "weight":
                    write(painter, theme, "softmax", place - QPointF(0, 18), role=Role.KEY)
            for column in range(columns):
                place = QPointF(self.cell(kind, 0, column).center().x(), 40)
                write(painter, theme, str(column + 1), place)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, "query", QPointF(0, 40), align=left)
        for row in range(len(self.numbers.scores)):
            followed = row == self.numbers.query
            place = QPointF(LEFT - 18, self.cell("score", row, 0).center().y())
            color, weight = ("ink", 600) if followed else ("faint", None)
            write(painter, theme, str(row + 1), place, color=color, weight=weight)

    def _draw_cell(
        self,
        painter: QPainter,
        theme: Theme,
        key: tuple[str, int, int],
        number: float,
        text: str,
        revealed: bool,
    ) -> None:
        kind, row, column = key
        area = self.cell(kind, row, column).adjusted(1, 1, -1, -1)
        later = kind in ("score", "weight") and bool(self.numbers.later[row, column])
        hidden = later and not self.numbers.visible[row, column]
        leaks = later and not hidden
        token = "s2" if leaks else "accent"
        share = number if kind == "weight" and revealed else 0.0
        fill = theme.color("sunk") if hidden else shaded(theme, token, share)
        painter.setBrush(fill)
        edge = theme.color("s2" if leaks else "rule")
        painter.setPen(QPen(edge, 1.8 if leaks else 1.0))
        painter.drawRect(area)
        if hidden:
            painter.setPen(QPen(theme.color("edge"), 0.8))
            painter.drawLine(area.bottomLeft(), area.topRight())
        if text:
            color = theme.color("faint") if text == "?" else ink_on(theme, fill)
            if hidden:
                self._draw_plate(painter, theme, area, text)
            write(painter, theme, text, area.center(), color=color)

    def _draw_plate(self, painter: QPainter, theme: Theme, area: QRectF, text: str) -> None:
        """Ground under a text that a stroke would cross."""
        half = QPointF(4.0 * len(text) + 2, 8)
        painter.fillRect(QRectF(area.center() - half, area.center() + half), theme.color("sunk"))

    def _draw_row(self, painter: QPainter, theme: Theme) -> None:
        """A frame around what belongs to the followed query."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("ink"), 1.8))
        for kind in ("score", "weight", "output"):
            last = self._shown[kind].shape[1] - 1
            query = self.numbers.query
            painter.drawRect(self.cell(kind, query, 0).united(self.cell(kind, query, last)))

    def _draw_foot(self, painter: QPainter, theme: Theme, revealed: bool) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        top = self.height - FOOT + 22
        said = self._sum() if revealed else "?"
        words = f"Output {self.numbers.query + 1}, first number:  {said}"
        write(painter, theme, words, QPointF(0, top), role=Role.MEASURE, color="ink", align=left)
        if self.numbers.masked:
            words = "Struck out: behind the mask. The softmax does not see these positions."
        else:
            leak = fixed(self.numbers.leak, 2) if revealed else "?"
            words = f"Framed in orange: later positions. Query {self.numbers.query + 1} gives them "
            words += f"{leak} of its weight."
        place = QPointF(0, top + 22)
        write(painter, theme, words, place, role=Role.NOTE, color="soft", align=left)

    def _sum(self) -> str:
        query = self.numbers.query
        output = fixed(float(self.numbers.outputs[query, 0]), 2)
        seen = [key for key, visible in enumerate(self.numbers.visible[query]) if visible]
        if len(seen) > MOST_TERMS:
            return output
        terms = []
        for key in seen:
            value = float(self.numbers.values[key, 0])
            written = f"({plain(value)})" if value < 0 else plain(value)
            terms.append(f"{fixed(float(self.numbers.weights[query, key]), 2)} · {written}")
        return f"{' + '.join(terms)} = {output}"
