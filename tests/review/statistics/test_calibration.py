"""Calibration: against a plain count, and on reviews whose chance of recall is known."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.review.statistics import Period, ReviewTable, calibration

ALWAYS = Period(0, 1000)


def table_of(predicted, recalled, day=5) -> ReviewTable:
    """Reviews of one card each, a day or more after the one before."""
    count = len(predicted)
    none = np.full(count, np.nan)
    return ReviewTable(
        ("card",),
        np.zeros(count, np.int64),
        np.where(recalled, 3, 1),
        np.full(count, day),
        np.full(count, 1000),
        none,
        none,
        np.full(count, 2),
        np.full(count, 3),
        np.asarray(predicted, dtype=np.float64),
    )


def test_bins_hold_all_reviews_in_the_order_of_their_prediction():
    draw = np.random.default_rng(0)
    predicted, recalled = draw.uniform(0.5, 1, 1000), draw.random(1000) < 0.8
    bins = calibration(table_of(predicted, recalled), ALWAYS)
    assert [part.reviews for part in bins] == [125] * 8
    order = np.argsort(predicted)
    for place, part in enumerate(bins):
        rows = order[125 * place : 125 * (place + 1)]
        assert part.predicted == pytest.approx(predicted[rows].mean())
        assert part.true == pytest.approx(recalled[rows].mean())
        assert part.low < part.true < part.high


def test_true_chances_come_true_and_wrong_ones_do_not():
    draw = np.random.default_rng(1)
    chance = draw.uniform(0.3, 0.98, 8000)
    recalled = draw.random(8000) < chance
    right = calibration(table_of(chance, recalled), ALWAYS)
    assert sum(part.low <= part.predicted <= part.high for part in right) >= 6
    boastful = calibration(table_of(np.sqrt(chance), recalled), ALWAYS)
    assert not any(part.low <= part.predicted <= part.high for part in boastful[:6])


def test_few_reviews_and_other_days_make_no_bins():
    few = table_of(np.full(24, 0.9), np.ones(24, bool))
    assert calibration(few, ALWAYS) == ()
    later = table_of(np.full(200, 0.9), np.ones(200, bool), day=2000)
    assert calibration(later, ALWAYS) == ()
    assert len(calibration(table_of(np.full(60, 0.9), np.ones(60, bool)), ALWAYS)) == 2
