"""Finds texts that have less room than they need."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.typeset.text_view import TextView
from desktop.ui.controls.words import Words


def cut(window: QWidget) -> list[str]:
    """What is cut: by too small a widget, or by what holds it."""
    found = []
    for words in window.findChildren(Words):
        if words.isVisible() and words.text():
            needed = words.heightForWidth(words.width())
            narrow = words.width() < words.minimumSizeHint().width()
            if words.height() < needed or narrow or _outside(words):
                found.append(words.text())
    for view in window.findChildren(TextView):
        if view.isVisible() and (
            view.height() < view.heightForWidth(view.width()) or _outside(view)
        ):
            found.append(view.text())
    return found


def _outside(widget: QWidget) -> bool:
    """Whether it is wider than what holds it."""
    parent = widget.parentWidget()
    return parent is not None and widget.geometry().right() > parent.width()
