"""The bar at the top: the pages as words; where a page absorbs, where one is and how far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.centered import LEAST_SIDE, Centered
from desktop.ui.controls.hairline import Hairline
from desktop.ui.controls.progress_line import ProgressLine
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.words import Words
from desktop.ui.theme import FOCUS_WIDTH, PAGE_WIDTH, TEXT_WIDTH, TOP_BAR_HEIGHT

CHOSEN_WEIGHT = 600
BETWEEN_TABS = 28
NAME_TO_TABS = 54
LEAST_GAP = 12


class Tab(Themed, QAbstractButton):
    """A page's name; the one that is open stands in ink over a line of accent."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(appearance)

    def _font(self) -> QFont:
        return self.theme.font(Role.BODY, CHOSEN_WEIGHT if self.isChecked() else None)

    def sizeHint(self) -> QSize:
        """As wide as the name when it is open."""
        chosen = self.theme.font(Role.BODY, CHOSEN_WEIGHT)
        width = QFontMetricsF(chosen).horizontalAdvance(self.text())
        return QSize(round(width) + 1, self.theme.px(TOP_BAR_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the word."""
        line = self.theme.line(Role.BODY) + 6
        return QRect(-3, (self.height() - line) // 2, self.width() + 6, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, and the line of the page that is open."""
        painter = QPainter(self)
        painter.setFont(self._font())
        lit = self.isChecked() or self.underMouse()
        painter.setPen(self.theme.color("ink" if lit else "soft"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            top = self.height() - FOCUS_WIDTH
            painter.fillRect(0, top, self.width(), FOCUS_WIDTH, self.theme.color("accent"))


class TopBar(Themed, QWidget):
    """The name, the pages as words, the search."""

    page_chosen = Signal(str)
    search_asked = Signal()

    def __init__(
        self,
        appearance: Appearance,
        pages: Sequence[tuple[str, str]],
        *,
        searchable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`pages` lists (key, title)."""
        super().__init__(parent)
        self.tabs: dict[str, Tab] = {}
        line = QWidget()
        self._row = QHBoxLayout(line)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._name = Words(appearance, "Endterm", Role.NAME)
        self._gaps = [QSpacerItem(NAME_TO_TABS, 0)]
        self._row.addWidget(self._name)
        self._row.addItem(self._gaps[0])
        for key, title in pages:
            tab = Tab(appearance, title)
            tab.setProperty("page", key)
            tab.clicked.connect(self._choose)
            self.tabs[key] = tab
            self._row.addWidget(tab)
            self._gaps.append(QSpacerItem(BETWEEN_TABS, 0))
            self._row.addItem(self._gaps[-1])
        self._row.addStretch(1)
        self.search = Button(appearance, "Search", "/", Kind.QUIET)
        self.search.clicked.connect(self.search_asked)
        self._searchable = searchable
        self._row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Centered(appearance, line), 1)
        column.addWidget(Hairline(appearance))
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's height."""
        self.setFixedHeight(self.theme.px(TOP_BAR_HEIGHT))
        super().restyle()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the words together where there is little room."""
        self._fit()

    def _fit(self) -> None:
        """Gaps shrink first, then the search gives way; its key stays."""
        px = self.theme.px
        tabs = sum(tab.sizeHint().width() for tab in self.tabs.values())
        words = self._name.sizeHint().width() + tabs
        room = min(px(PAGE_WIDTH), self.width() - 2 * LEAST_SIDE) - words
        search = self.search.sizeHint().width()
        least = LEAST_GAP * len(self._gaps)
        shown = self._searchable and room - search >= least
        self.search.setVisible(shown)
        gaps = room - search * shown
        between = max(0, min(px(BETWEEN_TABS), gaps // (len(self._gaps) + 1)))
        for place, gap in enumerate(self._gaps):
            gap.changeSize(between if place else min(px(NAME_TO_TABS), 2 * between), 0)
        self._row.invalidate()

    def show_page(self, key: str) -> None:
        """Underline the page that is open."""
        for other, tab in self.tabs.items():
            tab.setChecked(other == key)

    def _choose(self) -> None:
        tab = self.sender()
        if isinstance(tab, Tab):
            tab.setChecked(True)
            self.page_chosen.emit(tab.property("page"))


class PlaceBar(Themed, QWidget):
    """Esc, where, how far; progress is the line below."""

    leave_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.leave = LeaveButton(appearance)
        self.leave.clicked.connect(self.leave_asked)
        self.where = Words(appearance, "", Role.NOTE, "soft")
        self.how_far = Words(appearance, "", Role.MEASURE, "soft")
        self.line = ProgressLine(appearance)
        row.addWidget(self.leave)
        row.addWidget(self.where)
        row.addStretch(1)
        row.addWidget(self.how_far)
        self._row = row
        self._end: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Centered(appearance, line, narrow=TEXT_WIDTH), 1)
        column.addWidget(self.line)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's height."""
        self.setFixedHeight(self.theme.px(TOP_BAR_HEIGHT))
        super().restyle()

    def show_end(self, end: QWidget | None) -> None:
        """Put a page's own widget at the end, in place of another page's."""
        if self._end is not None and self._end is not end:
            self._end.hide()
        self._end = end
        if end is not None:
            self._row.addWidget(end)
            end.show()

    def show_place(self, where: str, how_far: str, share: float) -> None:
        """Say where one is and how far."""
        self.where.set_text(where)
        self.how_far.set_text(how_far)
        self.line.set_share(share)


class LeaveButton(Button):
    """The key cap Esc, to be pressed by mouse or finger as well."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", "Esc", Kind.TEXT, parent=parent)
        self.setAccessibleName("Leave")
