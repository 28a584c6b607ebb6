"""An item of a rubric: box, what the answer has to say, its credits, its key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.key_cap import KeyCap
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.controls.words import Words

TEXT_LEFT = 34


class RubricRow(TickRow):
    """Ticked by the learner where the answer says it; what is ticked shows its credits in ink."""

    box_left = 4
    box_top = 13

    def __init__(
        self,
        appearance: Appearance,
        key: str,
        name: str,
        item: QWidget,
        credits: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{name}, {credits}", parent)
        self._credits = Words(appearance, credits, Role.COUNT, "faint", weight=500)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(14)
        self._row.addWidget(item, 1)
        cap = KeyCap(appearance, key)
        self._row.addWidget(self._credits, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        for child in (item, self._credits, cap):
            self.pass_clicks(child)
        self.toggled.connect(self._show_credits)
        self.follow(appearance)

    def restyle(self) -> None:
        """Take the theme's sizes."""
        px = self.theme.px
        self._row.setContentsMargins(px(TEXT_LEFT), px(11), 0, px(13))
        super().restyle()

    def _show_credits(self, ticked: bool) -> None:
        self._credits.set_color("ink" if ticked else "faint")
