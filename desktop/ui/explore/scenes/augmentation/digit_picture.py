"""A digit before and after its changes, what the classifier reads, and how far it stands them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.images import draw_image
from desktop.ui.explore.painted_axes import PERCENT, PaintedAxes
from desktop.ui.explore.scenes.augmentation.numbers import FLIPS, ChangedDigit
from desktop.ui.explore.share_bars import draw_share_bars
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, text_of
from desktop.ui.theme import Theme

BEFORE = QRectF(0, 28, 112, 112)
AFTER = QRectF(152, 40, 196, 196)
PIXELS = 28
SAMPLES = 50  # of each digit
TURN_RADIUS = 116.0  # of the ring around the changed image
RING = 7.5
BARS = QRectF(412, 30, 228, 216)
CHART = QRectF(44, 322, 480, 90)
STEP = 5  # degrees
SHIFTS = 10  # pixels at most
STEPS = {"flip": 1, "rotation": 5, "shift": 1, "crop": 0.05, "blur": 0.25, "noise": 0.05}
CURVES: dict[str, tuple[str, tuple[float, ...]]] = {
    "flip": ("flip", (0, 1, 2)),
    "rotation": ("rotation, in degrees", (-180, -90, 0, 90, 180)),
    "shift": ("shift to the right, in pixels", (-10, -5, 0, 5, 10)),
    "crop": ("cropped to a share of the side", (0.5, 0.75, 1)),
    "blur": ("blur, standard deviation in pixels", (0, 1, 2, 3, 4, 5)),
    "noise": ("noise, standard deviation", (0, 0.5, 1)),
}
FLIP_WORDS = ("none", "left and right", "upside down")
LEFT = Qt.AlignmentFlag.AlignLeft


class DigitPicture(DrawnPicture[ChangedDigit]):
    """The changed image is dragged to shift it, the ring around it to turn it."""

    height_units = 448
    _from = (QPointF(), 0.0, 0.0)  # where the drag began, and the shift then

    def hits(self) -> Sequence[Hit]:
        """The ring, the changed image, and the chart."""
        degrees = plain(number_of(self.values, "rotation")) if self.values else "0"
        knob = self._knob()
        return (
            Hit(
                "turn", QRectF(knob.x() - 12, knob.y() - 12, 24, 24), f"Turned by {degrees}°", True
            ),
            Hit("move", AFTER, "The changed digit, to be dragged"),
            Hit("before", BEFORE, "The digit as it is; Enter takes the next one"),
            Hit("chart", CHART.adjusted(0, -8, 0, 20), "The curve, to choose an amount"),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag begins, and the shift then."""
        across, down = (number_of(self.values, name) for name in ("shift", "shift_down"))
        self._from = (event.position() / self.unit, across, down)
        super().mousePressEvent(event)

    def pressed(self, key: str) -> None:
        """Another digit."""
        if key == "before":
            self.set_parameter("sample", (int(number_of(self.values, "sample")) + 1) % SAMPLES)

    def dragged(self, key: str, place: QPointF) -> None:
        """Turn, shift, or choose an amount."""
        match key:
            case "turn":
                away = place - AFTER.center()
                degrees = math.degrees(math.atan2(away.x(), -away.y()))
                self._turn(-STEP * round(degrees / STEP))
            case "move":
                self._shift(place)
            case "chart":
                self._choose(place)

    def stepped(self, key: str, steps: int) -> None:
        """Plus and minus turn by 5 degrees."""
        if key == "turn":
            self._turn(int(number_of(self.values, "rotation")) + STEP * steps)

    def _turn(self, degrees: int) -> None:
        self.set_parameter(
            "rotation", (degrees + 180) % 360 - 180 if abs(degrees) > 180 else degrees
        )

    def _shift(self, place: QPointF) -> None:
        start, across, down = self._from
        moved = (place - start) * (PIXELS / AFTER.width())
        for name, value in (("shift", across + moved.x()), ("shift_down", down + moved.y())):
            pixels = min(max(round(value), -SHIFTS), SHIFTS)
            if pixels != number_of(self.values, name):
                self.set_parameter(name, pixels)

    def _choose(self, place: QPointF) -> None:
        name = text_of(self.values, "measured")
        if self.numbers is not None:
            step = STEPS[name]
            amount = round(round(self._axes(self.numbers).x_at(place) / step) * step, 2)
            flips = tuple(FLIPS)
            value = flips[int(amount)] if name == "flip" else int(amount) if step >= 1 else amount
            self.set_parameter(name, value)

    def _knob(self) -> QPointF:
        """The ring's place: above at 0 degrees, anticlockwise from there."""
        turn = math.radians(number_of(self.values, "rotation")) if self.values else 0.0
        away = QPointF(-math.sin(turn), -math.cos(turn)) * TURN_RADIUS
        return AFTER.center() + away

    def draw(self, painter: QPainter, theme: Theme, numbers: ChangedDigit) -> None:
        """Before, after, the bars, the curve."""
        place = QPointF(0, 12)
        words = f"labelled {numbers.label}"
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)
        draw_image(painter, theme, BEFORE, numbers.original)
        write(painter, theme, "click: the next one", QPointF(0, 154), align=LEFT)
        self._draw_after(painter, theme, numbers)
        place = QPointF(BARS.left(), 12)
        write(painter, theme, "read as", place, role=Role.WORD, color="ink", align=LEFT)
        draw_share_bars(
            painter,
            theme,
            BARS,
            [float(share) for share in numbers.shares],
            [str(digit) for digit in range(len(numbers.shares))],
            labelled=numbers.label,
            hidden=not self.revealed,
        )
        self._draw_chart(painter, theme, numbers)

    def _draw_after(self, painter: QPainter, theme: Theme, numbers: ChangedDigit) -> None:
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(AFTER.center(), TURN_RADIUS, TURN_RADIUS)
        draw_image(painter, theme, AFTER, numbers.changed)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(self._knob(), RING, RING)
        words = "drag the digit to shift it, the ring to turn it"
        write(painter, theme, words, QPointF(AFTER.center().x(), 278))

    def _draw_chart(self, painter: QPainter, theme: Theme, numbers: ChangedDigit) -> None:
        name = text_of(self.values, "measured")
        words, ticks = CURVES[name]
        head = f"Of 500 held-out digits read as labelled, by {words}"
        place = QPointF(0, CHART.top() - 22)
        write(painter, theme, head, place, role=Role.WORD, color="ink", align=LEFT)
        axes = self._axes(numbers)
        words_of = (lambda tick: FLIP_WORDS[int(tick)]) if name == "flip" else plain
        axes.draw(painter, theme, [(tick, words_of(tick)) for tick in ticks], PERCENT)
        points = list(zip(numbers.amounts, numbers.accuracies, strict=True))
        if name == "flip":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("s1"))
            for point in points:
                painter.drawEllipse(axes.place(*point), 3, 3)
        else:
            axes.line(painter, theme, points, "s1")
        axes.mark(painter, theme, numbers.amount)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(axes.place(numbers.amount, numbers.accuracy), 5, 5)
        place = QPointF(CHART.right() + 16, CHART.top() + CHART.height() / 2)
        words = f"here {fixed(100 * numbers.accuracy, 0)} %"
        write(painter, theme, words, place, role=Role.WORD, color="ink", align=LEFT)

    def _axes(self, numbers: ChangedDigit) -> PaintedAxes:
        return PaintedAxes(CHART, (numbers.amounts[0], numbers.amounts[-1]), (0, 1))
