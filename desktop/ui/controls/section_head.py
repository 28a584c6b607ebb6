"""The head of a section: a serif line, with a sentence below it where one helps."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.words import Words


class SectionHead(QWidget):
    """A question or a name, then what it comes to in one sentence."""

    def __init__(
        self, appearance: Appearance, title: str, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(appearance, title, Role.SECTION, wrap=True))
        self._sentence = Words(appearance, sentence, Role.NOTE, "soft", wrap=True)
        self._sentence.setVisible(bool(sentence))
        column.addWidget(self._sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else below the title."""
        self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(sentence))
