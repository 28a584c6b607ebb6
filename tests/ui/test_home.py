"""Home: its sentences, its table, what it starts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from desktop.review.clock import DAY_MS
from desktop.ui.pages.home.sight import Group, HomeSight
from desktop.ui.pages.home.table_model import CREDITS, DUE, NEW, TITLE, GroupModel
from desktop.ui.wording import interval_words, number_word


def sight(**changes) -> HomeSight:
    values = {
        "due": 0,
        "learning": 0,
        "new": 0,
        "minutes": 24,
        "begun": True,
        "questions": 65,
        "tomorrow": 0,
        "next_days": None,
        "problems": (),
        "topics": (),
    }
    return HomeSight(**(values | changes))


@pytest.mark.parametrize(
    ("known", "headline", "sentence"),
    [
        (
            {"due": 23, "learning": 4, "new": 6},
            "Twenty-three cards are due",
            "Four more are in learning and six are new. About 24\u00a0minutes at your pace.",
        ),
        ({"due": 1}, "One card is due", "About 24\u00a0minutes at your pace."),
        (
            {"due": 120, "learning": 1},
            "120 cards are due",
            "One more is in learning. About 24\u00a0minutes at your pace.",
        ),
        (
            {"learning": 2, "new": 1},
            "Two cards are in learning",
            "One more is new. About 24\u00a0minutes at your pace.",
        ),
        ({"new": 10}, "Ten new cards wait", "About 24\u00a0minutes at your pace."),
        ({"new": 1, "minutes": 1}, "One new card waits", "About 1\u00a0minute at your pace."),
        ({"tomorrow": 14}, "Nothing is due", "Next: 14\u00a0cards tomorrow."),
        ({"next_days": 3}, "Nothing is due", "Next: in 3\u00a0days."),
        (
            {"begun": False, "new": 10},
            "65\u00a0questions wait",
            "Start with problem 1, or with the topic you know least.",
        ),
    ],
)
def test_sentences(known, headline, sentence):
    assert (sight(**known).headline(), sight(**known).sentence()) == (headline, sentence)


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "no"), (7, "seven"), (20, "twenty"), (45, "forty-five"), (99, "ninety-nine")],
)
def test_number_words(number, word):
    assert number_word(number) == word
    assert number_word(100) == "100"


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (20_000, "in 1 min"),
        (600_000, "in 10 min"),
        (5 * 3_600_000, "in 5 h"),
        (DAY_MS, "in 1 day"),
        (12 * DAY_MS, "in 12 days"),
        (61 * DAY_MS, "in 2 months"),
        (730 * DAY_MS, "in 2 years"),
    ],
)
def test_interval_words(ms, words):
    assert interval_words(ms).replace("\u00a0", " ") == words


def test_the_model_keeps_qts_contract(qtbot):
    model = GroupModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    groups = [Group("a/1", "1", "One", 2, 0, 1, 3.2, 4.0), Group("a/2", "2", "Two", 0, 0, 0, 0, 8)]
    model.set_groups("Problem", groups)
    texts = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert texts == ["1", "One", "2", "–", "1", "3 of 4"]
    assert model.data(model.index(1, CREDITS)) == "0 of 8"
    assert model.data(model.index(0, DUE), Qt.ItemDataRole.AccessibleTextRole) == "2 Due"
    model.set_groups("Topic", [])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_new_profile_asks_nothing_and_starts_with_enter(app):
    assert app.home.headline.text() == "65\u00a0questions wait"
    app.press("Enter")
    assert app.task.card_id == "in2346-2022/1.1"
    assert app.shell.place_bar.how_far.text() == "1 of 10"


def test_the_nine_problems_add_up(app):
    model = app.home.model
    rows = range(model.rowCount())
    assert [model.group(row).number for row in rows] == [str(n) for n in range(1, 10)]
    assert sum(model.group(row).credits for row in rows) == 90
    assert sum(model.group(row).new for row in rows) == 10
    assert model.data(model.index(0, NEW)) == "9"


def test_a_click_on_a_problem_reviews_it(app):
    place = app.home.table.visualRect(app.home.model.index(3, TITLE)).center()
    QTest.mouseClick(app.home.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    app.settle()
    assert app.task.card_id.startswith("in2346-2022/4.")


def test_topics_by_key_and_a_topic_by_keyboard(app):
    app.press("T")
    assert app.home.model.headerData(TITLE, Qt.Orientation.Horizontal) == "Topic"
    assert app.home.by.text() == "By problem"
    app.home.table.setFocus()
    app.home.table.setCurrentIndex(app.home.model.index(0, TITLE))
    app.press("Down", "Enter")
    topic = app.home.model.group(1)
    assert topic.id in app.task.card.topics


def test_weak_cards_are_offered_once_there_are_some(app):
    assert not app.home.weak.isVisible()
    app.start("1.1")
    app.press("Enter", "3", "Esc")
    assert app.home.weak.isVisible()
    app.press("W")
    assert app.shell.open_key == "review"


def test_undo_on_home_brings_the_count_back(app):
    app.press("Enter")
    app.press("Enter", "4", "Esc")
    assert app.home.headline.text() == "Nine new cards wait"
    app.press("U")
    assert app.home.headline.text() == "65\u00a0questions wait"
    app.press("Ctrl+Y")
    assert app.home.headline.text() == "Nine new cards wait"
