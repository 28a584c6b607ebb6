"""Predictions of mock exams: what was predicted the evening before, beside what was reached."""

from __future__ import annotations

import pytest

from desktop.review.clock import DAY_MS
from desktop.review.exam.results import results
from desktop.review.readiness.evidence import evidence_of
from desktop.review.readiness.kept import KeptPrediction, kept_predictions
from desktop.review.readiness.prediction import asked_of, predict
from desktop.review.statistics import review_table
from desktop.review.store import Store
from tests.review.mock_exams import sit
from tests.ui.student import studied_profile

DAYS = 18


@pytest.fixture
def studied(folder, exam_bundle):
    clock = studied_profile(folder, exam_bundle, DAYS)
    clock.time += DAY_MS
    with Store.open(folder, clock) as store:
        yield store


def test_the_prediction_is_that_of_the_evening_before(studied, exam_bundle):
    cards = exam_bundle.cards()
    asked, kinds = asked_of(cards), {card.id: card.kind for card in cards}
    day = studied.moment().day
    evidence = evidence_of(review_table(studied), kinds)
    recall = studied.scheduler.retrievability
    said = predict(asked, studied.states(), recall, day, evidence)
    result = sit(studied, exam_bundle)
    short = sit(studied, exam_bundle, 30)
    table = review_table(studied)
    full, part = kept_predictions(asked, kinds, table, studied, results(studied))
    assert (full.uid, full.day, full.reached) == (result.uid, day, result.earned)
    assert (full.score, full.low, full.high) == pytest.approx((said.score, said.low, said.high))
    assert part.score == pytest.approx(said.score * short.total / 90)
    assert part.high <= short.total


def test_an_exam_before_which_little_was_studied_is_left_out(folder, clock, exam_bundle):
    with Store.open(folder, clock) as store:
        sit(store, exam_bundle)
        cards = exam_bundle.cards()
        kinds = {card.id: card.kind for card in cards}
        found = kept_predictions(asked_of(cards), kinds, review_table(store), store, results(store))
        assert found == []


def test_what_holds():
    near = KeptPrediction("a", 1, 60.0, 52.0, 68.0, 55.0, 90.0)
    far = KeptPrediction("b", 1, 60.0, 52.0, 68.0, 40.5, 90.0)
    assert (near.holds, near.missed, far.holds, far.missed) == (True, 5.0, False, 19.5)
