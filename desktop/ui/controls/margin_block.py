"""A block of the margin: a faint label over words or a small picture."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.words import Words


class MarginBlock(QWidget):
    """What stands beside the text, to be consulted."""

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        content: str | QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Words(appearance, label, Role.LABEL, "faint", wrap=True))
        if isinstance(content, str):
            content = Words(appearance, content, Role.NOTE, "soft", wrap=True)
        column.addWidget(content)
