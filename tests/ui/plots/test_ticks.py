"""Axis labels: round, few, and never out of their range."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.plots.ticks import (
    TICKS_AT_MOST,
    coming_ticks,
    day_ticks,
    day_words,
    number_ticks,
    percent_ticks,
    thinned,
)

A_DAY = (date(2026, 8, 31) - date(1970, 1, 1)).days


def words(ticks):
    return [text for _, text in ticks]


def test_numbers_are_round():
    assert number_ticks(0, 34) == ((0, "0"), (10, "10"), (20, "20"), (30, "30"))
    assert words(number_ticks(-0.4, 0.5)) == ["−0.4", "−0.2", "0.0", "0.2", "0.4"]
    assert words(percent_ticks(0.77, 0.965)) == ["80 %", "85 %", "90 %", "95 %"]


def test_counts_have_no_fractions():
    assert words(number_ticks(0, 2.2, whole=True)) == ["0", "1", "2"]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.booleans())
def test_at_most_six_within_the_range(low, span, whole):
    ticks = number_ticks(low, low + span, whole=whole)
    assert len(ticks) <= TICKS_AT_MOST
    assert all(low - span * 1e-6 <= value <= low + span * (1 + 1e-6) for value, _ in ticks)
    assert len(set(words(ticks))) == len(ticks)


@given(st.integers(0, 40_000), st.integers(0, 3_000))
def test_days_are_few_and_equally_spaced(first, span):
    for ticks in (day_ticks(first, first + span), coming_ticks(first, first + span)):
        days = [day for day, _ in ticks]
        assert 1 <= len(days) <= TICKS_AT_MOST
        assert all(first <= day <= first + span for day in days)
        assert len({later - day for day, later in itertools.pairwise(days)}) <= 1
    assert day_ticks(first, first + span)[-1][0] == first + span
    assert coming_ticks(first, first + span)[0] == (first, "today")


def test_a_day_in_words():
    assert day_words(A_DAY) == "31 Aug"
    assert words(day_ticks(A_DAY - 84, A_DAY)) == ["8 Jun", "6 Jul", "3 Aug", "31 Aug"]


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_thinned_keeps_the_last(count):
    ticks = day_ticks(A_DAY - 40, A_DAY)
    left = thinned(ticks, count)
    assert len(left) <= count
    assert left[-1] == ticks[-1]
