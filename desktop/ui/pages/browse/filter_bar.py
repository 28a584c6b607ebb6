"""The filters: a row of properties, and below it the words of the one that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.pages.browse.filters import Facet, Filters
from desktop.ui.theme import FOCUS_WIDTH

HEIGHT = 32
GAP = 6  # px between a word and its count
FacetWords = Mapping[Facet, Sequence[tuple[str, str]]]  # the values of a property and their words


class FilterWord(Themed, QAbstractButton):
    """A word that can be chosen, with the number of cards that it would show."""

    def __init__(
        self, appearance: Appearance, facet: Facet, value: str, word: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.facet, self.value = facet, value
        self._count = 0
        self.setText(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def show_count(self, count: int, *, chosen: bool) -> None:
        """Say how many cards it would show, and whether it is chosen."""
        self._count = count
        self.setChecked(chosen)
        self.setAccessibleName(f"{self.text()}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word when it is chosen and its count."""
        word = QFontMetricsF(self.theme.font(Role.BODY, 600)).horizontalAdvance(self.text())
        count = QFontMetricsF(self.theme.font(Role.TICK)).horizontalAdvance(str(self._count))
        return QSize(round(word + count) + self.theme.px(GAP) + 2, self.theme.px(HEIGHT))

    def focus_rect(self) -> QRect:
        """What the focus ring goes around."""
        line = self.theme.line(Role.BODY) + 8
        return QRect(-2, (self.height() - line) // 2, self.width() + 4, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word as a link, chosen in ink with a line below; then the count."""
        painter = QPainter(self)
        chosen = self.isChecked()
        font = self._font()
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        link = "accent_hover" if self.underMouse() else "accent"
        empty = not chosen and self._count == 0
        painter.setFont(font)
        painter.setPen(self.theme.color("ink" if chosen else "faint" if empty else link))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()), middle, self.text())
        painter.setFont(self.theme.font(Role.TICK))
        painter.setPen(self.theme.color("faint"))
        left = width + self.theme.px(GAP)
        painter.drawText(QRectF(self.rect()).adjusted(left, 1, 8, 1), middle, str(self._count))
        if chosen:
            top = (self.height() + self.theme.line(Role.BODY)) // 2 + 2
            painter.fillRect(0, top, round(width), FOCUS_WIDTH, self.theme.color("accent"))

    def _font(self) -> QFont:
        return self.theme.font(Role.BODY, 600 if self.isChecked() else None)


class FilterBar(Themed, QWidget):
    """Properties as words, one of them open; a chosen word stays so while another is open."""

    toggled = Signal(Facet, str)
    cleared = Signal()

    def __init__(
        self, appearance: Appearance, words: FacetWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._heads = Segmented(
            appearance, "Filter by", [(facet.value, facet.value) for facet in words]
        )
        self._clear = Button(appearance, "Show all", "", Kind.TEXT)
        self._lines = {facet: self._line(appearance, facet) for facet in words}
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(Words(appearance, "Filter by", Role.LABEL, "faint"))
        head.addWidget(self._heads, 1)
        head.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for line, _ in self._lines.values():
            column.addWidget(line)
        self._heads.chosen.connect(self._open)
        self._clear.clicked.connect(self.cleared)
        self._open(next(iter(words)).value)
        self.follow(appearance)

    def open_facet(self, facet: Facet) -> None:
        """Show the words of a property."""
        self._heads.choose(facet.value)
        self._open(facet.value)

    def word(self, facet: Facet, value: str) -> FilterWord:
        """The word of a value."""
        return next(word for word in self._lines[facet][1] if word.value == value)

    def show_counts(self, filters: Filters, counts: Mapping[Facet, Counter[str]]) -> None:
        """Show what is chosen, and how many cards each word would show."""
        for facet, (_, buttons) in self._lines.items():
            for button in buttons:
                chosen = filters.holds(facet, button.value)
                button.show_count(counts[facet][button.value], chosen=chosen)
            named = [button.text() for button in buttons if button.isChecked()]
            self._heads.set_words(facet.value, _head(facet, named))
        self._clear.setVisible(bool(filters.chosen))

    def _line(self, appearance: Appearance, facet: Facet) -> tuple[QWidget, list[FilterWord]]:
        line = QWidget(self)
        line.setAccessibleName(facet.value)
        flow = Flow(line, gap=18)
        buttons = [
            FilterWord(appearance, facet, value, word, line) for value, word in self._words[facet]
        ]
        for button in buttons:
            button.clicked.connect(self._tell)
            flow.addWidget(button)
        return line, buttons

    def _tell(self) -> None:
        word = self.sender()
        if isinstance(word, FilterWord):
            self.toggled.emit(word.facet, word.value)

    def _open(self, name: str) -> None:
        for facet, (line, _) in self._lines.items():
            line.setVisible(facet.value == name)


def _head(facet: Facet, named: Sequence[str]) -> str:
    if not named:
        return facet.value
    first = named[0] if len(named[0]) <= 24 else f"{named[0][:22].rstrip()} …"
    return f"{facet.value}: {first}" + (f" and {len(named) - 1} more" if len(named) > 1 else "")
