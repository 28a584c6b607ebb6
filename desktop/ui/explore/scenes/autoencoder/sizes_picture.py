"""One digit through codes of several sizes, and the error on all held-out digits."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.painted_axes import PaintedAxes
from desktop.ui.explore.scenes.autoencoder.numbers import Sizes
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.theme import Theme

SIDE, GAP, TOP = 92.0, 17.0, 34.0
CHART = QRectF(52, 206, 560, 110)
HIGHEST = 0.024


class SizesPicture(DrawnPicture[Sizes]):
    """A click on a digit chooses its size."""

    height_units = 352

    def hits(self) -> Sequence[Hit]:
        """The decoded digits."""
        if self.numbers is None:
            return ()
        return [
            Hit(f"size:{size}", self._area(at + 1), f"Decoded from {size} numbers")
            for at, size in enumerate(self.numbers.decoded)
        ]

    def pressed(self, key: str) -> None:
        """Choose a size."""
        self.set_parameter("latent_size", key.partition(":")[2])

    def _area(self, at: int) -> QRectF:
        return QRectF(at * (SIDE + GAP), TOP, SIDE, SIDE)

    def draw(self, painter: QPainter, theme: Theme, numbers: Sizes) -> None:
        """The digit, then what is left of it by size; below, the errors."""
        images = [("784 pixels", numbers.image)]
        images += [(f"{size} numbers", image) for size, image in numbers.decoded.items()]
        for at, (words, image) in enumerate(images):
            area = self._area(at)
            chosen = at and words == f"{numbers.chosen} numbers"
            color = "ink" if chosen or not at else "soft"
            place = QPointF(area.center().x(), 14)
            write(painter, theme, words, place, role=Role.WORD, color=color)
            draw_image(painter, theme, area, image, edge="accent" if chosen else "edge")
            if at:
                error = float(((image - numbers.image) ** 2).mean())
                said = fixed(error, 4) if self.revealed else "?"
                write(painter, theme, said, QPointF(area.center().x(), area.bottom() + 14))
        head = "mean squared error on 500 held-out digits, by latent size"
        place = QPointF(0, CHART.top() - 22)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, head, place, role=Role.WORD, color="ink", align=left)
        self._draw_chart(painter, theme, numbers)

    def _draw_chart(self, painter: QPainter, theme: Theme, numbers: Sizes) -> None:
        axes = PaintedAxes(CHART, (0.7, 5.3), (0, HIGHEST))
        sizes = [(math.log2(size), str(size)) for size in numbers.errors]
        axes.draw(painter, theme, sizes, [(e, plain(e)) for e in (0.0, HIGHEST / 2, HIGHEST)])
        if not self.revealed:
            write(painter, theme, "?", CHART.center(), role=Role.TITLE)
            return
        points = [(math.log2(size), error) for size, error in numbers.errors.items()]
        axes.line(painter, theme, points, "s1", dots=3)
        for x, error in points:
            above = axes.place(x, error) + QPointF(0, -14)
            write(painter, theme, fixed(error, 4), above, color="soft")
        chosen = axes.place(math.log2(numbers.chosen), numbers.errors[numbers.chosen])
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(chosen, 5, 5)
