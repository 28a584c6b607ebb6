"""One line that says what an answer was worth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions.marking import Mark as MarkName
from desktop.questions.marking import Piece
from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.mark import Mark
from desktop.ui.controls.words import Words
from desktop.ui.reviewing.verdict_words import sentence

SUMMARY = re.compile(r"(.* credits?)( suggests? )(\w+)\.")  # 1.5 of 2 credits suggest Hard.


class VerdictLine(QWidget):
    """Words, and once there is a verdict its sign before them; it keeps its height."""

    def __init__(
        self, appearance: Appearance, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mark = Mark(appearance, "right")
        self._mark.hide()
        self._words = Words(appearance, words, Role.BODY, "soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        beside = QVBoxLayout()  # level with the first line
        beside.addSpacing(2)
        beside.addWidget(self._mark)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Say something that is no verdict."""
        self._mark.hide()
        self._words.set_color("soft")
        self._words.set_text(words)

    def show_verdict(self, mark: MarkName, pieces: Sequence[Piece]) -> None:
        """Give the verdict in words, stressed in places."""
        if mark != "none":
            self._mark.set_sign(mark)
        self._mark.setVisible(mark != "none")
        self._words.set_color("ink")
        self._words.set_text(sentence(pieces))

    def show_result(self, mark: MarkName, summary: str) -> None:
        """Give the sum of credits and the rating that it suggests, both stressed."""
        found = SUMMARY.fullmatch(summary)
        assert found, f"marking speaks in another way: {summary}"
        credits, verb, rating = found.groups()
        pieces = (Piece(strong=credits), Piece(plain=verb), Piece(strong=rating), Piece(plain="."))
        self.show_verdict(mark, pieces)
