"""A statement to tick; after the check its verdict and its reason stand with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.mark import Mark, Sign
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.controls.words import Words

LETTER_LEFT = 40  # px from the row's left edge
TEXT_LEFT = 66
VERDICT_WIDTH = 162
ENDS = 10  # px above and below


class ChoiceRow(TickRow):
    """Box, letter, statement, and a column that is kept free for the verdict.

    Nothing above or in the statement moves when verdict and reason come.
    """

    box_left = 16
    box_top = 15

    def __init__(
        self,
        appearance: Appearance,
        letter: str,
        name: str,
        statement: QWidget,
        *,
        radio: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{letter}: {name}" if letter else name, parent)
        self.radio = radio
        self._statement = statement
        self._letter = Words(appearance, letter, Role.WORD, "faint", parent=self)
        self._body = QVBoxLayout()
        self._body.setSpacing(3)
        self._body.addWidget(statement)
        self._verdict = QHBoxLayout()
        self._verdict.setSpacing(6)
        holder = QWidget(self)
        holder.setLayout(self._verdict)
        self._verdict.setContentsMargins(0, 0, 0, 0)
        self._verdict_holder = holder
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addLayout(self._body, 1)
        self._row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        for child in (statement, self._letter, holder):
            self.pass_clicks(child)
        self.follow(appearance)

    def judge(self, sign: Sign, words: str, reason: QWidget) -> None:
        """Say what its box was worth, and why."""
        self.freeze()
        self.show_wrong(sign == "wrong")
        self._verdict.addWidget(Mark(self.appearance, sign))
        self._verdict.addWidget(Words(self.appearance, words, Role.WORD, sign), 1)
        self._give_reason(reason)
        self.setAccessibleName(f"{self.accessibleName()}. {words}")

    def tell(self, words: str, reason: QWidget) -> None:
        """Say what holds, where nothing was answered, and why."""
        self.freeze()
        self._verdict.addWidget(Words(self.appearance, words, Role.WORD, "soft"), 1)
        self._give_reason(reason)

    def _give_reason(self, reason: QWidget) -> None:
        self.pass_clicks(reason)
        self._body.addWidget(reason)
        self.updateGeometry()

    def restyle(self) -> None:
        """Take the theme's sizes."""
        px = self.theme.px
        self._row.setContentsMargins(px(TEXT_LEFT), px(ENDS), 0, px(ENDS) + 1)
        line = self.theme.line(Role.PROSE)
        self._verdict_holder.setFixedSize(px(VERDICT_WIDTH), line)
        self._letter.resize(self._letter.sizeHint())
        self._letter.move(px(LETTER_LEFT), px(ENDS) + (line - self.theme.line(Role.WORD)) // 2)
        super().restyle()

    def ground(self) -> str:
        """Ticked rows are washed, the one under the pointer is grey."""
        return "accent_wash" if self.isChecked() else super().ground()
