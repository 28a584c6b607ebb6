"""Everything that is open: knowledge base, profile, look; presenters are made with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.questions.bundle import Bundle
from desktop.review.deck import StudyDeck
from desktop.review.grading import Grader
from desktop.review.settings import Settings, read_settings, write_settings
from desktop.review.store import Store
from desktop.typeset.formula_source import FormulaSource
from desktop.ui.appearance import Appearance
from desktop.ui.texts import Texts


class Workspace:
    """One bundle, one profile, one window."""

    def __init__(self, bundle: Bundle, store: Store, appearance: Appearance) -> None:
        self.bundle = bundle
        self.store = store
        self.appearance = appearance
        self.deck = StudyDeck.from_bundle(bundle)
        self.formulas = FormulaSource(bundle)
        self.texts = Texts(bundle, self.formulas, appearance)
        self.grader = Grader()
        self.settings = read_settings(store)
        self._topic_titles = {topic.id: topic.title for topic in self.deck.topics}

    def topic_titles(self, topics: tuple[str, ...]) -> list[str]:
        """The topics' names, in the card's order."""
        return [self._topic_titles.get(topic, topic) for topic in topics]

    def change_settings(self, **changes: Any) -> Settings:
        """Keep other preferences.

        Raises: PreferenceError for what cannot work, StoreError if they were not saved.
        """
        after = replace(self.settings, **changes)
        write_settings(self.store, self.settings, after)
        self.settings = after
        return after

    def close(self) -> None:
        """Close profile and bundle."""
        self.store.close()
        self.bundle.close()
