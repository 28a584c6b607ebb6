"""How settings are typed: what is read, what is refused and in which words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.review.scheduling import SchedulerSettings
from desktop.review.settings import RULES, Settings
from desktop.ui.pages.settings.changes import Change, Changes
from desktop.ui.pages.settings.entries import ENTRIES, ENTRY_OF
from desktop.ui.pages.settings.spellings import (
    SpellingError,
    read_percent,
    read_steps,
    read_whole,
    write_steps,
)
from desktop.ui.pages.settings.values import OF_SCHEDULE


@given(st.lists(st.integers(1, 86_400), max_size=10))
def test_steps_are_read_as_they_are_written(steps):
    assert read_steps(write_steps(tuple(steps))) == tuple(steps)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1m 10m", (60, 600)),
        ("1 min, 10 min", (60, 600)),
        ("30s;2h", (30, 7200)),
        ("1D", (86_400,)),
        ("5", (300,)),
        ("1, 10", (60, 600)),
        ("  ", ()),
        ("", ()),
        ("1 minute 2 hours", (60, 7200)),
    ],
)
def test_steps_may_be_typed_in_many_ways(text, steps):
    assert read_steps(text) == steps


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("soon", "“soon” is no step. Write steps like 1 min, 10 min; or s, h, d."),
        ("1 min, 3 weeks", "“3 weeks” is no step. Write steps like 1 min, 10 min; or s, h, d."),
        ("-5 min", "“-5 min” is no step. Write steps like 1 min, 10 min; or s, h, d."),
        ("0 min", "A step is between 1 s and 1 d."),
        ("25 h", "A step is between 1 s and 1 d."),
        ("1,1,1,1,1,1,1,1,1,1,1", "Take up to 10 steps."),
        ("9" * 400 + " min", "A step is between 1 s and 1 d."),
    ],
)
def test_what_is_no_step_is_said(text, words):
    with pytest.raises(SpellingError, match=f"^{re.escape(words)}$"):
        read_steps(text)


@pytest.mark.parametrize(
    ("text", "share"), [("90", 0.9), ("92,5", 0.925), (" 87.25 % ", 0.8725), ("99.", 0.99)]
)
def test_percentages(text, share):
    assert read_percent(text, 0.7, 0.99) == share


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ninety", "That is not a number. Take 70 to 99."),
        ("nan", "That is not a number. Take 70 to 99."),
        ("٩٠", "That is not a number. Take 70 to 99."),
        ("", "That is not a number. Take 70 to 99."),
        ("0.9", "Take 70 to 99."),
        ("100", "Take 70 to 99."),
    ],
)
def test_what_is_no_percentage_is_said(text, words):
    with pytest.raises(SpellingError, match=f"^{re.escape(words)}$"):
        read_percent(text, 0.7, 0.99)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), (" 36,500 ", 36_500), ("36 500", 36_500), ("0", 0)]
)
def test_whole_numbers(text, value):
    assert read_whole(text, 0, 36_500) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("twelve", "That is not a whole number. Take 1 to 36,500."),
        ("1.5", "That is not a whole number. Take 1 to 36,500."),
        ("٣", "That is not a whole number. Take 1 to 36,500."),
        ("9" * 10_000, "That is not a whole number. Take 1 to 36,500."),
        ("−3", "Take 1 to 36,500."),
        ("36501", "Take 1 to 36,500."),
    ],
)
def test_what_is_no_whole_number_is_said(text, words):
    with pytest.raises(SpellingError, match=f"^{re.escape(words)}$"):
        read_whole(text, 1, 36_500)


def test_every_setting_of_study_is_on_the_page():
    left_out = {"parameters", "spread", "window", "ahead_min"}
    known = (OF_SCHEDULE | RULES.keys()) - left_out
    assert {entry.key for entry in ENTRIES} == known
    assert len(ENTRY_OF) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.key for entry in ENTRIES])
def test_a_setting_says_what_its_value_means(entry):
    usual = getattr(SchedulerSettings() if entry.key in OF_SCHEDULE else Settings(), entry.key)
    values = [value for value, _ in entry.choices] or [usual]
    assert usual in values
    for value in values:
        sentence = entry.sentence(value)
        assert sentence.endswith(".")
        assert "  " not in sentence
    if not entry.choices:
        assert entry.read(entry.write(usual)) == usual


def test_sentences_follow_the_value():
    def sentence(key, value):
        return ENTRY_OF[key].sentence(value).replace("\u00a0", " ")

    assert "forgotten about 10." in sentence("desired_retention", 0.9)
    assert sentence("learning_steps", (60, 600)).startswith("A new card comes back after 1 min and")
    assert "straight" in sentence("learning_steps", ())
    assert sentence("maximum_interval", 30) == "No card stays away for longer than 30 days."
    assert "100 years" in sentence("maximum_interval", 36_500)
    assert sentence("new_per_day", 1) == "At most 1 card that you have not seen is shown on a day."
    assert "midnight." in sentence("rollover_hour", 0)


def test_changes_go_back_one_by_one_or_by_setting():
    changes = Changes()
    first, second, third = Change("a", 1, 2), Change("b", 3, 4), Change("a", 2, 5)
    for change in (first, second, third):
        changes.note(change)
    assert changes.last_of("a") == third
    assert changes.last_of("c") is None
    changes.undo(second)
    changes.undo(third)
    assert changes.done == [first]
    assert changes.undone == [second, third]
    changes.redo(third)
    changes.note(Change("b", 3, 9))
    assert changes.undone == []
    assert third.reversed == Change("a", 5, 2)
