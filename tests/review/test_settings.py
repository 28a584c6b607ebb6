"""Preferences: what is out of range is refused, what cannot be read is the usual."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.review.settings import (
    PREFIX,
    RULES,
    PreferenceError,
    Settings,
    read_settings,
    write_settings,
)
from desktop.review.store import Store


class Kept(dict):
    """What keeps texts by name."""

    def setting(self, key):
        return self.get(key)

    def set_setting(self, key, value):
        self[key] = value


CHANGED = Settings(
    new_per_day=3,
    reviews_per_day=50,
    new_order="topic",
    new_placement="after",
    drills=False,
    bury_siblings=False,
    leech_lapses=5,
    ahead_min=0,
    text_size=130,
    appearance="dark",
    window="AAAA",
)


def test_every_preference_has_a_rule_and_differs_in_this_test():
    assert [field.name for field in fields(Settings)] == list(RULES)
    assert all(getattr(CHANGED, name) != getattr(Settings(), name) for name in RULES)


def test_they_are_kept_across_restarts(folder, clock):
    with Store.open(folder, clock) as store:
        assert read_settings(store) == Settings()
        write_settings(store, Settings(), CHANGED)
    with Store.open(folder, clock) as store:
        assert read_settings(store) == CHANGED


def test_only_what_differs_is_written():
    kept = Kept()
    write_settings(kept, Settings(), Settings(text_size=115))
    assert kept == {f"{PREFIX}text_size": "115"}


def test_all_problems_are_named_at_once():
    with pytest.raises(PreferenceError) as raised:
        Settings(new_per_day=-1, text_size=101, drills=1, appearance="blue")
    for words in (
        "new per day is -1: take 0 to 9999",
        "drills is 1: take true or false",
        "text size is 101: take 90 or 100 or 115 or 130",
        "appearance is 'blue': take system or light or dark",
    ):
        assert words in str(raised.value)


@given(
    st.sampled_from(list(RULES)), st.one_of(st.text(max_size=20), st.just("null"), st.just("[]"))
)
def test_a_damaged_preference_is_the_usual_one_and_harms_no_other(name, text):
    kept = Kept()
    write_settings(kept, Settings(), CHANGED)
    kept[PREFIX + name] = text
    found = read_settings(kept)
    for other in RULES:
        if other != name:
            assert getattr(found, other) == getattr(CHANGED, other)
