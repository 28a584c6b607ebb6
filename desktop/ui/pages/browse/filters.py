"""Filters as words with counts: what is chosen, what that leaves, and what each word would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.ui.pages.browse.entries import CardEntry


class Facet(StrEnum):
    """A property that cards are filtered by."""

    PROBLEM = "Problem"
    TOPIC = "Topic"
    KIND = "Kind"
    STATE = "State"
    MARK = "Mark"


def values_of(entry: CardEntry, facet: Facet) -> tuple[str, ...]:
    """What a card has of a property; several for topics and marks."""
    match facet:
        case Facet.PROBLEM:
            return (entry.card.problem,)
        case Facet.TOPIC:
            return entry.card.topics
        case Facet.KIND:
            return (entry.card.kind,)
        case Facet.STATE:
            return (entry.standing,)
        case Facet.MARK:
            return tuple(entry.marks)


@dataclass(frozen=True, slots=True)
class Filters:
    """The chosen words, and the ids that a search found, best first (None: no search).

    Within a property a card needs one of the chosen words; every property with a chosen word, and
    the search, must agree.
    """

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    found: tuple[str, ...] | None = None

    def toggled(self, facet: Facet, value: str) -> Filters:
        """The same with one word chosen, or no longer chosen."""
        words = self.chosen.get(facet, frozenset()) ^ {value}
        others = {name: kept for name, kept in self.chosen.items() if name is not facet}
        return replace(self, chosen=others | ({facet: words} if words else {}))

    def searched(self, found: Sequence[str] | None) -> Filters:
        """The same with another search."""
        return replace(self, found=None if found is None else tuple(found))

    def without_words(self) -> Filters:
        """The search alone."""
        return replace(self, chosen={})

    def holds(self, facet: Facet, value: str) -> bool:
        """Whether a word is chosen."""
        return value in self.chosen.get(facet, frozenset())

    def apply(self, entries: Sequence[CardEntry]) -> list[CardEntry]:
        """The cards that remain, in the order given; with a search, the best first."""
        left = [entry for entry in self._searched(entries) if self._passes(entry)]
        if self.found is None:
            return left
        rank = {card_id: place for place, card_id in enumerate(self.found)}
        return sorted(left, key=lambda entry: rank[entry.card_id])

    def counts(self, entries: Sequence[CardEntry]) -> dict[Facet, Counter[str]]:
        """For each word, how many cards have it among those that all other properties leave."""
        counted: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
        for entry in self._searched(entries):
            failing = [facet for facet in self.chosen if not self._has(entry, facet)]
            if len(failing) > 1:
                continue
            for facet in failing or Facet:
                counted[facet].update(values_of(entry, facet))
        return counted

    def _searched(self, entries: Sequence[CardEntry]) -> Sequence[CardEntry]:
        if self.found is None:
            return entries
        found = frozenset(self.found)
        return [entry for entry in entries if entry.card_id in found]

    def _passes(self, entry: CardEntry) -> bool:
        return all(self._has(entry, facet) for facet in self.chosen)

    def _has(self, entry: CardEntry, facet: Facet) -> bool:
        return not self.chosen[facet].isdisjoint(values_of(entry, facet))
