"""The shapes along a segmentation network, to scale: down to few pixels and up again."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, write
from desktop.ui.explore.scenes.segmentation.numbers import Shapes
from desktop.ui.explore.sheets import draw_sheets
from desktop.ui.theme import Theme

MIDDLE = 150.0
LARGEST = QSizeF(96, 130)
PLACES = (0.0, 170.0, 300.0, 520.0)
HEADS = ("input", "coarsest map", "scores", "labels")
UNKNOWN = 3  # sheets that stand for a number that is asked


class ShapesPicture(DrawnPicture[Shapes]):
    """Four stacks of maps; the scores wait for the prediction."""

    height_units = 300

    def draw(self, painter: QPainter, theme: Theme, numbers: Shapes) -> None:
        """A stack for each, its shape below."""
        _, channels, height, width = numbers.inputs
        unit = min(LARGEST.width() / width, LARGEST.height() / height)
        size = QSizeF(width * unit, height * unit)
        small = QSizeF(numbers.coarsest[1] * unit, numbers.coarsest[0] * unit)
        classes = numbers.scores[1] if self.revealed else UNKNOWN
        stacks = ((channels, size), (UNKNOWN, small), (classes, size), (1, size))
        shapes = (
            numbers.inputs,
            ("…", "…", *numbers.coarsest),
            numbers.scores,
            numbers.labels,
        )
        right = 0.0
        for at, ((count, sheet), left) in enumerate(zip(stacks, PLACES, strict=True)):
            if at:
                self._draw_arrow(painter, theme, right + 10, left - 10)
            right = draw_sheets(painter, theme, QPointF(left, MIDDLE), count, sheet)
            right += 34 if count > 6 else 0
            hidden = at >= 2 and not self.revealed
            words = "?" if hidden else " × ".join(map(str, shapes[at]))
            align = Qt.AlignmentFlag.AlignLeft
            head, foot = QPointF(left, 26), QPointF(left, 250)
            write(painter, theme, HEADS[at], head, role=Role.WORD, color="ink", align=align)
            write(painter, theme, words, foot, role=Role.WORD, color="soft", align=align)
        names = ((170 - 30, "halved"), (300 - 40, "doubled"), (520 - 34, "argmax"))
        for x, name in names:
            write(painter, theme, name, QPointF(x, MIDDLE - 14))

    def _draw_arrow(self, painter: QPainter, theme: Theme, start: float, end: float) -> None:
        painter.setPen(QPen(theme.color("edge"), 1.4))
        painter.drawLine(QPointF(start, MIDDLE), QPointF(end, MIDDLE))
        for side in (-4, 4):
            painter.drawLine(QPointF(end, MIDDLE), QPointF(end - 8, MIDDLE + side))
