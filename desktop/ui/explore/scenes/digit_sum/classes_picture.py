"""How often each sum comes, and how often it is read rightly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.painted_axes import PERCENT, PaintedAxes
from desktop.ui.explore.scenes.digit_sum.numbers import NAMES, Classes
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.theme import Theme

LEFT_END, WIDTH = 44.0, 570.0
COUNTS = (36.0, 150.0)  # top and bottom of the counts
SHARES = (212.0, 330.0)  # and of the accuracies
MOST = 10
MARKERS = {"unlimited": "s1", "fixed": "s2"}
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight


class ClassesPicture(DrawnPicture[Classes]):
    """A click on a sum asks for it."""

    height_units = 372

    def hits(self) -> Sequence[Hit]:
        """The sums."""
        if self.numbers is None:
            return ()
        bottom = SHARES[1] if self.numbers.accuracies else COUNTS[1]
        half = self._step(self.numbers) / 2
        return [
            Hit(f"sum:{total}", QRectF(self._x(self.numbers, total) - half, COUNTS[0] - 8,
                                       2 * half, bottom - COUNTS[0] + 30), f"Sum {total}")
            for total in self.numbers.pairs
        ]  # fmt: skip

    def pressed(self, key: str) -> None:
        """Ask for this sum."""
        self.set_parameter("target", int(key.partition(":")[2]))

    def _step(self, numbers: Classes) -> float:
        return WIDTH / len(numbers.pairs)

    def _x(self, numbers: Classes, total: int) -> float:
        return LEFT_END + (total - 2 * numbers.lowest + 0.5) * self._step(numbers)

    def draw(self, painter: QPainter, theme: Theme, numbers: Classes) -> None:
        """Bars above, accuracies below, the asked sum marked in both."""
        head = f"ordered pairs of digits from {numbers.lowest} to {numbers.highest}, by their sum"
        write(painter, theme, head, QPointF(0, 12), role=Role.WORD, color="ink", align=LEFT)
        self._draw_counts(painter, theme, numbers)
        if numbers.accuracies:
            head = "read rightly, of 200 held-out pairs of each sum"
            place = QPointF(0, SHARES[0] - 24)
            write(painter, theme, head, place, role=Role.WORD, color="ink", align=LEFT)
            self._draw_accuracies(painter, theme, numbers)

    def _draw_counts(self, painter: QPainter, theme: Theme, numbers: Classes) -> None:
        top, bottom = COUNTS
        most = numbers.highest - numbers.lowest + 1
        wide = 0.62 * self._step(numbers)
        for total, count in numbers.pairs.items():
            asked = total == numbers.target
            x = self._x(numbers, total)
            place = QPointF(x, bottom + 14)
            color = "ink" if asked else "faint"
            write(painter, theme, str(total), place, color=color, weight=600 if asked else None)
            if not self.revealed:
                continue
            height = count / most * (bottom - top)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if asked else "edge"))
            painter.drawRect(QRectF(x - wide / 2, bottom - height, wide, height))
            if self._step(numbers) > 18 or asked:
                write(painter, theme, str(count), QPointF(x, bottom - height - 9), color=color)
        if not self.revealed:
            place = QPointF(LEFT_END + WIDTH / 2, (top + bottom) / 2)
            write(painter, theme, "?", place, role=Role.TITLE)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(LEFT_END, bottom), QPointF(LEFT_END + WIDTH, bottom))

    def _draw_accuracies(self, painter: QPainter, theme: Theme, numbers: Classes) -> None:
        area = QRectF(LEFT_END, SHARES[0], WIDTH, SHARES[1] - SHARES[0])
        axes = PaintedAxes(area, (-0.5, len(numbers.pairs) - 0.5), (0, 1))
        axes.draw(painter, theme, (), PERCENT)
        for name, shares in numbers.accuracies.items():
            dash = (6, 3) if name == "fixed" else ()
            axes.line(painter, theme, enumerate(shares), MARKERS[name], dash=dash, dots=3)
            where = axes.place(8, shares[8]) + QPointF(0, 18 if name == "unlimited" else 24)
            write(painter, theme, NAMES[name], where, role=Role.WORD, color=MARKERS[name])
        axes.mark(painter, theme, numbers.target)
        said = " and ".join(
            f"{fixed(100 * shares[numbers.target], 0)} %" for shares in numbers.accuracies.values()
        )
        words = f"sum {numbers.target}: {said}"
        place = QPointF(LEFT_END + WIDTH, SHARES[1] + 24)
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=RIGHT)
