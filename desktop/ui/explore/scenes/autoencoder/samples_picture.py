"""The same random codes decoded by both kinds of autoencoder."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.scenes.autoencoder.models import PLAIN, VARIATIONAL
from desktop.ui.explore.scenes.autoencoder.numbers import SAMPLE_SIZE, Sampled
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.theme import Theme

SIDE, GAP, COLUMNS = 66.0, 6.0, 4
TOP = 34.0
LEFTS = {PLAIN: 0.0, VARIATIONAL: 344.0}
HEADS = {PLAIN: "plain autoencoder", VARIATIONAL: "variational autoencoder"}


class SamplesPicture(DrawnPicture[Sampled]):
    """Two grids, hidden until the prediction; below them how near to real digits they come."""

    height_units = 392

    def draw(self, painter: QPainter, theme: Theme, numbers: Sampled) -> None:
        """Grids and distances."""
        left = Qt.AlignmentFlag.AlignLeft
        for kind, start in LEFTS.items():
            place = QPointF(start, 14)
            head = f"{HEADS[kind]}, {SAMPLE_SIZE} numbers"
            write(painter, theme, head, place, role=Role.WORD, color="ink", align=left)
            for at, image in enumerate(numbers.images[kind]):
                row, column = divmod(at, COLUMNS)
                step = SIDE + GAP
                area = QRectF(start + column * step, TOP + row * step, SIDE, SIDE)
                if self.revealed:
                    draw_image(painter, theme, area, image, edge="rule")
                else:
                    painter.setPen(QPen(theme.color("rule"), 1))
                    painter.drawRect(area)
                    write(painter, theme, "?", area.center())
            bottom = TOP + COLUMNS * (SIDE + GAP)
            lines = ("nearest digit of training: ? away", "of 1,000 codes: ?")
            if self.revealed:
                lines = (
                    f"nearest digit of training: {fixed(numbers.distances[kind], 2)} away",
                    f"of 1,000 codes: {fixed(numbers.figures[kind]['sample_distance'], 2)}, "
                    f"real digits: {fixed(numbers.figures[kind]['real_distance'], 2)}",
                )
            for number, words in enumerate(lines):
                place = QPointF(start, bottom + 14 + 20 * number)
                color = "soft" if number else "ink"
                write(painter, theme, words, place, role=Role.WORD, color=color, align=left)
