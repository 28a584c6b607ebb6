"""A field of several lines for an answer in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.scroll_bar import ScrollBar
from desktop.ui.controls.themed import Themed
from desktop.ui.theme import CONTROL_RADIUS, FOCUS_WIDTH

LINES = 5
INSIDE = 12


class Editor(QPlainTextEdit):
    """The text itself. The page gets keys with Alt, Enter with Ctrl, paging, undo of nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, or leave the key to the page."""
        modifiers = event.modifiers()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        paging = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        document = self.document()
        idle = (
            event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
        ) or (event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable())
        if modifiers == Qt.KeyboardModifier.AltModifier or (enter and control) or paging or idle:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextArea(Themed, QWidget):
    """Five lines of plain text in a border; what is longer scrolls. Tab leaves it."""

    changed = Signal()

    def __init__(
        self, appearance: Appearance, name: str, lines: int = LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.editor = Editor(self)
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setVerticalScrollBar(ScrollBar(appearance))
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(name)
        self.editor.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.editor.document().setDocumentMargin(0)
        self.editor.textChanged.connect(self.changed)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE - 2, INSIDE - 4, INSIDE - 2)
        column.addWidget(self.editor)
        self.follow(appearance)

    def text(self) -> str:
        """What is written."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Write something else."""
        self.editor.setPlainText(text)

    def restyle(self) -> None:
        """Take the theme's font."""
        self.editor.setFont(self.theme.font(Role.ITEM))
        self.editor.setPalette(self.theme.palette())
        self.setFixedHeight(self.sizeHint().height())
        super().restyle()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        line = self.editor.fontMetrics().lineSpacing()
        return QSize(self.theme.px(400), self._lines * line + 2 * INSIDE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the border anew when the focus comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.editor.hasFocus()
        width = FOCUS_WIDTH if focused else 1
        painter.setPen(QPen(self.theme.color("accent" if focused else "edge"), width))
        painter.setBrush(self.theme.color("page"))
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, CONTROL_RADIUS, CONTROL_RADIUS)
