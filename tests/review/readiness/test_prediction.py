"""The predicted score: by hand, against simulated students, and what raises it."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.review.readiness.enough import NEEDED_REVIEWS, TooEarly
from desktop.review.readiness.evidence import (
    Evidence,
    Share,
    evidence_of,
    fitted_shift,
)
from desktop.review.readiness.next_minutes import minutes_by_kind, next_minutes
from desktop.review.readiness.prediction import Asked, Prediction, asked_of, predict
from desktop.review.readiness.study_plan import study_plan
from desktop.review.records import CardState, Moment, State
from desktop.review.scheduling import Scheduler, SchedulerSettings
from tests.review.readiness.students import DAY_MS, START, Student

CERTAIN = {kind: Share(1.0, 0.0, 0.0) for kind in ("choice", "open", "numeric", "drill")}


def known(card_id, stability):
    return CardState(card_id, State.REVIEW, None, stability, 5.0, 0, START, 0, START, 1)


@pytest.fixture(scope="module")
def asked(exam_bundle):
    return asked_of(exam_bundle.cards())


def test_two_questions_by_hand():
    questions = (Asked("1.1", 2.0, (("a", "choice"),)), Asked("2.1", 1.0, (("b", "open"),)))
    states = {"a": known("a", 10.0)}
    evidence = Evidence(NEEDED_REVIEWS, 0.0, 0.0, CERTAIN, 0.25, 0.0)
    scheduler = Scheduler(SchedulerSettings())
    made = predict(questions, states, scheduler.retrievability, START + 10, evidence)
    assert isinstance(made, Prediction)
    # after as many days as its stability a card is recalled nine times in ten
    assert made.score == pytest.approx(2 * 0.9 + 1 * 0.25)
    variance = 4 * 0.9 * 0.1 + 0.25 * 0.75
    assert made.high - made.score == pytest.approx(min(1.6449 * variance**0.5, 3 - made.score))
    assert made.problems == pytest.approx({"1": 1.8, "2": 0.25})


def test_a_question_with_a_drill_counts_half_for_each():
    questions = (Asked("2.1", 2.0, (("a", "open"), ("a/d", "drill"))),)
    states = {"a": known("a", 10.0)}
    evidence = Evidence(NEEDED_REVIEWS, 0.0, 0.0, CERTAIN, 0.3, 0.0)
    scheduler = Scheduler(SchedulerSettings())
    made = predict(questions, states, scheduler.retrievability, START + 10, evidence)
    assert isinstance(made, Prediction)
    assert made.score == pytest.approx(2 * (0.9 + 0.3) / 2)


def test_it_says_when_it_is_too_early(asked):
    student = Student(1, asked, days=1, new_a_day=5)
    student.study()
    evidence = evidence_of(student.table(), student.kinds)
    made = predict(asked, student.states, student.scheduler.retrievability, START + 9, evidence)
    assert made == TooEarly(5)


@pytest.mark.parametrize("true", [-0.8, 0.0, 0.6])
def test_the_shift_is_found_again(true):
    draw = np.random.default_rng(3)
    predicted = draw.uniform(0.5, 0.98, 4000)
    logits = np.log(predicted / (1 - predicted)) + true
    recalled = draw.random(4000) < 1 / (1 + np.exp(-logits))
    shift, error = fitted_shift(predicted, recalled)
    assert abs(shift - true) < 3 * error
    assert 0.02 < error < 0.1
    none, prior = fitted_shift(np.array([]), np.array([], dtype=bool))
    assert (none, prior) == (0.0, 0.5)


def simulate(asked, count, first=0):
    """Prediction and true score of many students, each after another time of study."""
    pairs = []
    for seed in range(first, first + count):
        student = Student(seed, asked, days=10 + seed % 25, new_a_day=3 + seed % 6)
        student.study()
        day = START + student.days + seed % 10
        evidence = evidence_of(student.table(), student.kinds)
        made = predict(asked, student.states, student.scheduler.retrievability, day, evidence)
        assert isinstance(made, Prediction)
        pairs.append((made, student.sit(day)))
    return pairs


def coverage_and_bias(pairs):
    inside = np.mean([made.low <= score <= made.high for made, score in pairs])
    return float(inside), float(np.mean([made.score - score for made, score in pairs]))


def test_predictions_hold_for_simulated_students(asked):
    inside, bias = coverage_and_bias(simulate(asked, 40))
    assert inside >= 0.75
    assert abs(bias) < 4


@pytest.mark.long
def test_predictions_hold_for_many_students(asked):
    inside, bias = coverage_and_bias(simulate(asked, 1000, first=10_000))
    assert 0.85 <= inside <= 0.95
    assert abs(bias) < 2


def test_the_next_minutes_raise_the_score_most(asked):
    student = Student(5, asked, days=14)
    student.study()
    table = student.table()
    evidence = evidence_of(table, student.kinds)
    today = START + student.days
    moment = Moment(today * DAY_MS, today)
    minutes = minutes_by_kind(table, student.kinds)
    best = next_minutes(
        asked, student.states, student.scheduler, moment, today + 10, evidence, minutes
    )
    assert best.minutes <= 30
    assert best.gain > 0
    rates = [review.gain / review.minutes for review in best.reviews]
    assert rates == sorted(rates, reverse=True)
    everything = next_minutes(
        asked, student.states, student.scheduler, moment, today + 10, evidence, minutes, 1e6
    )
    left_out = {r.card_id for r in everything.reviews} - {r.card_id for r in best.reviews}
    worst = min(rates)
    assert left_out
    assert all(
        review.gain / review.minutes <= worst + 1e-9 or review.minutes > 0.1
        for review in everything.reviews
        if review.card_id in left_out
    )


def test_a_rested_card_is_not_offered(asked):
    states = {asked[0].offers[0][0]: CardState(asked[0].offers[0][0], suspended=True)}
    evidence = Evidence(NEEDED_REVIEWS, 0.0, 0.1, CERTAIN, 0.25, 0.05)
    scheduler = Scheduler(SchedulerSettings())
    moment = Moment(START * DAY_MS, START)
    minutes = {"choice": 1.0, "open": 1.0, "numeric": 1.0, "drill": 1.0}
    best = next_minutes(asked, states, scheduler, moment, START + 5, evidence, minutes, 1e6)
    assert asked[0].offers[0][0] not in {review.card_id for review in best.reviews}
    assert len(best.reviews) > 60


@pytest.mark.parametrize(
    ("days", "new_a_day", "cards_a_day"), [(19, 5, 16), (4, 65, 75), (1, 65, 300), (0, 65, 300)]
)
def test_the_plan(days, new_a_day, cards_a_day):
    ids = [f"c{number}" for number in range(105)]
    states = {name: known(name, 5.0) for name in ids[:40]}
    plan = study_plan(ids, states, START, START + days, 3)
    assert plan is not None
    assert (plan.days_left, plan.new_a_day, plan.cards_a_day) == (days, new_a_day, cards_a_day)
    assert study_plan(ids, states, START, START - 1, 0) is None
