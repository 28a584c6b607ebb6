"""Steps back and marks: undo, redo, bury, suspend, flag, and what the strip says of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.review.records import LogRow, Rating
from desktop.review.session import Session
from desktop.review.store import StoreError
from desktop.review.task import Task
from desktop.ui.reviewing import outlook
from desktop.ui.speaker import Speaker


class CardMarks:
    """What is done to the cards of a sitting beside answering them."""

    def __init__(
        self, session: Callable[[], Session], speaker: Speaker, show_next: Callable[[], object]
    ) -> None:
        self._find_session = session
        self._speaker = speaker
        self._show_next = show_next

    @property
    def _session(self) -> Session:
        return self._find_session()

    def undo(self) -> None:
        """Take the last step back and show what it concerned."""
        session = self._session
        concerned = session.store.next_undo()
        if concerned is None:
            self._speaker.say("There is nothing to undo.")
            return
        words = f"Undone: {outlook.row_words(concerned)}."
        self._do(session.undo, words, ("Redo", self.redo))

    def redo(self) -> None:
        """Do again what was taken back."""
        session = self._session
        concerned = session.store.next_redo()
        if concerned is None:
            self._speaker.say("There is nothing to redo.")
            return
        words = f"Done again: {outlook.row_words(concerned)}."
        self._do(session.redo, words, ("Undo", self.undo))

    def bury(self, task: Task) -> None:
        """Let a card rest until tomorrow."""
        words = f"{task.card.number} rests until tomorrow."
        self._do(partial(self._session.bury, task.card_id), words, ("Undo", self.undo))

    def suspend(self, card_id: str) -> None:
        """Let a card rest until it is taken back."""
        number = self._session.deck.card_of[card_id].number
        words = f"{number} is suspended, until you take it back in Browse."
        self._do(partial(self._session.suspend, card_id), words, ("Undo", self.undo))

    def flag(self, task: Task) -> None:
        """Flag a card, or take the flag away; it stays where it is."""
        flag = 0 if self._session.state(task.card_id).flag else 1
        words = "is flagged" if flag else "has no flag any more"
        said = f"{task.card.number} {words}."
        mark = partial(self._session.flag, task.card_id, flag)
        self._do(mark, said, ("Undo", self.undo), stay=True)

    def warn_of_leech(self, task: Task, rating: Rating) -> None:
        """Name a card that is forgotten again and again."""
        session = self._session
        if rating is Rating.AGAIN and session.is_leech(task.card_id):
            lapses = session.state(task.card_id).lapses
            self._speaker.say(
                outlook.leech_words(task.card.number, lapses),
                ("Suspend it", partial(self.suspend, task.card_id)),
                ("Keep it", self._speaker.clear),
            )

    def _do(
        self,
        step: Callable[[], LogRow | None],
        words: str,
        opposite: tuple[str, Callable[[], object]],
        *,
        stay: bool = False,
    ) -> None:
        try:
            step()
        except StoreError as error:
            retry = partial(self._do, step, words, opposite, stay=stay)
            self._speaker.say(str(error), ("Retry", retry))
            return
        self._speaker.say(words, opposite)
        if not stay:
            self._show_next()
