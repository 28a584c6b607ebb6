"""Speed of the store: an answered review on the disk, opening, backup, beside Anki's backend.

    python -m tests.bench.review

The profile has 10,000 cards and 100,000 reviews, on the disk of the temporary folder. Anki's
backend answers cards of a collection of as many. What the disk itself takes for a flush, a write
of 4 kB with fsync, is measured in between and printed too: on a busy disk it is nearly all.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.review.store import Store
from tests.review.clocks import SettableClock

CARDS, REVIEWS = 10_000, 100_000
ANSWERS = 300
ANSWER_BUDGET = 1.0  # ms
RATINGS = ((1, 2, 3, 4), (2, 1, 6, 1))


def report() -> list[str]:
    """Lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        profile, clock = Path(folder) / "profile", SettableClock()
        with Store.open(profile, clock) as store:
            _fill(store, clock)
        start = time.perf_counter()
        store = Store.open(profile, clock)
        opened = time.perf_counter() - start
        start = time.perf_counter()
        known = len(store.states())
        read = time.perf_counter() - start
        ours, theirs, flush = _answers(store, clock, Path(folder))
        start = time.perf_counter()
        longest = _longest_pause(store.safekeeping.backup_steps())
        backup = time.perf_counter() - start
        store.close()
    verdict = "" if ours <= ANSWER_BUDGET else ": MISSED"
    return [
        f"store: an answered review, on the disk, median: {ours:.2f} ms"
        f" (budget {ANSWER_BUDGET:g} ms{verdict}; a flush of this disk alone {flush:.2f} ms;"
        f" Anki's backend {theirs:.2f} ms: {ours / theirs:.1f} times)",
        f"store: opening {CARDS:,} cards and {REVIEWS:,} reviews: {1e3 * opened:.0f} ms;"
        f" all {known:,} states: {1e3 * read:.0f} ms",
        f"store: a proven backup of them: {backup:.1f} s in idle time,"
        f" longest step {1e3 * longest:.0f} ms",
    ]


def _answers(store: Store, clock: SettableClock, folder: Path) -> tuple[float, float, float]:
    """Medians in ms of an answer of ours, one of Anki's, and a flush, taking turns."""
    draw = random.Random(1)
    anki = _anki(folder)
    times: tuple[list[float], ...] = ([], [], [])
    for _ in range(ANSWERS):
        clock.advance(ms=9000)
        event, answer = _event(draw), _anki_answer(anki)
        calls: tuple[Callable[[], object], ...] = (
            partial(store.append, event),
            partial(anki.sched.answer_card, answer),
            partial(_flush, folder / "flushed"),
        )
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(1e3 * (time.perf_counter() - start))
    anki.close()
    ours, theirs, flush = map(median, times)
    return ours, theirs, flush


def _fill(store: Store, clock: SettableClock) -> None:
    draw = random.Random(0)
    for begin in range(0, REVIEWS, 2000):
        clock.advance(days=1)
        cards = (f"in2346-2022/{number % CARDS}" for number in range(begin, begin + 2000))
        store.append_all([_event(draw, card_id) for card_id in cards])


def _event(draw: random.Random, card_id: str = "") -> Event:
    return Event(
        uid=new_uid(),
        kind=Kind.REVIEW,
        card_id=card_id or f"in2346-2022/{draw.randrange(CARDS)}",
        content_hash="0123456789abcdef" * 2,
        rating=Rating(draw.choices(*RATINGS)[0]),
        took_ms=8000,
        variant=7,
        seed=draw.getrandbits(64),
        reply='{"height":"14","width":"14","channels":"32"}',
        credits_earned=1.0,
        credits_total=2.0,
    )


def _anki(folder: Path) -> Collection:
    """A collection of as many cards, all of which may be studied today."""
    collection = Collection(str(folder / "collection.anki2"))
    notetype = collection.models.by_name("Basic")
    for number in range(CARDS):
        note = collection.new_note(notetype)
        note["Front"] = f"question {number}"
        collection.add_note(note, 1)
    settings = collection.decks.config_dict_for_deck_id(1)
    settings["new"]["perDay"] = settings["rev"]["perDay"] = 9999  # its limit
    collection.decks.update_config(settings)
    return collection


def _anki_answer(collection: Collection) -> CardAnswer:
    """An answer to the next card, ready to be given."""
    scheduler = collection.sched
    queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
    card = collection.get_card(queued.card.id)
    card.start_timer()
    return scheduler.build_answer(card=card, states=queued.states, rating=2)


def _flush(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(4096))
        file.flush()
        os.fsync(file.fileno())


def _longest_pause(steps: Iterator[None]) -> float:
    longest, before = 0.0, time.perf_counter()
    for _ in steps:
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    return max(longest, time.perf_counter() - before)


if __name__ == "__main__":
    print("\n".join(report()))
