"""A real bundle, a real profile and a set clock, put together into sittings."""

from __future__ import annotations

from pathlib import Path

from desktop.questions.bundle import Bundle
from desktop.review.deck import StudyDeck
from desktop.review.grading import Grader, Reply
from desktop.review.selection import EVERYTHING, Selection
from desktop.review.session import Session
from desktop.review.settings import Settings
from desktop.review.store import Store
from desktop.review.task import Task
from tests.replies import right_reply
from tests.review.clocks import SettableClock


class Desk:
    """All that a learner needs; `restart` is as if the app were started again."""

    def __init__(self, folder: Path, bundle: Bundle, clock: SettableClock) -> None:
        self.folder = folder
        self.bundle = bundle
        self.clock = clock
        self.deck = StudyDeck.from_bundle(bundle)
        self.grader = Grader()
        self.store = Store.open(folder, clock)

    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder, self.clock)

    def sitting(self, selection: Selection = EVERYTHING, **preferences) -> Session:
        settings = Settings(**preferences)
        return Session(self.deck, self.bundle, self.store, settings, selection)

    def right(self, task: Task) -> Reply:
        """A reply that earns all credits."""
        return right_reply(task.card, task.row, rubric=True)
