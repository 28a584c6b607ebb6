"""A fresh variant of every family: its numbers, and its prompt and worked solution written out.

    python -m tests.bench.variants

Medians over seeds, of the rounds the best: other work on the machine only slows. Typesetting and
painting have a budget of their own.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from desktop.engine.generators import GENERATORS, generate
from desktop.questions.bundle import Bundle
from desktop.questions.card import Card, fillings
from desktop.questions.document import DisplayFormula, Formula, Slot, walk
from desktop.questions.rows import Row
from desktop.questions.slots import fill, slot_key
from desktop.questions.variants import row_of
from tests.project import CONTENT, Project

BUDGET = 1.0  # ms
SEEDS, ROUNDS = 100, 3


def report() -> list[str]:
    """Lines of the table, the slowest family first."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), source=CONTENT)
        project.build()
        with Bundle(project.bundle) as bundle:
            cards = {card.generator: card for card in bundle.cards() if card.generator}
    rows = sorted((_measured(cards[name]) for name in GENERATORS), reverse=True)
    missed = [row for row in rows if row[0] > BUDGET]
    verdict = f"MISSED by {len(missed)}" if missed else "kept by all"
    lines = [
        f"fresh variant, {len(rows)} families, prompt and solution (budget {BUDGET:g} ms median: "
        f"{verdict})",
        f"  {'ms':>6} {'numbers':>8} {'worst 5 %':>10} {'accepted':>9}  family",
    ]
    return lines + [
        f"  {whole:6.2f} {numbers:8.2f} {worst:10.2f} {accepted:9.0%}  {name}"
        for whole, numbers, worst, accepted, name in rows
    ]


def _measured(card: Card) -> tuple[float, float, float, float, str]:
    """Median of the whole and of the numbers alone, the 95th percentile, accepted draws, name."""
    name = card.generator or ""
    rounds = [list(_times(card, name)) for _ in range(ROUNDS)]
    whole = min(median(total for _, total, _ in times) for times in rounds)
    numbers = min(median(numbers for numbers, _, _ in times) for times in rounds)
    worst = min(sorted(total for _, total, _ in times)[SEEDS * 95 // 100] for times in rounds)
    return whole, numbers, worst, SEEDS / sum(tries for *_, tries in rounds[0]), name


def _times(card: Card, name: str) -> Iterator[tuple[float, float, int]]:
    """Of each seed the milliseconds for its numbers and for all, and how many draws it took."""
    for seed in range(SEEDS):
        start = time.perf_counter()
        variant = generate(name, seed)
        numbers = time.perf_counter()
        _write(card, row_of(variant))
        end = time.perf_counter()
        yield 1e3 * (numbers - start), 1e3 * (end - start), variant.tries


def _write(card: Card, row: Row) -> None:
    """Fill every formula of the prompt and of the solution, and every slot between them."""
    labels = (entry.label for part in card.parts for entry in part.inputs)
    texts = [(document, row.values) for document in (card.stem, *labels)]
    texts += [(step.text, values) for step in card.solution for values in fillings(step, row)]
    for document, values in texts:
        for node in walk(document):
            match node:
                case Formula() | DisplayFormula():
                    fill(node.tex, values)
                case Slot():
                    values[slot_key(node)]


if __name__ == "__main__":
    print("\n".join(report()))
