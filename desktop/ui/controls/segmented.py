"""Words in a row, one of them chosen: ranges, filters, small choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QWidget,
)

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import FOCUS_WIDTH, TARGET_HEIGHT

GAP = 20
CHOSEN_WEIGHT = 600


class Segment(Themed, QAbstractButton):
    """One of the words. It keeps the width of its chosen weight, so that nothing moves."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right are for the row, which tells what is chosen."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        return self.theme.font(Role.BODY, CHOSEN_WEIGHT if self.isChecked() else 500)

    def sizeHint(self) -> QSize:
        """As wide as the word when it is chosen, a finger high."""
        font = self.theme.font(Role.BODY, CHOSEN_WEIGHT)
        words = QFontMetricsF(font).horizontalAdvance(self.text())
        return QSize(round(words) + 2, max(TARGET_HEIGHT, self.theme.px(TARGET_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the word."""
        line = self.theme.line(Role.BODY) + 8
        return QRect(-2, (self.height() - line) // 2, self.width() + 4, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word, chosen in ink with a line below, else as a link."""
        painter = QPainter(self)
        painter.setFont(self._font())
        link = "accent_hover" if self.underMouse() else "accent"
        chosen = self.isChecked()
        painter.setPen(self.theme.color("ink" if chosen else link))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            top = (self.height() + self.theme.line(Role.BODY)) // 2 + 2
            painter.fillRect(0, top, self.width(), FOCUS_WIDTH, self.theme.color("accent"))


class Segmented(QWidget):
    """The row. Arrow keys go through it, Tab leaves it."""

    chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """`options` lists (key, words); the first is chosen.

        With `wraps` those that have no room go on the next line.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        row: QLayout = Flow(self, gap=GAP) if wraps else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for key, words in options:
            segment = Segment(appearance, words)
            segment.setAccessibleDescription(name)
            self._group.addButton(segment)
            self._segments[key] = segment
            row.addWidget(segment)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
        self._group.buttonClicked.connect(self._tell)
        self.choose(options[0][0])

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def segment(self, key: str) -> Segment:
        """The word of a key."""
        return self._segments[key]

    @property
    def line_height(self) -> int:
        """The height of one line of words."""
        return next(iter(self._segments.values())).sizeHint().height()

    def choose(self, key: str) -> None:
        """Choose without telling."""
        self._segments[key].setChecked(True)

    def set_words(self, key: str, words: str) -> None:
        """Give an option other words, such as another count."""
        self._segments[key].set_text(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        keys = list(self._segments)
        place = (keys.index(self.value) + steps) % len(keys)
        self._segments[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        self._segments[keys[place]].click()

    def _tell(self) -> None:
        self.chosen.emit(self.value)
