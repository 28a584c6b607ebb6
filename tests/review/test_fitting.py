"""Fitting: on a learner whose true parameters are known, against a log loss worked out here."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean, stdev

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from desktop.review.fitting import LEAST_REVIEWS, TooFewReviewsError, fit, review_lines
from desktop.review.records import CardState, Kind, LogRow, Moment, Rating
from desktop.review.scheduling import Scheduler, SchedulerSettings
from tests.review.students import FORGETFUL

DAY_MS = 86_400_000


def row(seq, kind, card, day, rating=None, after=None) -> LogRow:
    return LogRow(
        uid=str(seq), kind=kind, card_id=card, rating=rating, seq=seq, at_ms=day * DAY_MS,
        clock_ms=day * DAY_MS, utc_offset_min=0, study_day=day, scheduler_id=1, after=after,
    )  # fmt: skip


def learner(parameters, cards=250, days=120, seed=5) -> list[LogRow]:
    """A learner who forgets as these parameters say, on a schedule with the usual ones."""
    drawn = random.Random(seed)
    truth = Scheduler(SchedulerSettings(parameters=parameters, learning_steps=()))
    usual = Scheduler(SchedulerSettings(learning_steps=(), relearning_steps=()))
    memory, planned = {}, {}
    rows: list[LogRow] = []
    for day in range(20_000, 20_000 + days):
        for number in range(cards):
            card = f"exam/1.{number}"
            state = planned.get(card, CardState(card))
            if day < 20_000 + number // 4 or (state.due_day or 0) > day:
                continue
            rating = Rating.GOOD
            if card in memory and drawn.random() > truth.retrievability(memory[card], day):
                rating = Rating.AGAIN
            moment = Moment(day * DAY_MS, day)
            planned[card] = usual.review(state, rating, moment)
            memory[card] = truth.review(memory.get(card, CardState(card)), rating, moment)
            rows.append(row(len(rows) + 1, Kind.REVIEW, card, day, rating))
    return rows


def log_losses(rows, parameters) -> list[float]:
    """The log losses of the latest fifth, by the app's own scheduler, which is py-fsrs."""
    scheduler = Scheduler(SchedulerSettings(parameters=parameters, learning_steps=()))
    states, losses = {}, []
    for entry in rows:
        state = states.get(entry.card_id)
        if state is not None and entry.study_day > state.last_review_day:
            recall = scheduler.retrievability(state, entry.study_day)
            recalled = entry.rating is not Rating.AGAIN
            losses.append(-math.log(recall if recalled else 1 - recall))
        states[entry.card_id] = scheduler.review(
            state or CardState(entry.card_id), entry.rating, entry.moment
        )
    return losses[len(losses) - round(len(losses) * 0.2) :]


def telling(rows) -> Iterator[int]:
    """The `seq` of each review a day or more after the one before."""
    last: dict[str, int] = {}
    for entry in rows:
        if entry.study_day > last.get(entry.card_id, entry.study_day):
            yield entry.seq
        last[entry.card_id] = entry.study_day


@pytest.fixture(scope="module")
def forgetful() -> list[LogRow]:
    return learner(FORGETFUL)


def test_who_forgets_faster_is_predicted_better(forgetful):
    result = fit(forgetful, SchedulerSettings())
    assert result.better
    assert result.parameters[2] < DEFAULT_PARAMETERS[2]
    assert result.fitted + result.held_out == len(review_lines(forgetful))
    assert result.held_out == pytest.approx(0.2 * len(review_lines(forgetful)), abs=1)
    SchedulerSettings(parameters=result.parameters)  # the scheduler takes them


def test_the_log_loss_is_that_of_the_app_s_own_scheduler(forgetful):
    result = fit(forgetful, SchedulerSettings())
    before = log_losses(forgetful, DEFAULT_PARAMETERS)
    after = log_losses(forgetful, result.parameters)
    assert result.before == pytest.approx(mean(before), rel=1e-5)
    assert result.after == pytest.approx(mean(after), rel=1e-5)
    gains = [was - now for was, now in zip(before, after, strict=True)]
    assert result.error == pytest.approx(stdev(gains) / math.sqrt(len(gains)), rel=1e-4)


def test_the_fit_comes_near_to_the_truth(forgetful):
    result = fit(forgetful, SchedulerSettings())
    assert result.after < mean(log_losses(forgetful, FORGETFUL)) + 0.03
    assert result.before > result.after + 0.05


@pytest.mark.parametrize("seed", range(5, 11))
def test_parameters_that_fit_already_stay(seed):
    assert not fit(learner(DEFAULT_PARAMETERS, seed=seed), SchedulerSettings()).better


def test_nothing_of_the_held_out_reviews_is_fitted_on(forgetful):
    result = fit(forgetful, SchedulerSettings())
    later = set(list(telling(forgetful))[-result.held_out :])
    changed = [
        replace(entry, rating=Rating.EASY if entry.rating is Rating.AGAIN else Rating.AGAIN)
        if entry.seq in later
        else entry
        for entry in forgetful
    ]
    assert fit(changed, SchedulerSettings()).parameters == result.parameters
    assert fit(changed, SchedulerSettings()).after != result.after


def test_the_same_log_gives_the_same_parameters(forgetful):
    assert fit(forgetful, SchedulerSettings()) == fit(forgetful, SchedulerSettings())


def test_too_few_reviews_are_said(forgetful):
    first = forgetful[: LEAST_REVIEWS // 2]
    with pytest.raises(TooFewReviewsError) as told:
        fit(first, SchedulerSettings())
    assert told.value.known == len(review_lines(first))


def test_what_a_line_of_reviews_holds():
    rows = [
        row(1, Kind.REVIEW, "a", 10, Rating.GOOD),
        row(2, Kind.REVIEW, "a", 10, Rating.HARD),  # the same day tells nothing of lasting
        row(3, Kind.REVIEW, "b", 11, Rating.EASY),
        row(4, Kind.REVIEW, "a", 12, Rating.AGAIN),
        row(5, Kind.PRACTICE, "a", 13),
        row(6, Kind.FORGET, "a", 14),
        row(7, Kind.REVIEW, "a", 15, Rating.GOOD),
        row(8, Kind.REVIEW, "a", 18, Rating.GOOD),
        row(9, Kind.IMPORT, "b", 18),
        row(10, Kind.REVIEW, "b", 19, Rating.GOOD),
        row(11, Kind.REVIEW, "b", 25, Rating.GOOD),
        row(12, Kind.FORGET, "b", 25),
        row(13, Kind.REVIEW, "b", 26, Rating.GOOD),
        row(14, Kind.REVIEW, "b", 28, Rating.GOOD),
    ]
    assert [[tuple(review) for review in line] for line in review_lines(rows)] == [
        [(3, 0), (2, 0), (1, 2)],
        [(3, 0), (3, 3)],
        [(3, 0), (3, 2)],
    ]
