"""A scene of two digits to drag, its classes as they are and as a network says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from desktop.engine.data.scenes import BACKGROUND
from desktop.engine.ops.operation import Integers
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image, draw_indexed
from desktop.ui.explore.scenes.segmentation.numbers import CLASSES, NAMES, PLACES, Segmented
from desktop.ui.explore.shading import shaded
from desktop.ui.explore.share_bars import draw_share_bars
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import number_of
from desktop.ui.theme import Theme

SIDE, TOP = 200.0, 26.0
IMAGE = QRectF(0, TOP, SIDE, SIDE)
TRUTH = QRectF(220, TOP, SIDE, SIDE)
ANSWER = QRectF(440, TOP, SIDE, SIDE)
PIXELS = 28
DIGIT_SIDE = 13 * SIDE / PIXELS  # a digit within a scene
REACH = 7  # pixels
BARS = QRectF(70, 296, 210, 176)
FIGURES_LEFT, FIGURES_TOP = 330.0, 296.0
DEPTHS = (0.55, 0.55, 0.75)  # of the first digit's colour, the second's, any other's
TOKENS = ("s1", "s2", "wrong")
LEAST_NAMED = 7  # pixels of a class that is named on the map
LEFT = Qt.AlignmentFlag.AlignLeft


class ScenePicture(DrawnPicture[Segmented]):
    """Digits are dragged in the scene; a pixel of any of the three is pointed at."""

    height_units = 484
    _at = (9, 9)  # row and column of the pixel that is looked at
    _from = (QPointF(), 0.0, 0.0)

    def hits(self) -> Sequence[Hit]:
        """The two digits, then the pixel maps."""
        if self.numbers is None:
            return ()
        digits = [
            Hit(f"digit:{number}", self._digit(number), f"Digit {label}, to be dragged")
            for number, label in enumerate(self.numbers.labels)
        ]
        where = f"pixel in row {self._at[0] + 1}, column {self._at[1] + 1}"
        return (*digits, Hit("truth", TRUTH, where), Hit("answer", ANSWER, where))

    def _digit(self, number: int) -> QRectF:
        right, down = (number_of(self.values, name) for name in PLACES[number])
        center = IMAGE.center() + QPointF(right, down) * (SIDE / PIXELS)
        half = DIGIT_SIDE / 2
        return QRectF(center.x() - half, center.y() - half, DIGIT_SIDE, DIGIT_SIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag begins."""
        super().mousePressEvent(event)
        kind, _, number = self.pointed.partition(":")
        if kind == "digit":
            right, down = (number_of(self.values, name) for name in PLACES[int(number)])
            self._from = (event.position() / self.unit, right, down)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the pixel under the pointer, in any of the three."""
        super().mouseMoveEvent(event)
        place = event.position() / self.unit
        for area in (IMAGE, TRUTH, ANSWER):
            if area.contains(place):
                within = (place - area.topLeft()) * (PIXELS / SIDE)
                self._look(int(within.y()), int(within.x()))

    def stepped(self, key: str, steps: int) -> None:
        """Plus and minus go through the pixels."""
        if not key.startswith("digit"):
            at = (self._at[0] * PIXELS + self._at[1] + steps) % PIXELS**2
            self._look(*divmod(at, PIXELS))

    def _look(self, row: int, column: int) -> None:
        at = (min(max(row, 0), PIXELS - 1), min(max(column, 0), PIXELS - 1))
        if at != self._at:
            self._at = at
            self.update()

    def dragged(self, key: str, place: QPointF) -> None:
        """Move a digit by whole pixels."""
        kind, _, number = key.partition(":")
        if kind != "digit":
            return
        start, right, down = self._from
        moved = (place - start) * (PIXELS / SIDE)
        shifts = (right + moved.x(), down + moved.y())
        for name, value in zip(PLACES[int(number)], shifts, strict=True):
            pixels = min(max(round(value), -REACH), REACH)
            if pixels != number_of(self.values, name):
                self.set_parameter(name, pixels)

    def draw(self, painter: QPainter, theme: Theme, numbers: Segmented) -> None:
        """Three maps above, a pixel's probabilities and the networks' figures below."""
        heads = ("image, drag a digit", "true classes", f"{NAMES[numbers.network]}")
        for area, head in zip((IMAGE, TRUTH, ANSWER), heads, strict=True):
            place = QPointF(area.left(), 12)
            write(painter, theme, head, place, role=Role.WORD, color="ink", align=LEFT)
        draw_image(painter, theme, IMAGE, numbers.scene.images[0])
        self._draw_map(painter, theme, TRUTH, numbers.scene.classes[0], numbers)
        if self.revealed:
            self._draw_map(painter, theme, ANSWER, numbers.answers, numbers)
        else:
            write(painter, theme, "?", ANSWER.center(), role=Role.TITLE)
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.drawRect(ANSWER)
        self._draw_pixel(painter, theme, numbers)
        self._draw_figures(painter, theme, numbers)

    def _draw_map(
        self, painter: QPainter, theme: Theme, area: QRectF, classes: Integers, numbers: Segmented
    ) -> None:
        """Each class in its colour, with its digit written where it lies."""
        colors = [shaded(theme, "page", 1).rgb()] * len(CLASSES)
        for number in range(BACKGROUND):
            kind = numbers.labels.index(number) if number in numbers.labels else 2
            colors[number] = shaded(theme, TOKENS[kind], DEPTHS[kind]).rgb()
        colors[BACKGROUND] = shaded(theme, "ink", 0.0).rgb()
        draw_indexed(painter, theme, area, classes.astype(np.uint8), colors)
        for number in range(BACKGROUND):
            rows, columns = np.nonzero(classes == number)
            if len(rows) >= LEAST_NAMED:
                self._name(painter, theme, area, str(number), rows, columns)

    def _name(
        self,
        painter: QPainter,
        theme: Theme,
        area: QRectF,
        name: str,
        rows: Integers,
        columns: Integers,
    ) -> None:
        """The class beside its pixels: right of them, or left where the map ends."""
        cell = SIDE / PIXELS
        middle = area.top() + (float(rows.mean()) + 0.5) * cell
        right = area.left() + (float(columns.max()) + 1) * cell + 9
        left = area.left() + float(columns.min()) * cell - 9
        place = QPointF(right if right < area.right() - 6 else left, middle)
        write(painter, theme, name, place, role=Role.WORD, color="ink", weight=600)

    def _draw_pixel(self, painter: QPainter, theme: Theme, numbers: Segmented) -> None:
        row, column = self._at
        cell = SIDE / PIXELS
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        for area in (IMAGE, TRUTH, ANSWER):
            corner = area.topLeft() + QPointF(column, row) * cell
            painter.drawRect(QRectF(corner.x(), corner.y(), cell, cell).adjusted(-2, -2, 2, 2))
        words = f"probabilities of the pixel in row {row + 1}, column {column + 1}"
        place = QPointF(0, BARS.top() - 22)
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
        draw_share_bars(
            painter,
            theme,
            BARS,
            [float(share) for share in numbers.shares[:, row, column]],
            CLASSES,
            labelled=int(numbers.scene.classes[0][row, column]),
            hidden=not self.revealed,
        )

    def _draw_figures(self, painter: QPainter, theme: Theme, numbers: Segmented) -> None:
        """For each network its parameters and its mean intersection over union."""
        place = QPointF(FIGURES_LEFT, FIGURES_TOP - 22)
        head = "mean overlap with the true digits, on 500 scenes"
        write(painter, theme, head, place, role=Role.WORD, color="ink", align=LEFT)
        for at, (name, figures) in enumerate(numbers.figures.items()):
            top = FIGURES_TOP + 58 * at
            color = "ink" if name == numbers.network else "soft"
            words = f"{NAMES[name]}: {figures['parameters']:,} parameters"
            place = QPointF(FIGURES_LEFT, top + 8)
            write(painter, theme, words, place, role=Role.WORD, color=color, align=LEFT)
            share = float(figures["mean_iou"])
            bar = QRectF(FIGURES_LEFT, top + 22, 240 * share if self.revealed else 0, 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if name == numbers.network else "edge"))
            painter.drawRect(bar)
            said = fixed(share, 2) if self.revealed else "?"
            write(painter, theme, said, QPointF(bar.right() + 8, top + 29), align=LEFT)
