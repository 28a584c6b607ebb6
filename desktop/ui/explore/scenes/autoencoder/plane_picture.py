"""The plane of a code of two numbers: where held-out digits lie, and what a place decodes to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.scenes.autoencoder.models import VARIATIONAL
from desktop.ui.explore.scenes.autoencoder.numbers import Plane
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import whole_of
from desktop.ui.theme import Theme, Tokens

MAP = QRectF(30, 24, 380, 380)
IMAGE = QRectF(456, 44, 168, 168)
RING = 7.5
LEFT = Qt.AlignmentFlag.AlignLeft


class PlanePicture(DrawnPicture[Plane]):
    """The ring is dragged; the digit of the control stands out."""

    height_units = 440

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._kept: tuple[tuple[str, Tokens, float], QPixmap] | None = None

    def hits(self) -> Sequence[Hit]:
        """The ring, and the plane, where a click sets it."""
        if self.numbers is None:
            return ()
        place = self._to_units(*self.numbers.place)
        words = ", ".join(plain(coordinate) for coordinate in self.numbers.place)
        ring = QRectF(place.x() - 14, place.y() - 14, 28, 28)
        return (
            Hit("ring", ring, f"The place ({words}), to be dragged", True),
            Hit("plane", MAP, "The plane of codes"),
        )

    def dragged(self, key: str, place: QPointF) -> None:
        """Take the ring along."""
        if self.numbers is not None:
            across = (place.x() - MAP.left()) / MAP.width()
            up = (MAP.bottom() - place.y()) / MAP.height()
            for name, share, (low, high) in zip(
                ("z1", "z2"), (across, up), self._ranges(), strict=True
            ):
                value = low + min(max(share, 0), 1) * (high - low)
                self.set_parameter(name, round(min(max(value, -25.0), 25.0), 1))

    def stepped(self, key: str, steps: int) -> None:
        """Plus and minus move the ring across."""
        if self.numbers is not None:
            value = round(self.numbers.place[0] + 0.1 * steps, 1)
            self.set_parameter("z1", min(max(value, -25.0), 25.0))

    def _ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What the map shows along each axis: all codes, with the standard normal's two rings."""
        assert self.numbers is not None
        codes = self.numbers.codes
        low = np.minimum(codes.min(axis=0), -2.5)
        high = np.maximum(codes.max(axis=0), 2.5)
        half = 0.53 * float((high - low).max())
        (x, y) = ((low + high) / 2).tolist()
        return (x - half, x + half), (y - half, y + half)

    def _to_units(self, x: float, y: float) -> QPointF:
        (left, right), (low, high) = self._ranges()
        across = MAP.left() + (x - left) / (right - left) * MAP.width()
        return QPointF(across, MAP.bottom() - (y - low) / (high - low) * MAP.height())

    def draw(self, painter: QPainter, theme: Theme, numbers: Plane) -> None:
        """Digits where their codes lie, rings of the standard normal, the place and its image."""
        head = "codes of 500 held-out digits, each written where it lies"
        write(painter, theme, head, QPointF(0, 10), role=Role.WORD, color="ink", align=LEFT)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(MAP)
        painter.save()
        painter.setClipRect(MAP)
        everyone = self._everyone(theme, numbers)
        painter.drawPixmap(MAP, everyone, QRectF(everyone.rect()))
        chosen = whole_of(self.values, "digit")
        for place in numbers.codes[numbers.labels == chosen].tolist():
            write(painter, theme, str(chosen), self._to_units(*place), color="accent", weight=600)
        self._draw_normal(painter, theme)
        painter.restore()
        self._draw_axes(painter, theme)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        place = self._to_units(*numbers.place)
        inside = QPointF(
            min(max(place.x(), MAP.left()), MAP.right()),
            min(max(place.y(), MAP.top()), MAP.bottom()),
        )
        painter.drawEllipse(inside, RING, RING)
        self._draw_decoded(painter, theme, numbers)

    def _everyone(self, theme: Theme, numbers: Plane) -> QPixmap:
        """All digits where their codes lie, kept: to write 500 words takes longer than a frame."""
        pixels = self.unit * self.devicePixelRatioF()
        key = (numbers.kind, theme.tokens, pixels)
        if self._kept is None or self._kept[0] != key:
            drawn = QPixmap((MAP.size() * pixels).toSize())
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(pixels, pixels)
            painter.translate(-MAP.topLeft())
            for place, label in zip(numbers.codes.tolist(), numbers.labels.tolist(), strict=True):
                write(painter, theme, str(label), self._to_units(*place))
            painter.end()
            self._kept = (key, drawn)
        return self._kept[1]

    def _draw_normal(self, painter: QPainter, theme: Theme) -> None:
        """Circles of one and two deviations of the standard normal distribution."""
        painter.setPen(QPen(theme.color("s2"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        center = self._to_units(0, 0)
        for radius in (1, 2):
            edge = self._to_units(radius, 0)
            reach = edge.x() - center.x()
            painter.drawEllipse(center, reach, reach)

    def _draw_axes(self, painter: QPainter, theme: Theme) -> None:
        (left, right), (low, high) = self._ranges()
        step = next(size for size in (1, 2, 5, 10) if (right - left) / size <= 8)
        for tick in range(int(np.ceil(left / step)) * step, int(right) + 1, step):
            place = QPointF(self._to_units(tick, 0).x(), MAP.bottom() + 14)
            write(painter, theme, plain(tick), place)
        for tick in range(int(np.ceil(low / step)) * step, int(high) + 1, step):
            place = QPointF(MAP.left() - 8, self._to_units(0, tick).y())
            write(painter, theme, plain(tick), place, align=Qt.AlignmentFlag.AlignRight)

    def _draw_decoded(self, painter: QPainter, theme: Theme, numbers: Plane) -> None:
        place = ", ".join(plain(coordinate) for coordinate in numbers.place)
        words = f"decoded from ({place})"
        where = QPointF(IMAGE.left(), 26)
        write(painter, theme, words, where, role=Role.WORD, color="ink", align=LEFT)
        if self.revealed:
            draw_image(painter, theme, IMAGE, numbers.decoded)
            read = f"read as {numbers.read}, {fixed(100 * numbers.certainty, 0)} percent sure"
        else:
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(IMAGE)
            write(painter, theme, "?", IMAGE.center(), role=Role.TITLE)
            read = "drag the ring"
        below = QPointF(IMAGE.left(), IMAGE.bottom() + 18)
        write(painter, theme, read, below, role=Role.WORD, color="soft", align=LEFT)
        lines = ["circles: 1 and 2 deviations of", "the standard normal distribution"]
        if numbers.kind == VARIATIONAL:
            lines.append("that the loss pulls the codes to")
        for at, line in enumerate(lines):
            where = QPointF(IMAGE.left(), IMAGE.bottom() + 60 + 18 * at)
            write(painter, theme, line, where, color="s2", align=LEFT)
