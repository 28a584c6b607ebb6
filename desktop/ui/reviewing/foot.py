"""The review's foot: check, then rate. The suggested rating is the filled button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.review.records import Rating
from desktop.ui.appearance import Appearance
from desktop.ui.controls.button import START_HEIGHT, Button, Kind
from desktop.ui.controls.foot import Foot
from desktop.ui.wording import interval_words

NAMES = {rating: rating.name.capitalize() for rating in Rating}
BETWEEN_ENDS = 24  # px
CRAM_NOTES = dict.fromkeys(Rating, "done for now") | {Rating.AGAIN: "once more"}


class ReviewFoot(QWidget):
    """Three feet, one at a time: before the answer, after it, after practice."""

    proceeded = Signal()
    unknown_chosen = Signal()
    rating_chosen = Signal(int)
    another_asked = Signal()
    explore_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.proceed = Button(appearance, "Check", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.unknown = Button(appearance, "I don’t know", "0", Kind.TEXT)
        self.ratings = {
            rating: Button(appearance, NAMES[rating], str(int(rating)), note="")
            for rating in Rating
        }
        self.another = Button(appearance, "Another one", "N", Kind.TEXT)
        self.explore = Button(appearance, "Explore", "X", Kind.TEXT)
        self.look_closer = Button(appearance, "Explore", "X", Kind.TEXT)
        self.back = Button(appearance, "Back", "Enter", Kind.FILLED, height=START_HEIGHT)
        self.one_more = Button(appearance, "Another one", "N", Kind.TEXT)
        self._front = self._foot(self.proceed, self.unknown, space=12)
        self._rate = self._foot(*self.ratings.values(), ends=(self.another, self.explore))
        self._practice = self._foot(self.back, ends=(self.one_more, self.look_closer))
        self._connect()

    def _foot(self, *buttons: Button, space: int = 0, ends: tuple[Button, ...] = ()) -> Foot:
        foot = Foot(self._appearance)
        for place, button in enumerate(buttons):
            foot.add(button, space if place else 0)
        for place, button in enumerate(ends):
            foot.add_at_end(button, BETWEEN_ENDS if place else 0)
        self._stack.addWidget(foot)
        return foot

    def _connect(self) -> None:
        self.proceed.clicked.connect(self.proceeded)
        self.back.clicked.connect(self.proceeded)
        self.unknown.clicked.connect(self.unknown_chosen)
        for button in self.ratings.values():
            button.clicked.connect(self._rate_by_button)
        self.another.clicked.connect(self.another_asked)
        self.one_more.clicked.connect(self.another_asked)
        for button in (self.explore, self.look_closer):
            button.clicked.connect(self.explore_asked)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button, from left to right."""
        front = (self.proceed, self.unknown)
        rating = (*self.ratings.values(), self.another, self.explore)
        return (*front, *rating, self.back, self.one_more, self.look_closer)

    @property
    def is_rating(self) -> bool:
        """Whether a rating is to be chosen."""
        return self._stack.currentWidget() is self._rate

    def ask_answer(self, words: str) -> None:
        """Before the answer."""
        self.proceed.set_words(words)
        self._stack.setCurrentWidget(self._front)

    def ask_rating(
        self, suggested: Rating, intervals: Mapping[Rating, int], *, another: bool
    ) -> None:
        """After the answer; without intervals nothing is scheduled."""
        for rating, button in self.ratings.items():
            note = interval_words(intervals[rating]) if intervals else CRAM_NOTES[rating]
            button.set_words(NAMES[rating], note)
        self.suggest(suggested)
        self.another.setVisible(another)
        self._stack.setCurrentWidget(self._rate)

    def suggest(self, suggested: Rating) -> None:
        """Fill another rating's button."""
        for rating, button in self.ratings.items():
            button.set_kind(Kind.FILLED if rating is suggested else Kind.OUTLINE)

    def ask_back(self, words: str, *, another: bool) -> None:
        """After practice."""
        self.back.set_words(words)
        self.one_more.setVisible(another)
        self._stack.setCurrentWidget(self._practice)

    def _rate_by_button(self) -> None:
        button = self.sender()
        chosen = next(rating for rating, known in self.ratings.items() if known is button)
        self.rating_chosen.emit(int(chosen))
