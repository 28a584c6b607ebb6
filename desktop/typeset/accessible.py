"""What a screen reader gets of a TextView: words and TeX.

Qt's own interface for a text editor reads the document, in which a formula is a single U+FFFC.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from desktop.typeset.text_view import TextView


def announce_texts() -> None:
    """Have every TextView read as text; once for each application."""
    QAccessible.installFactory(_interface)


def _interface(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    """The interface of a TextView; of anything else None, so that Qt makes its own."""
    if class_name == TextView.__name__ and isinstance(thing, TextView):
        return SpokenText(thing)
    return None


class SpokenText(QAccessibleWidget):
    """A static text whose name is what it says, unless the view was given a name."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view, QAccessible.Role.StaticText)
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        """The name, description or value."""
        name = self._view.accessibleName()
        match kind:
            case QAccessible.Text.Name:
                return name or self._view.text()
            case QAccessible.Text.Description:
                return self._view.text() if name else ""
            case QAccessible.Text.Value:
                return self._view.text()
        return str(super().text(kind))
