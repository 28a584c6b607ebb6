"""The visualizations in the exam's order, each with the questions that lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.questions.card import Card
from desktop.questions.views import VIEWS
from desktop.ui.explore.registry import SCENES


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """A visualization: its name, its title, and the numbers of the questions that it belongs to."""

    name: str
    title: str
    questions: tuple[str, ...]


def view_entries(cards: Iterable[Card]) -> list[ViewEntry]:
    """Every visualization that can be shown, in the order in which the exam comes to it."""
    questions: dict[str, list[str]] = {}
    for card in cards:
        if card.kind != "drill" and card.retired is None and card.explore.view in SCENES:
            questions.setdefault(card.explore.view, []).append(card.number)
    return [ViewEntry(name, VIEWS[name].title, tuple(found)) for name, found in questions.items()]
