"""A linear autoencoder in training: its error falls to that of PCA, and its picture with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.networks.linear_autoencoder import NUM_STEPS
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.painted_axes import PaintedAxes
from desktop.ui.explore.scenes.autoencoder.numbers import STEPS_A_TURN, Linear
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.theme import Theme

SIDE, GAP, TOP = 150.0, 40.0, 34.0
HEADS = ("held-out digit", "by PCA", "by the network now")
HIGHEST = 0.05
CHART = QRectF(52, 242, 460, 130)
LEFT = Qt.AlignmentFlag.AlignLeft


class LinearPicture(DrawnPicture[Linear]):
    """Three images above, the errors below."""

    height_units = 412

    def draw(self, painter: QPainter, theme: Theme, numbers: Linear) -> None:
        """The digit, both reconstructions, the way of the error."""
        for at, (words, image) in enumerate(zip(HEADS, numbers.images, strict=True)):
            area = QRectF(at * (SIDE + GAP), TOP, SIDE, SIDE)
            place = QPointF(area.left(), 14)
            write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
            if at == 0 or self.revealed:
                draw_image(painter, theme, area, image)
                continue
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)
            write(painter, theme, "?", area.center(), role=Role.TITLE)
        head = "mean squared error on 500 training digits, over the steps"
        place = QPointF(0, CHART.top() - 22)
        write(painter, theme, head, place, role=Role.WORD, color="ink", align=LEFT)
        self._draw_chart(painter, theme, numbers)

    def _draw_chart(self, painter: QPainter, theme: Theme, numbers: Linear) -> None:
        axes = PaintedAxes(CHART, (0, NUM_STEPS), (0, HIGHEST))
        steps = [(float(step), str(step)) for step in range(0, NUM_STEPS + 1, 100)]
        errors = [(error, plain(error)) for error in (0.0, 0.025, HIGHEST)]
        axes.draw(painter, theme, steps, errors)
        if not self.revealed:
            write(painter, theme, "?", CHART.center(), role=Role.TITLE)
            return
        level = numbers.principal_error
        axes.line(painter, theme, ((0, level), (NUM_STEPS, level)), "s2", dash=(6, 3))
        points = [(STEPS_A_TURN * turn, error) for turn, error in enumerate(numbers.errors)]
        axes.line(painter, theme, points, "s1")
        place = QPointF(CHART.right() + 10, axes.place(0, level).y())
        words = f"PCA: {fixed(level, 4)}"
        write(painter, theme, words, place, role=Role.WORD, color="s2", align=LEFT)
        words = f"now: {fixed(numbers.errors[-1], 4)}"
        place = QPointF(
            CHART.right() + 10, min(axes.place(0, numbers.errors[-1]).y(), place.y() - 20)
        )
        write(painter, theme, words, place, role=Role.WORD, color="s1", align=LEFT)
