"""Tables: a head over an edge, rows between hairlines, nothing else."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.scroll_bar import ScrollBar
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.touch_scrolling import TouchScrolling

ROW = 41
HEAD = 34
SIDE = 6  # px between a cell's edge and its text
BAR = 6  # px
BAR_INDENT = 26  # px between a column of bars and the one before
Index = QModelIndex | QPersistentModelIndex


class Cell(IntEnum):
    """What a model says of a cell beside Qt's own roles; it knows no colours, only tokens."""

    COLOR = Qt.ItemDataRole.UserRole + 100  # a token's name; ink where a model has none
    STRONG = Qt.ItemDataRole.UserRole + 101  # whether it is 600
    BAR = Qt.ItemDataRole.UserRole + 102  # (length, filled) as shares of it; in the head: has any


class TableDelegate(QStyledItemDelegate):
    """Draws the cells."""

    def __init__(self, appearance: Appearance, row: int, role: Role, bar_width: int) -> None:
        super().__init__()
        self._appearance = appearance
        self._row = row
        self._role = role
        self._bar_width = bar_width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its text."""
        theme = self._appearance.theme
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        words = QFontMetricsF(theme.font(self._role, 600)).horizontalAdvance(text)
        bar = theme.px(self._bar_width + BAR_INDENT + 12) if index.data(Cell.BAR) else 0
        return QSize(round(words) + 2 * theme.px(SIDE) + bar, theme.px(self._row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, text, hairline."""
        theme = self._appearance.theme
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(option, index)
        if ground:
            painter.fillRect(area, theme.color(ground))
        bottom = round(area.bottom()) - 1
        line = QRectF(area.left(), bottom, area.width(), 1)
        painter.fillRect(line, theme.color("rule"))
        text = area.adjusted(theme.px(SIDE), 0, -theme.px(SIDE), -1)
        view = option.widget
        if index.column() == (view.first_column if isinstance(view, Table) else 0):
            text.setLeft(area.left())
        if index.column() == index.model().columnCount() - 1:
            text.setRight(area.right())
        bar = index.data(Cell.BAR)
        if bar:
            text.setLeft(text.left() + theme.px(BAR_INDENT))
            self._paint_bar(painter, text, *bar)
            text.setLeft(text.left() + theme.px(self._bar_width + 8))
        self._paint_text(painter, text, option, index)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> str:
        view = option.widget
        if isinstance(view, Table):
            if view.selectionModel().isRowSelected(index.row(), QModelIndex()):
                return "select"
            if view.hovered_row == index.row():
                return "hover"
        return ""

    def _paint_bar(self, painter: QPainter, area: QRectF, length: float, filled: float) -> None:
        theme = self._appearance.theme
        height = theme.px(BAR)
        top = round(area.center().y() - height / 2)
        width = theme.px(self._bar_width)
        painter.fillRect(QRectF(area.left(), top, width * length, height), theme.color("rule"))
        painter.fillRect(QRectF(area.left(), top, width * filled, height), theme.color("accent"))

    def _paint_text(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        theme = self._appearance.theme
        font = theme.font(self._role, 600 if index.data(Cell.STRONG) else None)
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        if alignment is not None and int(alignment) & int(Qt.AlignmentFlag.AlignRight):
            font = theme.font(TABULAR.get(self._role, self._role), font.weight())
        painter.setFont(font)
        token = index.data(Cell.COLOR) or "ink"
        if token == "faint" and self._ground(option, index) == "select":
            token = "soft"  # faint is too pale on it
        painter.setPen(theme.color(token))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(area.width()) + 1
        )
        flags = Qt.AlignmentFlag.AlignVCenter
        flags |= (
            Qt.AlignmentFlag(alignment) if alignment is not None else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(area, int(flags), elided)


TABULAR = {Role.ITEM: Role.COUNT, Role.BODY: Role.NUMBER, Role.NOTE: Role.MEASURE}


class TableHead(Themed, QHeaderView):
    """The head's words in faint over an edge; the sorted column says its direction."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.follow(appearance)

    def sizeHint(self) -> QSize:
        """One line and the edge."""
        return QSize(super().sizeHint().width(), self.theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect, index: int) -> None:  # type: ignore[no-untyped-def]
        """Draw a column's words."""
        theme = self.theme
        painter.save()
        area = QRectF(rect)
        edge = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(edge, theme.color("edge"))
        model = self.model()
        role = Qt.ItemDataRole
        text = str(model.headerData(index, Qt.Orientation.Horizontal, role.DisplayRole) or "")
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == index:
            ascending = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            text += " ↑" if ascending else " ↓"
        aligned = model.headerData(index, Qt.Orientation.Horizontal, role.TextAlignmentRole)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        flags |= Qt.AlignmentFlag(aligned) if aligned is not None else Qt.AlignmentFlag.AlignLeft
        last = index == model.columnCount() - 1
        left = 0 if index == self.logicalIndexAt(0) else theme.px(SIDE)
        if model.headerData(index, Qt.Orientation.Horizontal, Cell.BAR):
            left += theme.px(BAR_INDENT)
        painter.setFont(theme.font(Role.LABEL))
        painter.setPen(theme.color("faint"))
        words = area.adjusted(left, 0, 0 if last else -theme.px(SIDE), -1)
        painter.drawText(words, int(flags), text)
        painter.restore()


class Table(Themed, QTableView):
    """A view of a model's rows. Enter, or a double click, chooses one.

    With `whole` it is as high as its rows, and the page scrolls instead of it. With
    `chosen_by_click` one click chooses, and no row stays selected.
    """

    row_chosen = Signal(int)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        row: int = ROW,
        role: Role = Role.ITEM,
        bar_width: int = 94,
        whole: bool = False,
        chosen_by_click: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._row_height = row
        self._whole = whole
        self._delegate = TableDelegate(appearance, row, role, bar_width)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setVerticalScrollBar(ScrollBar(appearance))
        self.setHorizontalHeader(TableHead(appearance, self))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not whole:
            TouchScrolling(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if chosen_by_click:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._choose)
        else:
            self.doubleClicked.connect(self._choose)
        self.entered.connect(self._hover)
        self.follow(appearance)

    @property
    def first_column(self) -> int:
        """The leftmost column that is shown."""
        return self.horizontalHeader().logicalIndexAt(0)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; a whole table follows its count of rows."""
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                changed.connect(self._fit)
        self._fit()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        self.setPalette(self.theme.palette())
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.theme.px(self._row_height))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().update()
        self._fit()
        super().restyle()

    def _fit(self) -> None:
        model = self.model()
        if self._whole and model is not None:
            rows = model.rowCount() * self.theme.px(self._row_height)
            self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row; signs are for the page, not for a search in the rows."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: the current row."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        row = self.visualRect(index.siblingAtColumn(0))
        corner = self.viewport().mapTo(self, QPoint(0, row.top()))
        return QRect(corner.x(), corner.y() + 2, self.viewport().width(), row.height() - 5)

    def _choose(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.row())

    def _hover(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self.hovered_row = -1
        self.viewport().update()
        super().leaveEvent(event)
