"""Speed of text: a fresh variant's prompt and its solution, made, typeset, laid out and painted.

    python -m tests.bench.typeset

A figure is the 95th percentile over some seeds of every generator, the script loaded; of a stored
card it is the first in the process and the median of the rest.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

from tests.project import ROOT

PROMPT, SOLUTION = 50.0, 150.0  # ms
SEEDS = 4  # of each generator
WIDTH = 640  # px

BUNDLE = ROOT / "dist" / "endterm.bundle"


def report() -> list[str]:
    """Lines of the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop.questions.bundle import Bundle
    from desktop.typeset.fonts import register_fonts
    from desktop.typeset.formula_source import FormulaSource
    from desktop.typeset.text_view import TextView
    from tests.typeset.pictures import LIGHT

    application = QApplication.instance() or QApplication([])
    with Bundle(BUNDLE) as bundle:
        register_fonts(bundle)
        source = FormulaSource(bundle)
        view = TextView(source, LIGHT)
        view.show()
        stored = list(_stored(view, bundle))
        script = _milliseconds(source.load)
        prompts, solutions = zip(*_fresh(view, bundle), strict=True)
        view.close()
    application.processEvents()
    return [
        f"text: a stored card's prompt: first {stored[0]:.1f} ms, then {median(stored[1:]):.1f} ms",
        f"text: the script of formulas is loaded in {script:.0f} ms, in idle time",
        _line("prompt of a fresh variant", _high(prompts), PROMPT),
        _line("solution of a fresh variant", _high(solutions), SOLUTION),
    ]


def _stored(view, bundle) -> Iterator[float]:
    """Time to show each card's prompt as it is in the bundle."""
    from desktop.typeset.documents import Passage

    for card in bundle.cards():
        values = card.rows[0].values if card.rows else {}
        passages = [Passage(text, values) for text in (card.context, card.stem) if text]
        yield _milliseconds(lambda passages=passages: _show(view, passages))


def _fresh(view, bundle) -> Iterator[tuple[float, float]]:
    """Time to make and show a prompt, and then its solution."""
    from desktop.engine.generators import generate
    from desktop.questions.card import fillings
    from desktop.questions.variants import row_of
    from desktop.typeset.documents import Passage

    seeds = random.Random(1)
    for card in bundle.cards():
        if card.generator is None:
            continue
        for _ in range(SEEDS):
            start = time.perf_counter()
            row = row_of(generate(card.generator, seeds.randrange(2**31)))
            _show(view, [Passage(text, row.values) for text in (card.context, card.stem) if text])
            middle = time.perf_counter()
            steps = [(step.text, f) for step in card.solution for f in fillings(step, row)]
            _show(view, [Passage(text, filling) for text, filling in steps])
            yield 1e3 * (middle - start), 1e3 * (time.perf_counter() - middle)


def _show(view, passages) -> None:
    view.show_passages(*passages)
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    view.viewport().repaint()


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - start)


def _high(times) -> float:
    return quantiles(times, n=20)[-1]


def _line(what: str, milliseconds: float, budget: float) -> str:
    verdict = "" if milliseconds <= budget else ": MISSED"
    return f"text: {what}: {milliseconds:.1f} ms (budget {budget:g} ms{verdict})"


if __name__ == "__main__":
    print("\n".join(report()))
