"""A picture that a scene draws with a painter: 640 units wide, whatever the text size.

Parts that react are given by `hits`: the picture finds which is under the pointer, goes through
them by arrow keys, and tells the scene's own methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.explore.number_editor import NumberEditor
from desktop.ui.explore.picture import WIDTH, Picture
from desktop.ui.explore.scene import Values
from desktop.ui.theme import FOCUS_WIDTH, Theme

Numbers = TypeVar("Numbers")

DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
MANY = 10  # steps with Shift


@dataclass(frozen=True, slots=True)
class Hit:
    """A part that reacts: its key, its area in the picture's units, what a screen reader says.

    An editable part takes steps; one with a `value` can be typed over too.
    """

    key: str
    area: QRectF
    name: str
    editable: bool = False
    value: float | None = None


class DrawnPicture(Picture[Numbers], Generic[Numbers]):
    """Base of pictures that are drawn.

    A subclass draws in `draw` and may override `hits`, `pressed`, `dragged`, `stepped` and `typed`.
    The part under the pointer, or reached by the keyboard, is `pointed`.
    """

    height_units = 360

    def __init__(self, appearance: Appearance) -> None:
        self.values: Values = {}
        self.numbers: Numbers | None = None
        self.revealed = False
        self.pointed = ""
        self._dragging = ""
        self._editor: NumberEditor | None = None
        super().__init__(appearance)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What a scene's picture says

    def draw(self, painter: QPainter, theme: Theme, numbers: Numbers) -> None:
        """Draw, in units of which 640 are the width."""
        raise NotImplementedError

    def hits(self) -> Sequence[Hit]:
        """The parts that react, in the order of the keyboard."""
        return ()

    def pressed(self, key: str) -> None:
        """A part was clicked, or Enter pressed on it."""

    def dragged(self, key: str, place: QPointF) -> None:
        """A part was dragged to a place."""

    def stepped(self, key: str, steps: int) -> None:
        """An editable part is to go so many steps up: wheel, plus and minus, or digits' arrows."""

    def typed(self, key: str, value: float) -> None:
        """A number was typed over a part that has a value."""

    # What all of them share

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw these numbers."""
        taller = self.height_units
        self.values, self.numbers, self.revealed = values, numbers, revealed
        self.arranged()
        if self.height_units != taller:
            self.updateGeometry()
        self.update()

    def arranged(self) -> None:
        """Numbers are new: a subclass may set `height_units` and places here."""

    @property
    def unit(self) -> float:
        """Pixels of a unit."""
        return self.width() / WIDTH

    def sizeHint(self) -> QSize:
        """The text's width."""
        width = self.theme.px(WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """It shrinks with the window."""
        return QSize(self.theme.px(320), self.heightForWidth(self.theme.px(320)))

    def hasHeightForWidth(self) -> bool:
        """It keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """It keeps its proportions."""
        return round(self.height_units * width / WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in units, then the ring around the part that the keyboard is at."""
        if self.numbers is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.unit, self.unit)
        theme = Theme(self.theme.tokens)  # sizes are in units: the scale is in the painter
        self.draw(painter, theme, self.numbers)
        hit = self._hit(self.pointed)
        if hit is not None and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(hit.area.adjusted(-3, -3, 3, 3), 3, 3)

    def focus_rect(self) -> QRect:
        """The ring is drawn here, around a part; without parts around the whole."""
        return QRect() if self.hits() else self.rect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts at the first part, so that one sees where it is."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and self._hit(self.pointed) is None and self.hits():
            self.point_at(self.hits()[0].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a part, or drag it."""
        place = event.position() / self.unit
        if self._dragging:
            self.dragged(self._dragging, place)
            return
        under = next((hit.key for hit in self.hits() if hit.area.contains(place)), "")
        if under or not self._holds():
            self.point_at(under)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type a part's value anew."""
        self.mousePressEvent(event)
        self.edit(self.pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a part."""
        self.mouseMoveEvent(event)
        if self.pointed and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = self.pointed
            self.pressed(self.pointed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._dragging = ""

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at, unless the keyboard is here."""
        if not self.hasFocus():
            self.point_at("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel steps an editable part that was clicked before; else the page scrolls."""
        hit = self._hit(self.pointed)
        if hit is None or not hit.editable or not self.hasFocus():
            event.ignore()
            return
        self.stepped(hit.key, 1 if event.angleDelta().y() > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next part, plus and minus step it, Enter and digits change it."""
        key = Qt.Key(event.key())
        many = MANY if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key in DIRECTIONS and self.hits():
            self._go(*DIRECTIONS[key])
        elif self.pointed and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.stepped(self.pointed, many)
        elif self.pointed and key == Qt.Key.Key_Minus:
            self.stepped(self.pointed, -many)
        elif self.pointed and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.edit(self.pointed):
                self.pressed(self.pointed)
        elif not (event.text().isdecimal() and self.edit(self.pointed, event.text())):
            super().keyPressEvent(event)

    def point_at(self, key: str) -> None:
        """Point at a part, or at none."""
        if key != self.pointed:
            self.pointed = key
            hit = self._hit(key)
            self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
            self.setAccessibleDescription(hit.name if hit else "")
            self.update()

    def edit(self, key: str, text: str = "") -> bool:
        """Open a field over a part that has a value; False for another part."""
        hit = self._hit(key)
        if hit is None or hit.value is None:
            return False
        if self._editor is None:
            self._editor = NumberEditor(self.appearance, self)
            self._editor.given.connect(self.typed)
        corner, size = hit.area.topLeft() * self.unit, hit.area.size() * self.unit
        self._editor.edit(key, hit.name, hit.value, QRectF(corner, size).toRect(), text)
        return True

    def _holds(self) -> bool:
        """Whether the part that is pointed at was clicked, to be changed by keys or the wheel."""
        hit = self._hit(self.pointed)
        return self.hasFocus() and hit is not None and hit.editable

    def _hit(self, key: str) -> Hit | None:
        return next((hit for hit in self.hits() if hit.key == key), None)

    def _go(self, across: int, down: int) -> None:
        """Point at the nearest part in a direction."""
        hits = self.hits()
        here = self._hit(self.pointed)
        if here is None:
            self.point_at(hits[0].key)
            return
        start = here.area.center()

        def distance(hit: Hit) -> float:
            move = hit.area.center() - start
            along = move.x() * across + move.y() * down
            aside = abs(move.x() * down) + abs(move.y() * across)
            return along + 3 * aside if along > 0.5 else float("inf")

        nearest = min(hits, key=distance)
        if distance(nearest) < float("inf"):
            self.point_at(nearest.key)


def write(
    painter: QPainter,
    theme: Theme,
    text: str,
    place: QPointF,
    *,
    role: Role = Role.TICK,
    color: str | QColor = "faint",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    weight: int | None = None,
) -> None:
    """Write a line of text, centred on a height, left, centred or right of a place."""
    painter.setFont(theme.font(role, weight))
    painter.setPen(theme.color(color) if isinstance(color, str) else color)
    wide = 2000.0
    left = {
        Qt.AlignmentFlag.AlignLeft: 0.0,
        Qt.AlignmentFlag.AlignRight: wide,
    }.get(align, wide / 2)
    area = QRectF(place.x() - left, place.y() - 20, wide, 40)
    painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), text)
