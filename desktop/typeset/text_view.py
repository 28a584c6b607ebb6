"""A text that is read: as high as its content, selectable, copied as Markdown with TeX."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desktop.typeset.documents import Passage, TypesetDocument, typeset
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.look import Role, TextLook
from desktop.typeset.sideways import Sideways
from desktop.typeset.written import markdown, spoken

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
HANDLED = (
    *(QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll),
    *(QKeySequence.StandardKey.SelectNextChar, QKeySequence.StandardKey.SelectPreviousChar),
    *(QKeySequence.StandardKey.SelectNextWord, QKeySequence.StandardKey.SelectPreviousWord),
    *(QKeySequence.StandardKey.SelectNextLine, QKeySequence.StandardKey.SelectPreviousLine),
    *(QKeySequence.StandardKey.SelectStartOfLine, QKeySequence.StandardKey.SelectEndOfLine),
    *(QKeySequence.StandardKey.SelectStartOfBlock, QKeySequence.StandardKey.SelectEndOfBlock),
    *(QKeySequence.StandardKey.SelectStartOfDocument, QKeySequence.StandardKey.SelectEndOfDocument),
    *(QKeySequence.StandardKey.MoveToNextChar, QKeySequence.StandardKey.MoveToPreviousChar),
    *(QKeySequence.StandardKey.MoveToNextWord, QKeySequence.StandardKey.MoveToPreviousWord),
)
"""The keys that mean something to a text; all others are the page's."""


class TextView(QTextEdit):
    """Shows passages; a layout gives it the height that its content needs at its width."""

    def __init__(
        self,
        source: FormulaSource,
        look: TextLook,
        *,
        role: Role = Role.PROSE,
        soft: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make it empty; `soft` sets its text in the look's soft color."""
        super().__init__(parent)
        self._source, self._look, self._role, self._soft = source, look, role, soft
        self._passages: tuple[Passage, ...] = ()
        self._stale = False
        self._heights: dict[int, int] = {}
        self._document: TypesetDocument | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._take_colors()
        self._typeset()

    def show_passages(self, *passages: Passage) -> None:
        """Show these, one below another, in the place of what was shown."""
        self._passages = passages
        self._typeset()

    def set_look(self, look: TextLook) -> None:
        """Take another look; what is selected stays selected. A hidden text waits until shown."""
        if look == self._look:
            return
        self._look = look
        self._take_colors()
        if self.isVisible():
            self._typeset(keep_selection=True)
        else:
            self._stale = True

    def text(self) -> str:
        """All of it as words, formulas as their TeX."""
        return spoken(self.document())

    def markdown(self) -> str:
        """All of it as Markdown, formulas between dollars."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return markdown(cursor)

    def _typeset(self, *, keep_selection: bool = False) -> None:
        self._stale = False
        self._heights.clear()
        before = self.textCursor()
        ink = self._look.soft if self._soft else self._look.ink
        document = typeset(
            self._passages, self._look, self._source, role=self._role, ink=ink, parent=self
        )
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self._formulas = document.formulas
        self._sideways = Sideways(document.formulas)
        if keep_selection:
            cursor = QTextCursor(document)
            cursor.setPosition(before.anchor())
            cursor.setPosition(before.position(), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.setAccessibleDescription(spoken(document))
        self.updateGeometry()

    def _take_colors(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(self._look.ink))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(self._look.select))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(self._look.ink))
        self.setPalette(palette)

    def hasHeightForWidth(self) -> bool:
        """It has: text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the content at a width, in px."""
        if self._stale:
            self._typeset(keep_selection=True)
        if width not in self._heights:
            document = self.document()
            shown = document.textWidth()
            # else the editor would answer a new size by its own width, and that be measured
            blocked = document.documentLayout().blockSignals(True)
            document.setTextWidth(width)
            self._heights[width] = math.ceil(document.size().height())
            if 0 < shown != width:
                document.setTextWidth(shown)
            document.documentLayout().blockSignals(blocked)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As high as the content at the present width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As sizeHint, and narrow, so that a layout may choose the width."""
        return QSize(1, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the width has changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Typeset what has waited."""
        if self._stale:
            self._typeset(keep_selection=True)
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, selected formulas last."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._formulas.paint_selected(painter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor to who came by key and will move it by key."""
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.setCursorWidth(1 if by_key else 0)
        super().focusInEvent(event)

    def focus_rect(self) -> QRect:
        """What the focus ring goes around: all of it."""
        return self.rect()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as Markdown.

        The object is Qt's own: the clipboard outlives Python, where one of Python's would crash.
        """
        data = super().createMimeDataFromSelection()
        data.text()  # what it puts off until it is read must not come on top of ours
        data.clear()
        data.setText(markdown(self.textCursor()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of selection and copy; leave all others to the page."""
        if any(event.matches(key) for key in HANDLED):
            super().keyPressEvent(event)
        elif self._sideways.key(event):
            self.viewport().update()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move a wide formula sideways; up and down is the page's."""
        if self._sideways.wheel(event):
            self.viewport().update()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a wide formula's strip, or start to select."""
        if not self._sideways.press(event.position()):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or select."""
        if self._sideways.drag(event.position()):
            self.viewport().update()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if not self._sideways.release():
            super().mouseReleaseEvent(event)
