"""Two weeks of study without a window: the student of the model's own kind, by the real bundle."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from desktop.review.clock import DAY_MS, HOUR_MS
from desktop.review.grading import Reply
from desktop.review.history import replay
from desktop.review.records import Kind, LogRow, Rating, State
from desktop.review.statistics import Period, activity, recall, review_table
from tests.review.sittings import Desk
from tests.review.students import Student

DAYS = 14
NEW_PER_DAY = 7


def week_of_reviews(desk: Desk, seed: int, days: int = DAYS) -> list[tuple[int, str, Rating]]:
    """Study so many days, with undo, redo, practice and restarts; returns what was rated."""
    draw, student = random.Random(seed), Student(seed)
    rated: list[tuple[int, str, Rating]] = []
    for _ in range(days):
        sitting = desk.sitting(new_per_day=NEW_PER_DAY)
        while (task := sitting.task) or sitting.waits_until_ms is not None:
            if task is None:
                desk.clock.time = sitting.waits_until_ms
                continue
            desk.clock.advance(ms=draw.randrange(5, 90) * 1000)
            moment = desk.store.moment()
            rating = student.rate(task.card_id, moment)
            reply = Reply() if rating is Rating.AGAIN else desk.right(task)
            sitting.rate(rating, desk.grader.grade(task.card, task.row, reply))
            rated.append((moment.day, task.card_id, rating))
            if draw.random() < 0.05:
                sitting.undo()
                sitting.redo()
            if draw.random() < 0.03:
                sitting.practiced(sitting.another(task))
            if draw.random() < 0.02:
                desk.restart()
                sitting = desk.sitting(new_per_day=NEW_PER_DAY)
        desk.clock.time = (desk.clock.time // DAY_MS + 1) * DAY_MS + 8 * HOUR_MS
    return rated


@pytest.fixture
def rated(desk) -> list[tuple[int, str, Rating]]:
    return week_of_reviews(desk, seed=4)


def reviews(desk: Desk) -> list[LogRow]:
    return [row for row in desk.store.counted_rows() if row.kind is Kind.REVIEW]


def test_the_log_holds_every_rating_once_and_gives_the_states(desk, rated):
    found = [(row.study_day, row.card_id, row.rating) for row in reviews(desk)]
    assert found == rated
    assert len({day for day, _, _ in found}) == DAYS
    assert len(found) > 150
    assert replay(desk.store.rows()) == desk.store.states()
    assert len({row.uid for row in desk.store.rows()}) == len(desk.store.rows())


def test_each_day_has_its_limit_and_one_card_of_a_question(desk, rated):
    cards = desk.deck.card_of
    before: dict[str, State] = {}
    new: defaultdict[int, list[str]] = defaultdict(list)
    begun: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for row in reviews(desk):
        state = before.get(row.card_id, State.NEW)
        if state is State.NEW:
            new[row.study_day].append(row.card_id)
        if state in (State.NEW, State.REVIEW):  # a step of learning may stand beside a sibling
            begun[row.study_day, cards[row.card_id].question].add(row.card_id)
        before[row.card_id] = row.after.state
    assert {len(ids) for ids in new.values()} == {NEW_PER_DAY}
    assert {len(ids) for ids in begun.values()} == {1}
    first_day = [cards[card_id].position for card_id in new[rated[0][0]]]
    assert first_day == sorted(first_day)


def test_numbers_are_fresh_at_every_review_and_can_be_had_again(desk, rated):
    sitting = desk.sitting()
    with_numbers = [row for row in reviews(desk) if desk.bundle.card(row.card_id).generator]
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for row in with_numbers:
        numbers[row.card_id].append(row.variant)
        again = sitting.task_of(row)
        assert again.changed == ""
        assert again.content_hash == row.content_hash
    assert len(with_numbers) > 20
    assert all(found == list(range(len(found))) for found in numbers.values())


def test_statistics_tell_what_was_done(desk, rated):
    table = review_table(desk.store)
    period = Period.until(rated[-1][0], DAYS)
    found = activity(table, period)
    assert found.studied_days == DAYS
    practice = sum(day.practice for day in found.days)
    assert found.answers - practice == len(rated)
    assert practice == sum(row.kind is Kind.PRACTICE for row in desk.store.counted_rows())
    whole = recall(table, period).whole
    assert whole.low < whole.predicted < whole.high


def test_the_same_student_studies_the_same(desk, folder, bundle):
    first = week_of_reviews(desk, seed=9, days=4)
    other = Desk(folder / "other", bundle, type(desk.clock)())
    second = week_of_reviews(other, seed=9, days=4)
    other.store.close()
    assert first == second
    assert desk.clock.time == other.clock.time
