"""Moving a formula that is wider than its column: by wheel, by its strip, by Alt with arrows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from desktop.typeset.formula_object import STRIP, STRIP_SPACE, FormulaObject, Placed

KEY_STEP = 40  # px
WHEEL_PART = 1 / 3  # px for each eighth of a degree that a wheel turns
DIRECTION = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Sideways:
    """Takes a text's events that move its wide formulas; each call says whether one has moved."""

    def __init__(self, formulas: FormulaObject) -> None:
        self._formulas = formulas
        self._held: Placed | None = None
        self._from = QPointF()

    def press(self, point: QPointF) -> bool:
        """Take hold of the strip at a point of the document."""
        wide = self._formulas.wide_at(point)
        strip = wide is not None and point.y() >= wide.rect.bottom() - STRIP - 2 * STRIP_SPACE
        self._held, self._from = (wide if strip else None), point
        return strip

    def drag(self, point: QPointF) -> bool:
        """Move what is held as far as the strip has to go for it."""
        if self._held is None:
            return False
        scale = self._held.width / self._held.rect.width()
        self._held.scroll((point.x() - self._from.x()) * scale)
        self._from = point
        return True

    def release(self) -> bool:
        """Let go."""
        held, self._held = self._held, None
        return held is not None

    def wheel(self, event: QWheelEvent) -> bool:
        """Move the formula under the pointer; only sideways, or with Shift."""
        wide = self._formulas.wide_at(event.position())
        distance = event.pixelDelta().x() or WHEEL_PART * event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not distance:
            distance = event.pixelDelta().y() or WHEEL_PART * event.angleDelta().y()
        return wide is not None and bool(distance) and wide.scroll(-distance)

    def key(self, event: QKeyEvent) -> bool:
        """Move every wide formula a step."""
        direction = DIRECTION.get(Qt.Key(event.key()), 0)
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or not direction:
            return False
        moved = [wide.scroll(direction * KEY_STEP) for wide in self._formulas.wide()]
        return any(moved)
