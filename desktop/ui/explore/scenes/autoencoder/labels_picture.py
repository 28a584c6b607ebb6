"""A linear head on few labels: on the encoder's features, and on the pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.painted_axes import PERCENT, PaintedAxes
from desktop.ui.explore.scenes.autoencoder.numbers import Labels
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.theme import Theme

CHART = QRectF(52, 44, 400, 240)
LEFT = Qt.AlignmentFlag.AlignLeft


class LabelsPicture(DrawnPicture[Labels]):
    """The number of labels is dragged along the axis."""

    height_units = 326

    def hits(self) -> Sequence[Hit]:
        """The chart."""
        return (Hit("chart", CHART.adjusted(0, 0, 0, 26), "Labels a digit, to be chosen"),)

    def dragged(self, key: str, place: QPointF) -> None:
        """Choose the number of labels."""
        if self.numbers is not None:
            wanted = math.exp(self._axes(self.numbers).x_at(place))
            labels = min(self.numbers.labels, key=lambda known: abs(math.log(known / wanted)))
            self.set_parameter("labels_per_class", labels)

    def _axes(self, numbers: Labels) -> PaintedAxes:
        ends = (math.log(numbers.labels[0]), math.log(numbers.labels[-1]))
        return PaintedAxes(CHART, ends, (0, 1))

    def draw(self, painter: QPainter, theme: Theme, numbers: Labels) -> None:
        """Two lines over the number of labels."""
        axes = self._axes(numbers)
        head = "right on 500 held-out digits, by labels for each digit"
        write(painter, theme, head, QPointF(0, 14), role=Role.WORD, color="ink", align=LEFT)
        ticks = [(math.log(count), str(count)) for count in numbers.labels]
        axes.draw(painter, theme, ticks, PERCENT)
        axes.mark(painter, theme, math.log(numbers.labels[numbers.at]))
        if not self.revealed:
            write(painter, theme, "?", CHART.center(), role=Role.TITLE)
            return
        lines: tuple[tuple[str, str, Sequence[float], Sequence[float]], ...] = (
            ("s1", "head on 32 features", numbers.features, ()),
            ("s2", "head on 784 pixels", numbers.pixels, (6, 3)),
        )
        for at, (token, name, shares, dash) in enumerate(lines):
            points = [(math.log(n), share) for n, share in zip(numbers.labels, shares, strict=True)]
            axes.line(painter, theme, points, token, dash=dash, dots=3)
            place = QPointF(CHART.right() + 16, CHART.top() + 30 + 60 * at)
            write(painter, theme, name, place, role=Role.WORD, color=token, align=LEFT)
            count = numbers.head if at == 0 else 784 * 10 + 10
            words = (f"{count:,} numbers to learn", f"{fixed(100 * shares[numbers.at], 1)} % here")
            for line, text in enumerate(words):
                below = place + QPointF(0, 16 * (line + 1))
                write(painter, theme, text, below, color="soft", align=LEFT)
