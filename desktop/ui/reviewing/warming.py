"""What a card will need next, made while it is being answered."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.questions.card import Card, documents, fillings
from desktop.questions.document import Document, formulas
from desktop.questions.rows import Row
from desktop.questions.slots import fill
from desktop.review.task import Task
from desktop.ui.workspace import Workspace


def warming(task: Task, workspace: Workspace) -> Iterator[None]:
    """Typeset the answer of the card that is shown.

    The script that typesets is loaded only for a card with numbers, since those of no bundle are
    one key away there.
    """
    _ = workspace.grader.marker
    yield
    if task.row is not None:
        workspace.formulas.load()
        yield
        import desktop.engine.generators  # noqa: F401 - another one is made by it

        yield
    yield from workspace.formulas.warm(answer_formulas(task.card, task.row))


def preparing(following: Task, workspace: Workspace) -> Iterator[None]:
    """Typeset what the card after this one begins with."""
    yield from workspace.formulas.warm(prompt_formulas(following.card, following.row))


def answer_formulas(card: Card, row: Row | None) -> Iterator[tuple[str, bool]]:
    """Every formula of a card with these numbers, as (TeX, whether displayed)."""
    for document in documents(card):
        yield from _filled(document, row.values if row else {})
    if row is not None:
        for step in card.solution:
            for filling in fillings(step, row):
                yield from _filled(step.text, filling)


def prompt_formulas(card: Card, row: Row | None) -> Iterator[tuple[str, bool]]:
    """The formulas of what is shown before the answer."""
    labels = [entry.label for part in card.parts for entry in part.inputs]
    options = [option.text for option in card.options]
    for document in (card.context, card.stem, *options, *labels):
        yield from _filled(document, row.values if row else {})


def _filled(document: Document, values: dict[str, str]) -> Iterator[tuple[str, bool]]:
    for tex, display in formulas(document):
        yield fill(tex, values), display
