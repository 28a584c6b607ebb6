"""A digit, its code as bars to drag, and what the decoder makes of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.scenes.autoencoder.numbers import Reconstructed
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import numbers_of
from desktop.ui.theme import Theme

SIDE = 168.0
TOP = 34.0
BEFORE = QRectF(0, TOP, SIDE, SIDE)
AFTER = QRectF(472, TOP, SIDE, SIDE)
BARS = QRectF(236, TOP, 168, 208)
WIDEST_BAR = 26.0
REACH = 3.0  # deviations of a number that half the height shows
LARGEST_SHIFT = 20.0
LEFT = Qt.AlignmentFlag.AlignLeft


class CodePicture(DrawnPicture[Reconstructed]):
    """A number of the code is dragged up and down; a click on the decoded digit undoes it."""

    height_units = 292

    def hits(self) -> Sequence[Hit]:
        """The numbers of the code, then the decoded digit."""
        if self.numbers is None:
            return ()
        column = BARS.width() / self.numbers.latent_size
        numbers = [
            Hit(
                f"code:{at}",
                QRectF(BARS.left() + at * column, BARS.top(), column, BARS.height()),
                f"Number {at + 1} of the code: {plain(round(float(value), 2))}",
                True,
            )
            for at, value in enumerate(self.numbers.changed)
        ]
        return (*numbers, Hit("reset", AFTER, "The decoded digit; Enter takes its own code again"))

    def pressed(self, key: str) -> None:
        """Its own code again."""
        if key == "reset" and numbers_of(self.values, "shifts"):
            self.set_parameter("shifts", ())

    def dragged(self, key: str, place: QPointF) -> None:
        """Set a number to a height."""
        kind, _, at = key.partition(":")
        if kind == "code" and self.numbers is not None:
            share = (BARS.center().y() - place.y()) / (BARS.height() / 2)
            value = share * self._scale() + self._means()[int(at)]
            self._set(int(at), value - float(self.numbers.code[int(at)]))

    def stepped(self, key: str, steps: int) -> None:
        """Plus and minus change a number by a tenth of what its half height shows."""
        kind, _, at = key.partition(":")
        if kind == "code" and self.numbers is not None:
            shift = float(self.numbers.changed[int(at)] - self.numbers.code[int(at)])
            self._set(int(at), shift + steps * self._scale() / 10)

    def _set(self, at: int, shift: float) -> None:
        if self.numbers is not None:
            shifts = np.zeros(self.numbers.latent_size)
            given = numbers_of(self.values, "shifts")[: len(shifts)]
            shifts[: len(given)] = given
            shifts[at] = round(min(max(shift, -LARGEST_SHIFT), LARGEST_SHIFT), 1)
            self.set_parameter("shifts", tuple(float(entry) for entry in shifts))

    def _means(self) -> Sequence[float]:
        assert self.numbers is not None
        means: list[float] = self.numbers.figures["code_mean"]
        return means

    def _scale(self) -> float:
        """How far from the mean half the height reaches."""
        assert self.numbers is not None
        return REACH * max(map(float, self.numbers.figures["code_deviation"]))

    def draw(self, painter: QPainter, theme: Theme, numbers: Reconstructed) -> None:
        """The digit, its code, the decoded one."""
        heads = ((BEFORE, "784 pixels"), (BARS, self._head(numbers)), (AFTER, "decoded"))
        for area, words in heads:
            place = QPointF(area.left(), 14)
            write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
        draw_image(painter, theme, BEFORE, numbers.image)
        draw_image(painter, theme, AFTER, numbers.decoded)
        self._draw_code(painter, theme, numbers)
        for start, end, words in ((BEFORE, BARS, "encoder"), (BARS, AFTER, "decoder")):
            self._draw_arrow(painter, theme, start.right() + 5, end.left() - 5)
            middle = (start.right() + end.left()) / 2
            write(painter, theme, words, QPointF(middle, TOP + SIDE / 2 - 14))
        error = f"mean squared error {fixed(numbers.error, 4)}"
        average = f"on 500 held-out digits {fixed(numbers.figures['mean_squared_error'], 4)}"
        place = QPointF(AFTER.right(), TOP + SIDE + 18)
        right = Qt.AlignmentFlag.AlignRight
        write(painter, theme, error, place, role=Role.WORD, color="ink", align=right)
        write(painter, theme, average, place + QPointF(0, 20), align=right)
        if numbers_of(self.values, "shifts"):
            words = "click it: its own code again"
            write(painter, theme, words, place + QPointF(0, 42), color="accent", align=right)

    def _head(self, numbers: Reconstructed) -> str:
        return f"{numbers.latent_size} numbers, drag one"

    def _draw_code(self, painter: QPainter, theme: Theme, numbers: Reconstructed) -> None:
        """Bars from the mean of each number over all digits; the encoder's own as a tick."""
        middle, half, scale = BARS.center().y(), BARS.height() / 2, self._scale()
        column = BARS.width() / numbers.latent_size
        wide = min(WIDEST_BAR, 0.7 * column)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.drawLine(QPointF(BARS.left(), middle), QPointF(BARS.right(), middle))

        def height_of(at: int, value: float) -> float:
            return half * min(max((value - self._means()[at]) / scale, -1), 1)

        for at in range(numbers.latent_size):
            x = BARS.left() + (at + 0.5) * column
            height = height_of(at, float(numbers.changed[at]))
            own = height_of(at, float(numbers.code[at]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("s1" if height > 0 else "s2"))
            painter.drawRect(QRectF(x - wide / 2, middle - max(height, 0), wide, abs(height)))
            painter.setPen(QPen(theme.color("ink"), 1.6))
            painter.drawLine(
                QPointF(x - wide / 2 - 2, middle - own), QPointF(x + wide / 2 + 2, middle - own)
            )
            if numbers.deviations is not None:
                spread = half * float(numbers.deviations[at]) / scale
                painter.drawLine(
                    QPointF(x, middle - own - spread), QPointF(x, middle - own + spread)
                )

    def _draw_arrow(self, painter: QPainter, theme: Theme, start: float, end: float) -> None:
        y = TOP + SIDE / 2
        painter.setPen(QPen(theme.color("edge"), 1.4))
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        for side in (-4, 4):
            painter.drawLine(QPointF(end, y), QPointF(end - 7, y + side))
