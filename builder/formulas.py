"""The formulas of a build: typeset once, through the cache, in as many processes as asked for."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from builder.assets import mathjax_script
from builder.bundle import Formula
from builder.commands import Options, Progress
from desktop.formulas import FormulaCache, FormulaError, Typesetter
from desktop.questions.card import Card, formulas_of

Source = tuple[str, bool]
"""A formula's TeX and whether it is displayed."""


class TypesetFormulas(NamedTuple):
    """Formulas for the bundle, with the outlines of their glyphs."""

    rows: list[Formula]
    glyphs: dict[str, str]


class Formulas:
    """Typesets for one build; use it as a context manager, which writes the cache at its end."""

    def __init__(self, options: Options, progress: Progress) -> None:
        self._options = options
        self._progress = progress
        self.cache = FormulaCache(options.cache, Typesetter(mathjax_script()))

    def prepare(self, sources: Sequence[Source]) -> None:
        """Typeset all of these into the cache, those that are wrong aside."""
        if self._options.jobs == 1:
            for done, source in enumerate(sources, 1):
                _attempt(self.cache, source)
                self._progress.count(done, len(sources))
            return
        shares = [sources[start :: self._options.jobs] for start in range(self._options.jobs)]
        # a forked copy of a JavaScript engine is not to be trusted
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._options.jobs, mp_context=context) as pool:
            folder, script = self._options.cache, mathjax_script()
            try:
                with _deaf_to_interrupts():
                    futures = [pool.submit(_typeset_share, folder, script, s) for s in shares]
                for future in futures:
                    future.result()
            except BaseException:
                for process in multiprocessing.active_children():
                    process.terminate()
                raise

    def typeset(self, tex: str, display: bool) -> None:
        """Typeset one formula.

        Raises: FormulaError if it is refused or wrong.
        """
        self.cache.formula(tex, display)

    def of_cards(self, cards: Iterable[Card]) -> TypesetFormulas:
        """Every formula that the cards show, with the glyphs that these formulas use."""
        sources = sorted({source for card in cards for source in formulas_of(card)})
        found = [self.cache.formula(*source) for source in sources]
        rows = [
            Formula(
                formula.key,
                formula.tex,
                formula.display,
                formula.width,
                formula.height,
                formula.depth,
                formula.items_json().encode(),
            )
            for formula in found
        ]
        used = sorted({glyph for formula in found for glyph in formula.glyph_ids})
        return TypesetFormulas(rows, {glyph: self.cache.glyphs[glyph] for glyph in used})

    def __enter__(self) -> Formulas:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cache.close()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started here leave Ctrl-C to this one, which ends them."""
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _typeset_share(folder: Path, script: Path, share: Sequence[Source]) -> None:
    with FormulaCache(folder, Typesetter(script)) as cache:
        for source in share:
            _attempt(cache, source)


def _attempt(cache: FormulaCache, source: Source) -> None:
    try:
        cache.formula(*source)
    except FormulaError:
        # the check that comes next names it, with file and line
        return
