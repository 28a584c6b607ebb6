"""Speed of Browse with 10,000 cards, and of Statistics with 100,000 answers: medians, painted.

    python -m tests.bench.pages

Every time counts from what the user does until the window is painted. The peer is Qt's own
QSortFilterProxyModel over the same rows, sorted by the same column, in the same run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from statistics import median

from tests.project import ROOT

CARDS = 10_000
ANSWERS = 100_000
ROUNDS = 7
BUNDLE = ROOT / "dist" / "endterm.bundle"


def report() -> list[str]:
    """Lines of the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.questions.bundle import Bundle
    from desktop.ui.app import application

    running = application()
    with Bundle(BUNDLE) as bundle:
        lines = [*_browse(bundle, running), _statistics()]
    running.processEvents()
    return lines


def _browse(bundle, running) -> list[str]:
    from PySide6.QtCore import QSortFilterProxyModel, Qt

    from desktop.review.deck import StudyDeck
    from desktop.typeset.formula_source import FormulaSource
    from desktop.ui.appearance import Appearance
    from desktop.ui.pages.browse.filters import Facet, Filters
    from desktop.ui.pages.browse.page import BrowsePage
    from desktop.ui.pages.browse.presenter import filter_words
    from desktop.ui.texts import Texts
    from tests.ui.pages.cards import many

    texts = Texts(bundle, FormulaSource(bundle), Appearance())
    page = BrowsePage(texts, filter_words(StudyDeck.from_bundle(bundle)))
    page.resize(1180, 780)
    page.show()
    cards = many(CARDS)

    def show(filters: Filters) -> None:
        page.show_entries(filters.apply(cards), len(cards))
        page.show_counts(filters, filters.counts(cards))

    def painted(act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        running.processEvents()
        page.grab()
        return (time.perf_counter() - start) * 1000

    everything, some = Filters(), Filters().toggled(Facet.KIND, "open")
    show(everything)
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    filtered = median(painted(lambda n=n: show((some, everything)[n % 2])) for n in range(ROUNDS))
    sorted_ms = median(
        painted(lambda n=n: page.table.sortByColumn(4, orders[n % 2])) for n in range(ROUNDS)
    )
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(page.model)
    peer = median(painted(lambda n=n: proxy.sort(4, orders[n % 2])) for n in range(ROUNDS))
    page.close()
    return [
        f"browse, {CARDS:,} cards: a filter {filtered:.0f} ms until it is painted",
        f"browse, {CARDS:,} cards: sorted by due {sorted_ms:.0f} ms, "
        f"{sorted_ms / peer:.2f} x Qt's own proxy",
    ]


def _statistics() -> str:
    import tempfile
    from pathlib import Path

    from desktop.review.statistics import Period, activity, credits_earned, recall, review_table
    from desktop.review.store import Store
    from tests.review.clocks import SettableClock

    with tempfile.TemporaryDirectory() as folder:
        clock = SettableClock()
        with Store.open(Path(folder), clock) as store:
            _fill(store, clock)

            def work() -> None:
                table = review_table(store)
                period = Period.until(store.moment().day, 90)
                for of in (activity, recall, credits_earned):
                    of(table, period)

            times = []
            for _ in range(3):
                start = time.perf_counter()
                work()
                times.append((time.perf_counter() - start) * 1000)
    return f"statistics, {ANSWERS:,} answers: numbers of all charts in {median(times):.0f} ms"


def _fill(store, clock) -> None:
    from desktop.review.records import Event, Kind, Rating, new_uid

    each = 1_000
    for start in range(0, ANSWERS, each):
        clock.advance(days=1)
        events = [
            Event(
                uid=new_uid(),
                kind=Kind.REVIEW,
                card_id=f"exam/1.{(start + n) % CARDS}",
                rating=Rating(1 + (start + n) % 4),
                took_ms=20_000,
                credits_earned=1.0,
                credits_total=2.0,
            )
            for n in range(each)
        ]
        store.append_all(events)


if __name__ == "__main__":
    print("\n".join(report()))
