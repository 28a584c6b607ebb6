"""The chosen card beside the table: front, back and history; a past variant takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.typeset.documents import Passage
from desktop.typeset.look import Role
from desktop.ui.controls.button import Button, Kind
from desktop.ui.controls.scroll_bar import ScrollBar
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.themed import Themed
from desktop.ui.controls.touch_scrolling import TouchScrolling
from desktop.ui.controls.words import Words
from desktop.ui.pages.browse.card_text import Part
from desktop.ui.pages.browse.history import HistoryLine, Memory
from desktop.ui.pages.browse.history_view import HistoryView
from desktop.ui.texts import Texts
from desktop.ui.theme import TEXT_WIDTH

FRONT, BACK, HISTORY = "front", "back", "history"
BETWEEN = 16


@dataclass(frozen=True, slots=True)
class CardSides:
    """A card as it is read: a line above its title, its sides, figures, where to read on.

    `past` says which variant of the past this is, or nothing.
    """

    label: str
    title: str
    front: tuple[Part, ...]
    back: tuple[Part, ...]
    figures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    past: str = ""


class Preview(Themed, QWidget):
    """Shows one card at a time; only the side in sight is typeset."""

    closed = Signal()
    variant_chosen = Signal(int)  # the row of the log whose variant is wanted again
    past_left = Signal()
    history_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance = texts.appearance
        self._texts = texts
        self._sides: CardSides | None = None
        self._history_asked = False
        self.is_opened = False
        self.label = Words(appearance, "", Role.LABEL, "faint", wrap=True)
        self.title = Words(appearance, "", Role.SECTION, wrap=True)
        self.past = Words(appearance, "", Role.NOTE, "soft", wrap=True)
        self.back_to_card = Button(appearance, "Back to the card", "Esc", Kind.TEXT)
        self.close_button = Button(appearance, "Back to the table", "Esc", Kind.TEXT)
        self.sides = Segmented(
            appearance, "Side", [(FRONT, "Front"), (BACK, "Back"), (HISTORY, "History")]
        )
        self.history = HistoryView(appearance)
        self._area = self._scrolling()
        self._history_area = self._scrolling()
        self._history_area.setWidget(self.history)
        self._stack = QStackedWidget()
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.back_to_card.clicked.connect(self.leave_past)
        self.sides.chosen.connect(self._turn)
        self.history.variant_chosen.connect(self.variant_chosen)
        self.set_closable(False)
        self.follow(appearance)

    @property
    def is_past(self) -> bool:
        """Whether a variant of the past is shown."""
        return self._sides is not None and bool(self._sides.past)

    def take_focus(self) -> None:
        """Put the focus on the words that turn the card."""
        self.sides.segment(self.sides.value).setFocus()

    def set_opened(self, opened: bool) -> None:
        """Note that it was asked for, where it takes the table's place."""
        self.is_opened = opened

    def set_closable(self, closable: bool) -> None:
        """Offer the way back to the table."""
        self.close_button.setVisible(closable)

    def show_card(self, sides: CardSides) -> None:
        """Show a card, turned as the one before was."""
        self._sides = sides
        self._history_asked = False
        self.label.set_text(sides.label)
        self.title.set_text(sides.title)
        self.past.set_text(sides.past)
        self.past.setVisible(bool(sides.past))
        self.back_to_card.setVisible(bool(sides.past))
        self.setAccessibleName(f"{sides.title}. {sides.label}")
        if sides.past and self.sides.value == HISTORY:
            self.sides.choose(BACK)
        self._turn()

    def show_lines(self, lines: Sequence[HistoryLine], memory: Memory) -> None:
        """Show the card's history."""
        self.history.show_lines(lines, memory)

    def show_history(self) -> None:
        """Turn to the history."""
        self.sides.choose(HISTORY)
        self._turn()

    def leave_past(self) -> None:
        """Go back from a variant of the past to the card."""
        self.sides.choose(HISTORY)
        self.past_left.emit()

    def _turn(self) -> None:
        side = self.sides.value
        self._stack.setCurrentWidget(self._history_area if side == HISTORY else self._area)
        if side == HISTORY and not self._history_asked:
            self._history_asked = True
            self.history_wanted.emit()
        elif side != HISTORY and self._sides is not None:
            self._show_side(self._sides, side)

    def _show_side(self, sides: CardSides, side: str) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 8, 12, 24)
        column.setSpacing(BETWEEN)
        for part in sides.front if side == FRONT else sides.back:
            if part.heading:
                column.addWidget(Words(self.appearance, part.heading, Role.HEADING))
            column.addWidget(self._texts.view(*(Passage(*each) for each in part.passages)))
        if side == FRONT:
            for figure in sides.figures:
                column.addWidget(self._texts.figure(figure))
        for source in sides.sources if side == BACK else ():
            column.addWidget(Words(self.appearance, source, Role.NOTE, "soft", wrap=True))
        column.addStretch(1)
        content.setMaximumWidth(self.theme.px(TEXT_WIDTH))
        self._area.setWidget(content)  # deletes the one before

    def _scrolling(self) -> QScrollArea:
        area = QScrollArea()
        area.setVerticalScrollBar(ScrollBar(self._texts.appearance))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        TouchScrolling(area)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _lay_out(self) -> None:
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._history_area)
        links = QHBoxLayout()
        links.addWidget(self.close_button)
        links.addWidget(self.back_to_card)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(2)
        column.addLayout(links)
        for widget in (self.label, self.title, self.past, self.sides):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
