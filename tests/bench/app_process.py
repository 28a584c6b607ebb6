"""One process of the app, measured from inside: python -m tests.bench.app_process WHAT BEGUN ..."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 60


def main() -> None:
    what, begun, *arguments = sys.argv[1:]
    said = MEASURES[what](float(begun), *arguments)
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()


def seconds_since(begun: float) -> float:
    return time.clock_gettime(time.CLOCK_MONOTONIC) - begun


def pss() -> float:
    """The proportional share of memory, MB."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def bare(begun: float) -> dict[str, float]:
    """A window with one label, as small as PySide6 gets."""
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    window = QLabel("Endterm")
    window.show()
    application.processEvents()
    return {"seconds": seconds_since(begun), "pss": pss()}


class App:
    """The app, started as python -m desktop does, with the first card of a review."""

    def __init__(self, profile: str, bundle: str, now_ms: str = "") -> None:
        from desktop.review.clock import SystemClock
        from desktop.ui.app import application
        from desktop.ui.starting import Starter, Wanted

        self.application = application()
        clock = _clock(int(now_ms)) if now_ms else SystemClock()
        self.starter = Starter(Wanted(Path(profile), Path(bundle)), clock)
        self.starter.start()
        assert self.starter.window is not None, "the app did not open"
        self.window = self.starter.window
        self.application.processEvents()

    def review(self) -> None:
        from desktop.review.selection import EVERYTHING

        self.window.start_review(EVERYTHING)
        self.page = self.window.shell.page("review")
        self.paint()

    def paint(self) -> None:
        """Until all that waits is laid out and painted."""
        self.application.processEvents()
        self.window.shell.repaint()

    def tidy(self) -> None:
        """Delete what was put off; the running app does so by itself."""
        from PySide6.QtCore import QEvent

        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def answer(self) -> None:
        """Answer rightly, and have it marked."""
        from tests.ui.driver import right_reply

        self.page.set_reply(right_reply(self.page.sheet.task))
        self.page.proceed()
        self.paint()

    def work_in_idle_time(self) -> None:
        self.tidy()
        self.window.idle.finish()
        self.application.processEvents()


def card(begun: float, profile: str, bundle: str) -> dict[str, float]:
    """The first card of a new profile."""
    app = App(profile, bundle)
    app.review()
    seconds = seconds_since(begun)
    app.starter.close()
    return {"seconds": seconds}


def reviews(begun: float, profile: str, bundle: str, count: str) -> dict[str, float]:
    """Memory with the first card, its idle work done, and after some reviews."""
    app = App(profile, bundle)
    app.window.workspace.change_settings(new_per_day=int(count) + 1)
    app.review()
    app.work_in_idle_time()
    first = pss()
    for _ in range(int(count)):
        app.answer()
        app.page.rating_chosen.emit(_good())
        app.paint()
        app.work_in_idle_time()
    last = pss()
    app.starter.close()
    return {"first": first, "last": last}


def variants(begun: float, profile: str, bundle: str) -> dict[str, float]:
    """Fresh numbers of every drill; the script is loaded, no formula of them is."""
    from desktop.review.selection import Selection

    app = App(profile, bundle)
    deck = app.window.workspace.deck
    prompts, solutions = [], []
    for drill in [card.id for card in deck.studied if card.is_drill]:
        app.window.start_review(Selection(ids=frozenset({drill}), cram=True))
        app.page = app.window.shell.page("review")
        app.work_in_idle_time()
        prompts.append(_timed(app, app.page.another_asked.emit))
        solutions.append(_timed(app, app.page.unknown_chosen.emit))
    app.starter.close()
    return {"prompt": _p95(prompts), "solution": _p95(solutions)}


def rating(begun: float, profile: str, bundle: str, now_ms: str) -> dict[str, float]:
    """From pressing a rating to the next card painted."""
    app = App(profile, bundle, now_ms)
    home = seconds_since(begun)
    app.review()
    times = []
    for _ in range(ROUNDS):
        app.work_in_idle_time()
        app.answer()
        times.append(_timed(app, _rate(app)))
    app.starter.close()
    return {"p95": _p95(times), "median": statistics.median(times), "home": home}


def _rate(app: App) -> Callable[[], object]:
    def rate() -> None:
        app.page.rating_chosen.emit(_good())

    return rate


def _timed(app: App, act: Callable[[], object]) -> float:
    """Milliseconds that something takes until it is on the screen."""
    start = time.perf_counter()
    act()
    app.paint()
    return (time.perf_counter() - start) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _good():
    from desktop.review.records import Rating

    return Rating.GOOD


def _clock(now_ms: int):
    from tests.review.clocks import SettableClock

    return SettableClock(now_ms)


MEASURES: dict[str, Callable[..., dict[str, float]]] = {
    "bare": bare,
    "card": card,
    "reviews": reviews,
    "variants": variants,
    "rating": rating,
}

if __name__ == "__main__":
    main()
