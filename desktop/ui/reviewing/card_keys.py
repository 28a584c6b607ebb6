"""What keys do on a card: each acts only where it means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance

from desktop.review.records import Rating
from desktop.ui.keys import Action
from desktop.ui.page import Handler
from desktop.ui.reviewing.stage import Stage

if TYPE_CHECKING:
    from desktop.ui.reviewing.page import ReviewPage


def card_keys(page: ReviewPage) -> Mapping[Action, Handler]:
    """The handlers of a page's keys."""

    def on_card() -> bool:
        return page.sheet is not None

    def always() -> bool:
        return True

    def answering() -> bool:
        return page.stage is Stage.ANSWERING

    def with_numbers() -> bool:
        known = page.sheet is not None and page.sheet.task.row is not None
        return known and page.stage in (Stage.RATING, Stage.PRACTICED)

    def rate(key: str) -> None:
        if page.stage is Stage.RATING:
            page.rating_chosen.emit(Rating(int(key)))

    def tick(key: str) -> None:
        rows = page.sheet.input.rows() if page.sheet is not None else []
        place = ord(key) - ord("A")
        if place < len(rows):
            rows[place].click()

    return {
        Action.PROCEED: page.proceed,
        Action.RATE: rate,
        Action.LETTER: tick,
        Action.UNKNOWN: _telling(page.unknown_chosen, answering),
        Action.ANOTHER: _telling(page.another_asked, with_numbers),
        Action.EXPLORE: _telling(page.explore_asked, on_card),
        Action.HISTORY: _telling(page.history_asked, on_card),
        Action.UNDO: _telling(page.undo_asked, always),
        Action.REDO: _telling(page.redo_asked, always),
        Action.BURY: _telling(page.bury_asked, on_card),
        Action.SUSPEND: _telling(page.suspend_asked, on_card),
        Action.FLAG: _telling(page.flag_asked, on_card),
    }


def _telling(signal: SignalInstance, applies: Callable[[], bool]) -> Handler:
    """A handler that emits where its key applies."""

    def handle(key: str) -> None:
        if applies():
            signal.emit()

    return handle
