"""What a card will need next, made while it is being answered."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.questions.card import Card, documents, fillings
from desktop.questions.document import formulas
from desktop.questions.rows import Row
from desktop.questions.slots import fill
from desktop.review.task import Task
from desktop.ui.workspace import Workspace


def warming(task: Task, workspace: Workspace) -> Iterator[None]:
    """Load the script and the engine once, then typeset the card's answer, formula by formula."""
    workspace.formulas.load()
    yield
    _ = workspace.grader.marker
    yield
    import desktop.engine.generators  # noqa: F401 - the next card may need fresh numbers

    yield
    yield from workspace.formulas.warm(answer_formulas(task.card, task.row))


def answer_formulas(card: Card, row: Row | None) -> Iterator[tuple[str, bool]]:
    """Every formula of a card with these numbers, as (TeX, whether displayed)."""
    values = row.values if row else {}
    for document in documents(card):
        for tex, display in formulas(document):
            yield fill(tex, values), display
    if row is None:
        return
    for step in card.solution:
        for filling in fillings(step, row):
            for tex, display in formulas(step.text):
                yield fill(tex, filling), display
