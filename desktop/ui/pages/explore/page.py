"""The page that lists the visualizations, and opens links to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance
from desktop.ui.controls.field import Field
from desktop.ui.controls.words import Words
from desktop.ui.grid import Grid
from desktop.ui.page import Page
from desktop.ui.pages.explore.entries import ViewEntry
from desktop.ui.pages.explore.view_row import ViewRow

LINK_WIDTH = 236


class ExploreIndexPage(Page):
    """Emits which visualization to open."""

    view_chosen = Signal(str)
    link_given = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.rows: dict[str, ViewRow] = {}
        self._grid = Grid(appearance)
        self._grid.main.addWidget(Words(appearance, "Explore", Role.DISPLAY))
        self._grid.main.addSpacing(6)
        sentence = "Predict first, then see it happen, then change one thing at a time."
        self._grid.main.addWidget(Words(appearance, sentence, Role.PROSE, "soft", wrap=True))
        self._grid.main.addSpacing(18)
        self.link = Field(
            appearance, "Link to a state", width=LINK_WIDTH, role=Role.NUMBER,
            placeholder="endterm:explore/…",
        )  # fmt: skip
        self.link.returnPressed.connect(self._give_link)
        self.fault = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.fault.hide()
        self._grid.add_margin(self._link_block())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)

    def _link_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(self.appearance, "Open a link", Role.LABEL, "faint"))
        column.addWidget(self.link)
        words = "A link keeps all settings of a view. Copy one there and open it here again."
        column.addWidget(Words(self.appearance, words, Role.NOTE, "soft", wrap=True))
        column.addWidget(self.fault)
        return block

    def show_entries(self, entries: Sequence[ViewEntry]) -> None:
        """List the visualizations; they stay the same while the app runs."""
        if self.rows:
            return
        for entry in entries:
            row = ViewRow(self.appearance, entry)
            row.clicked.connect(self._choose)
            self.rows[entry.name] = row
            self._grid.main.addWidget(row)

    def say_fault(self, fault: str) -> None:
        """Say why a link can't be opened; "" takes that back."""
        self.fault.set_text(fault)
        self.fault.setVisible(bool(fault))

    def _give_link(self) -> None:
        self.link_given.emit(self.link.text())

    def _choose(self) -> None:
        row = self.sender()
        if isinstance(row, ViewRow):
            self.view_chosen.emit(row.entry.name)
