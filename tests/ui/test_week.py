"""A week of study through the window: the schedule of the screen is the schedule of the log."""

from __future__ import annotations

import random
from collections import Counter

from desktop.review.clock import DAY_MS, HOUR_MS
from desktop.review.history import replay
from desktop.review.records import Kind
from desktop.ui.reviewing.stage import Stage

DAYS = 7
MOST_A_DAY = 12


def study_a_day(app, draw: random.Random) -> int:
    """Answer what is shown, mostly well, by keys alone; returns how many cards were rated."""
    app.press("Ctrl+1", "Enter")
    rated = 0
    while app.review.stage is Stage.ANSWERING and rated < MOST_A_DAY:
        app.clock.advance(ms=draw.randrange(20_000, 90_000))
        if draw.random() < 0.25:
            app.press("Alt+0")
        else:
            app.answer_rightly()
            app.press("Ctrl+Enter" if app.task.card.kind == "open" else "Enter")
            for letter in "ABCD"[: len(app.input.rows()) if app.task.card.kind == "open" else 0]:
                app.press(letter)
        assert app.review.stage is Stage.RATING
        if draw.random() < 0.1:
            app.press(draw.choice("1234"))
        else:
            app.press("Enter")
        rated += 1
        if draw.random() < 0.1:
            app.press("Alt+U", "Ctrl+Y")
    return rated


def test_a_week(app):
    draw = random.Random(11)
    rated = Counter()
    for day in range(DAYS):
        rated[day] = study_a_day(app, draw)
        app.press("Esc")
        app.clock.time = (app.clock.time // DAY_MS + 1) * DAY_MS + 9 * HOUR_MS
    reviews = app.reviews()
    assert len(reviews) == sum(rated.values()) >= 50
    assert all(rated[day] for day in range(DAYS))
    assert len({row.study_day for row in reviews}) == DAYS
    assert {row.kind for row in app.store.rows() if row.card_id} == {
        Kind.REVIEW,
        Kind.UNDO,
        Kind.REDO,
    }
    assert {app.workspace.deck.card_of[row.card_id].kind for row in reviews} >= {"choice", "open"}
    assert len({row.uid for row in reviews}) == len(reviews)
    replayed = replay(app.store.rows())
    assert replayed == app.store.states(), "what is kept is what the log says"
    app.store.safekeeping.check()
