"""The app's own times and memory, each in a fresh process: python -m tests.bench.app

Beside the start stands a bare window of PySide6 in the same run. Times are those of the process as
a whole, Python's start included; the best of the rounds counts, as other work only slows. The
window is drawn off the screen.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from desktop.questions.bundle import Bundle
from desktop.questions.card import Card, search_text
from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.review.store import Store
from tests.project import ROOT
from tests.review.clocks import SettableClock

BUNDLE = ROOT / "dist" / "endterm.bundle"
START = 0.45  # seconds
MEMORY, MEMORY_LATER = 100, 110  # MB of PSS
NEXT_CARD, PROMPT, SOLUTION = 16, 50, 150  # ms, 95th percentile
CARDS, REVIEWS = 10_000, 100_000
REVIEWS_A_DAY = 300
PROBLEMS = 9
AT_ONCE = 5_000
DAY_MS = 86_400_000


def report(rounds: int = 5) -> list[str]:
    """Lines of the table."""
    return [*_start_lines(rounds), *_memory_lines(), *_variant_lines(), *_large_lines()]


def child(what: str, *arguments: str) -> dict[str, Any]:
    """What a fresh process says of itself; it is told when it was started."""
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    command = [sys.executable, "-m", "tests.bench.app_process", what, str(begun), *arguments]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(run.stdout)
    return said


def _start_lines(rounds: int) -> Iterator[str]:
    bare, card = [], []
    for _ in range(rounds):
        bare.append(child("bare")["seconds"])
        with tempfile.TemporaryDirectory() as folder:
            card.append(child("card", folder, str(BUNDLE))["seconds"])
    yield _line("process start to first painted card", min(card), START, "s")
    share = min(card) / min(bare)
    yield f"app: a bare window of PySide6: {min(bare):.2f} s; the card takes {share:.1f} times that"


def _memory_lines() -> Iterator[str]:
    bare = child("bare")["pss"]
    with tempfile.TemporaryDirectory() as folder:
        said = child("reviews", folder, str(BUNDLE), "30")
    yield _line("memory (PSS) with a card shown", said["first"], MEMORY, "MB")
    yield _line("memory (PSS) after 30 reviews", said["last"], MEMORY_LATER, "MB")
    yield f"app: a bare window of PySide6: {bare:.0f} MB"


def _variant_lines() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        said = child("variants", folder, str(BUNDLE))
    yield _line("fresh variant, made, typeset and shown, p95", said["prompt"], PROMPT, "ms")
    yield _line("its solution, if it must be waited for, p95", said["solution"], SOLUTION, "ms")


def _large_lines() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as made:
        folder, bundle = Path(made) / "profile", Path(made) / "large.bundle"
        now = large_profile(folder, large_bundle(bundle))
        said = child("rating", str(folder), str(bundle), str(now))
    sizes = f"{CARDS:,} cards, {REVIEWS:,} reviews"
    yield _line(f"rating to next card painted, {sizes}, p95", said["p95"], NEXT_CARD, "ms")
    yield f"app: the same, median {said['median']:.1f} ms; start to Home {said['home']:.2f} s"


def _line(what: str, figure: float, budget: float, unit: str) -> str:
    digits = 2 if unit == "s" else 0 if unit == "MB" else 1
    verdict = "" if figure <= budget else ": MISSED"
    return f"app: {what}: {figure:.{digits}f} {unit} (budget {budget:g} {unit}{verdict})"


def large_bundle(path: Path) -> list[str]:
    """The exam again and again under other numbers; returns the ids of all cards."""
    path.write_bytes(BUNDLE.read_bytes())
    with Bundle(BUNDLE) as bundle:
        cards = bundle.cards()
    ids = [card.id for card in cards]
    with closing(sqlite3.connect(path)) as connection, connection:
        copy = 0
        while len(ids) < CARDS:
            copy += 1
            for card in cards:
                other = _renumbered(card, copy)
                ids.append(other.id)
                encoded = msgspec.json.encode(other)
                row = (other.id, len(ids), other.kind, other.title, other.credits, encoded)
                connection.execute("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?)", row)
                text = (other.id, other.title, search_text(other))
                connection.execute("INSERT INTO card_text VALUES (?, ?, ?)", text)
    return ids


def _renumbered(card: Card, copy: int) -> Card:
    problem, _, part = card.number.partition(".")
    number = f"{int(problem) + PROBLEMS * copy}.{part}"
    exam, _, *drill = card.id.split("/")
    return msgspec.structs.replace(card, id="/".join([exam, number, *drill]), number=number)


def large_profile(folder: Path, ids: list[str]) -> int:
    """A profile with a year of reviews; returns the time at its end."""
    draw, clock = random.Random(3), SettableClock()
    with Store.open(folder, clock) as store:
        for begin in range(0, REVIEWS, AT_ONCE):
            events = []
            for at in range(begin, begin + AT_ONCE):
                rating = draw.choices(list(Rating), weights=[1, 2, 6, 1])[0]
                card = ids[at % len(ids)] if at < len(ids) else draw.choice(ids)
                events.append(Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card, rating=rating))
            store.append_all(events)
            clock.advance(ms=AT_ONCE * DAY_MS // REVIEWS_A_DAY)
    return clock.time


if __name__ == "__main__":
    print("\n".join(report()))
