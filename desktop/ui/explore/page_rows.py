"""The rows of buttons and words beside and below a scene's picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.flow import Flow
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.words import Words
from desktop.ui.explore.scene import Story

THE_CARDS = ""  # the key of the values that a card brought


class PlayRow(QWidget):
    """Play and Step; not there where nothing moves, and not before the prediction."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = Button(appearance, "Play", "Space")
        self.step = Button(appearance, "Step", ".")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (self.play, self.step):
            line.addWidget(button)
        line.addStretch(1)

    def offer(self, *, moves: bool, may: bool) -> None:
        """Show the row where the scene `moves`; it reacts when one `may` play."""
        self.setVisible(moves)
        for button in (self.play, self.step):
            button.setEnabled(may)
            button.setToolTip("" if may else "Predict first, or show it without.")

    def name_play(self, playing: bool) -> None:
        """Say what Play would do."""
        self.play.set_words("Pause" if playing else "Play")


class StoryRow(QWidget):
    """The stories by name, and the values that a card brought; long names go on the next line."""

    chosen = Signal(str)  # the story's number, or THE_CARDS

    def __init__(
        self,
        appearance: Appearance,
        stories: Sequence[Story],
        *,
        card: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        names = [(str(number), story.name) for number, story in enumerate(stories)]
        if card:
            names.insert(0, (THE_CARDS, "The card’s numbers"))
        self._words = Segmented(appearance, "Stories", names, wraps=True)
        self._words.chosen.connect(self.chosen)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        show = Words(appearance, "Show", Role.NOTE, "faint")
        show.setFixedHeight(self._words.line_height)
        line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)

    def choose(self, key: str) -> None:
        """Mark a story without telling."""
        self._words.choose(key)


class LinkRow(QWidget):
    """What is done with a state: its link, its file, back to its beginning."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = Button(appearance, "Copy link", kind=Kind.TEXT)
        self.export = Button(appearance, "Export", kind=Kind.TEXT)
        self.reset = Button(appearance, "Reset", "R", kind=Kind.TEXT)
        line = Flow(self, gap=16)
        for button in (self.link, self.export, self.reset):
            line.addWidget(button)
