"""The table of keys is what the app does, no more and no less."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop.ui.keys import KEYS, Action, Place, action_of
from desktop.ui.keys_window import KeysWindow, shown_keys

LETTERS = set("ABCDEF")


def actions(place: Place) -> set[Action]:
    return {entry.action for entry in KEYS if entry.place is place}


def test_every_page_does_what_the_table_says_of_it(app):
    pages = [app.shell.page(key) for key in app.shell.keys]
    for page in pages:
        if page.place is not None:
            assert set(page.handlers()) - actions(Place.ANYWHERE) == actions(page.place)
    assert {page.place for page in pages} >= {Place.HOME, Place.REVIEW}


def test_the_window_does_what_holds_everywhere(app):
    assert set(app.shell.handlers()) == actions(Place.ANYWHERE)


@pytest.mark.parametrize("place", list(Place))
def test_a_key_does_one_thing(place):
    keys = Counter(
        key for entry in KEYS if entry.place in (place, Place.ANYWHERE) for key in entry.keys
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_on_a_card_no_action_takes_a_letter_of_the_options():
    for entry in KEYS:
        if entry.place in (Place.REVIEW, Place.ANYWHERE) and entry.action is not Action.LETTER:
            assert not LETTERS & set(entry.keys)


def test_an_unknown_key_does_nothing():
    assert action_of("Q", Place.REVIEW) is None
    assert action_of("W", None) is None


def test_the_table_is_shown_by_a_question_mark(app):
    app.press("?")
    [shown] = app.shell.findChildren(KeysWindow)
    assert shown.isVisible()
    texts = app.texts(shown)
    for entry in KEYS:
        assert entry.words in texts
    shown.close()


def test_ranges_are_shown_by_their_ends():
    assert shown_keys(tuple(f"Ctrl+{n}" for n in range(1, 8))) == ("Ctrl+1 to 7",)
    assert shown_keys(tuple("ABCDEF")) == ("A to F",)
    assert shown_keys(("U", "Ctrl+Z")) == ("U", "Ctrl+Z")


def test_text_size_by_keys(app):
    app.press("Ctrl++")
    assert app.appearance.scale == 1.15
    app.press("Ctrl+-", "Ctrl+-")
    assert app.appearance.scale == 0.9
    app.press("Ctrl+0")
    assert app.appearance.scale == 1.0
    assert app.workspace.settings.text_size == 100


def test_pages_by_number_and_back(app):
    app.press("Ctrl+2")
    assert app.shell.open_key == "review"
    app.press("Esc")
    assert app.shell.open_key == "home"
    app.press("Ctrl+7")
    assert app.shell.open_key in app.shell.keys


def test_in_a_text_field_signs_are_text_and_act_with_alt(app):
    app.start("2.9")
    app.press("U", "-", "!")
    assert app.input.area.text().lower() == "u-!"
    assert app.store.counted_rows() == [row for row in app.store.counted_rows() if not row.card_id]
    app.press("Alt+-")
    assert app.message == "2.9 rests until tomorrow."
