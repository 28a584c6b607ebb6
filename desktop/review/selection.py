"""What a learner chooses to study in one sitting."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.questions.bundle import Bundle
from desktop.review.deck import StudyCard
from desktop.review.records import CardState

WEAK_CARDS = 20


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of cards; what is left empty does not restrict it.

    Within the choice, what is due, in learning and new is studied under the limits of the day.
    `weak` takes instead the learned cards that cost the most credits now, due or not, `limit` of
    them. `cram` takes every card of the choice and leaves the schedule alone: its answers stand in
    the log as practice, without a rating.
    `extra_new` raises today's limit of new cards.
    """

    problems: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    flags: frozenset[int] = frozenset()
    ids: frozenset[str] | None = None
    leeches: bool = False
    drills: bool = True
    weak: bool = False
    cram: bool = False
    limit: int | None = None
    extra_new: int = 0

    @classmethod
    def search(cls, bundle: Bundle, query: str) -> Selection:
        """The cards that hold every word of the query."""
        return cls(ids=frozenset(bundle.search(query)))

    def takes(self, card: StudyCard, state: CardState | None, leech_lapses: int) -> bool:
        """Whether a card belongs to the choice; a new card has no state or a new one."""
        if self.ids is not None and card.id not in self.ids:
            return False
        if self.problems and card.problem not in self.problems:
            return False
        if self.topics and self.topics.isdisjoint(card.topics):
            return False
        if self.kinds and card.kind not in self.kinds:
            return False
        if self.flags and (state.flag if state else 0) not in self.flags:
            return False
        if self.leeches and (state.lapses if state else 0) < leech_lapses:
            return False
        return self.drills or not card.is_drill


EVERYTHING = Selection()
