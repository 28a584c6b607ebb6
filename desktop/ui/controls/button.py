"""Buttons: filled for what to do next, outline for its equals, text and quiet for all others."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.key_cap import HEIGHT as CAP_HEIGHT
from desktop.ui.controls.key_cap import key_cap_width, paint_key_cap
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import CONTROL_RADIUS, TARGET_HEIGHT

START_HEIGHT = 40
HEIGHT = 36
RATING_HEIGHT = 52
RATING_WIDTH = 124
SIDE = 14  # px between edge and words
GAP = 10  # px between words and key cap
CAP_EDGE_ALPHA = 130


class Kind(Enum):
    """How much a button stands out."""

    FILLED = "filled"
    OUTLINE = "outline"
    TEXT = "text"
    QUIET = "quiet"


class Button(Themed, QAbstractButton):
    """A button with its key's cap; with a `note` it has two lines, as ratings have.

    The painted button may be lower than the widget, which is never below a finger's size.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        key: str = "",
        kind: Kind = Kind.OUTLINE,
        *,
        note: str | None = None,
        height: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._kind = kind
        self._note = note
        self._height = height or (HEIGHT if note is None else RATING_HEIGHT)
        self.setText(text)
        may_shrink = QSizePolicy.Policy.Fixed if note is None else QSizePolicy.Policy.Maximum
        self.setSizePolicy(may_shrink, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()
        self.follow(appearance)

    @property
    def kind(self) -> Kind:
        """How much it stands out."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Make it stand out more or less."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_words(self, text: str, note: str | None = None) -> None:
        """Give it other words."""
        self._note = note
        self.setText(text)
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._note}" if self._note else self.text())
        self.setAccessibleDescription(f"Key {self._key}" if self._key else "")

    def sizeHint(self) -> QSize:
        """As wide as its words, at least a finger high."""
        theme = self.theme
        height = max(theme.px(self._height), TARGET_HEIGHT)
        if self._note is not None:
            needed = self._note_width() + self._words_left() + theme.px(SIDE)
            return QSize(max(theme.px(RATING_WIDTH), needed), height)
        words = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        sides = 0 if self._is_bare() else 2 * theme.px(SIDE)
        gap = theme.px(GAP) if self._key and self.text() else 0
        return QSize(round(words) + 1 + sides + gap + self.cap_width(), height)

    def cap_width(self) -> int:
        """How wide the key's cap is; 0 without one."""
        return key_cap_width(self.theme, self._key) if self._key else 0

    def minimumSizeHint(self) -> QSize:
        """Words are never cut; two lines can do without their cap."""
        if self._note is None:
            return self.sizeHint()
        return QSize(self._note_width() + 2 * self.theme.px(SIDE), self.sizeHint().height())

    def _note_width(self) -> int:
        first = QFontMetricsF(self.theme.font(Role.BUTTON, 600)).horizontalAdvance(self.text())
        second = QFontMetricsF(self.theme.font(Role.TICK)).horizontalAdvance(self._note or "")
        return round(max(first, second)) + 1

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the painted button."""
        height = self.theme.px(self._height)
        return QRect(0, (self.height() - height) // 2, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words and cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.focus_rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._is_bare():
            ground, edge = self._ground()
            painter.setPen(QPen(edge, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(area, CONTROL_RADIUS, CONTROL_RADIUS)
        if self._note is None:
            self._paint_line(painter, area)
        else:
            self._paint_two_lines(painter, area, self._note)

    def _is_bare(self) -> bool:
        return self._kind in (Kind.TEXT, Kind.QUIET)

    def _is_active(self) -> bool:
        return self.isEnabled() and (self.isDown() or self.underMouse())

    def _ground(self) -> tuple[QColor, QColor]:
        """Fill and edge."""
        color = self.theme.color
        if not self.isEnabled():
            return color("sunk"), color("rule")
        if self._kind is Kind.FILLED:
            ground = color("accent_hover" if self._is_active() else "accent")
            return ground, ground
        return color("hover" if self._is_active() else "page"), color("edge")

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self.theme.color("faint")
        if self._kind is Kind.FILLED:
            return self.theme.color("accent_ink")
        if self._kind is Kind.OUTLINE:
            return self.theme.color("ink")
        if self._kind is Kind.QUIET:
            return self.theme.color("ink" if self._is_active() else "soft")
        return self.theme.color("accent_hover" if self._is_active() else "accent")

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        theme = self.theme
        left = area.left() + (0 if self._is_bare() else theme.px(SIDE))
        painter.setFont(self._font())
        painter.setPen(self._ink())
        words = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, area.top(), words + 2, area.height()), middle, self.text())
        if self._key:
            gap = theme.px(GAP) if self.text() else 0
            self._paint_cap(painter, left + words + gap, area)

    def _paint_two_lines(self, painter: QPainter, area: QRectF, note: str) -> None:
        theme = self.theme
        has_cap = bool(self._key) and self._shows_cap()
        left = float(self._words_left() if has_cap else theme.px(SIDE))
        lines = theme.line(Role.BUTTON) + theme.line(Role.NOTE)
        top = area.center().y() - lines / 2
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font())
        painter.setPen(self._ink())
        first = QRectF(left, top, area.width(), theme.line(Role.BUTTON))
        painter.drawText(first, middle, self.text())
        painter.setFont(theme.font(Role.TICK))
        if self.isEnabled() and self._kind is not Kind.FILLED:
            painter.setPen(theme.color("soft"))
        second = QRectF(left, first.bottom(), area.width(), theme.line(Role.NOTE))
        painter.drawText(second, middle, note)
        if has_cap:
            self._paint_cap(painter, area.left() + theme.px(SIDE) - theme.px(4), area)

    def _shows_cap(self) -> bool:
        return self.width() >= self.sizeHint().width()  # all ratings with theirs, or none

    def _paint_cap(self, painter: QPainter, left: float, area: QRectF) -> None:
        theme = self.theme
        height = theme.px(CAP_HEIGHT)
        top = round(area.center().y() - height / 2)
        cap = QRectF(round(left), top, key_cap_width(theme, self._key), height)
        ink, edge = theme.color("faint"), theme.color("rule")
        if self._kind is Kind.FILLED and self.isEnabled():
            ink = theme.color("accent_ink")
            edge = QColor(ink)
            edge.setAlpha(CAP_EDGE_ALPHA)
        paint_key_cap(painter, theme, self._key, cap, ink, edge)

    def _words_left(self) -> int:
        """Where the words of two lines begin: right of the cap."""
        theme = self.theme
        if not self._key:
            return theme.px(SIDE)
        return theme.px(SIDE - 4) + key_cap_width(theme, self._key) + theme.px(12)

    def _font(self) -> QFont:
        if self._kind is Kind.QUIET:
            return self.theme.font(Role.NOTE)
        return self.theme.font(Role.BUTTON, 600 if self._kind is Kind.FILLED else None)
