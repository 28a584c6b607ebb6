"""The numbers of each chart against plain counting."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.review.records import Kind, State
from desktop.review.statistics import (
    Period,
    activity,
    credits_earned,
    forecast,
    recall,
    recall_by_topic,
    review_table,
)
from desktop.review.statistics.recall import Z_90, wilson
from desktop.review.store import Store
from desktop.review.today import today_of
from tests.review.clocks import SettableClock
from tests.review.decks import made_deck
from tests.review.students import Student, study

DECK = made_deck(40)
IDS = [card.id for card in DECK.cards]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    """Two months of study."""
    clock = SettableClock()
    folder: Path = tmp_path_factory.mktemp("profile")
    with Store.open(folder, clock) as store:
        study(store, clock, Student(5), IDS, 900, new_per_day=6)
        yield store


@pytest.fixture(scope="module")
def table(store):
    return review_table(store)


@pytest.fixture(scope="module")
def reviews(store):
    return [row for row in store.rows() if row.kind is Kind.REVIEW]


def month(store: Store) -> Period:
    return Period.until(store.moment().day, 30)


def test_activity_counts_each_day(store, table, reviews):
    period = month(store)
    found = activity(table, period)
    assert [day.day for day in found.days] == list(range(period.first, period.last + 1))
    counts = Counter(row.study_day for row in reviews)
    assert [day.answers for day in found.days] == [counts[day.day] for day in found.days]
    times: Counter[int] = Counter()
    for row in reviews:
        times[row.study_day] += row.took_ms
    assert [day.took_ms for day in found.days] == [times[day.day] for day in found.days]
    assert found.studied_days == sum(1 for day in found.days if counts[day.day])
    assert found.answers * found.each_ms == found.took_ms > 0
    assert found.most == max(counts[day.day] for day in found.days)


def test_activity_tells_new_cards_from_reviews(store, table, reviews):
    everything = activity(table, Period(table.first_day(), store.moment().day))
    assert sum(day.new for day in everything.days) == len({row.card_id for row in reviews})
    before = {}
    by_state: Counter[State] = Counter()
    for row in reviews:
        by_state[before.get(row.card_id, State.NEW)] += 1
        before[row.card_id] = row.after.state
    assert sum(day.review for day in everything.days) == by_state[State.REVIEW]
    steps = by_state[State.LEARNING] + by_state[State.RELEARNING]
    assert sum(day.learning for day in everything.days) == steps > 0


def test_recall_counts_reviews_of_another_day(store, table, reviews):
    period = month(store)
    last: dict[str, int] = {}
    shares = []
    for row in reviews:
        apart = row.study_day - last.get(row.card_id, row.study_day)
        if apart >= 1 and period.first <= row.study_day <= period.last:
            shares.append(row.rating > 1)
        last[row.card_id] = row.study_day
    found = recall(table, period)
    assert found.whole.reviews == len(shares)
    assert found.whole.true == pytest.approx(sum(shares) / len(shares))
    assert found.whole.low < found.whole.true < found.whole.high
    assert sum(point.reviews for point in found.points) == len(shares)
    mean = sum(point.reviews * point.predicted for point in found.points) / len(shares)
    assert mean == pytest.approx(found.whole.predicted)


def test_a_student_of_the_models_own_kind_is_predicted_well(store, table):
    whole = recall(table, Period(table.first_day(), store.moment().day)).whole
    assert whole.low < whole.predicted < whole.high


def test_recall_without_reviews_is_unknown(table):
    assert recall(table, Period(0, 10)).whole is None
    assert recall(table, Period(0, 10)).points == ()


@given(st.integers(1, 500), st.data())
def test_the_interval_is_where_the_normal_test_just_passes(count, data):
    successes = data.draw(st.integers(0, count))
    share = successes / count
    for bound in wilson(successes, count):
        deviation = Z_90 * math.sqrt(bound * (1 - bound) / count)
        assert abs(share - bound) == pytest.approx(deviation, abs=1e-7)


@given(st.integers(1, 100), st.integers(1, 40))
def test_parts_of_a_period_cover_it_without_overlap(days, each):
    period = Period.until(500, days)
    parts = period.parts(each)
    covered = [day for part in parts for day in range(part.first, part.last + 1)]
    assert covered == list(range(period.first, period.last + 1))
    assert all(part.days == each for part in parts[1:])
    assert period.days == days


def test_the_forecast_counts_every_card_once(store):
    states = store.states()
    today = today_of(store, states)
    found = forecast(DECK, states, today, 400)
    due = Counter(
        max(state.due_day, today.day) for state in states.values() if state.state is State.REVIEW
    )
    assert [day.due for day in found.days] == [due[day.day] for day in found.days]
    steps = [s for s in states.values() if s.state in (State.LEARNING, State.RELEARNING)]
    assert found.learning == len(steps) == found.days[0].learning
    late = [s for s in states.values() if s.state is State.REVIEW and s.due_day < today.day]
    assert found.overdue == len(late)
    assert found.due + found.learning == len(states) - sum(
        1 for state in states.values() if state.due_day >= today.day + 400
    )
    assert found.most == max(day.due + day.learning for day in found.days)


def test_topics_are_ranked_by_what_they_cost(store, table):
    states = store.states()
    day = store.moment().day

    def recall_of(state):
        return store.scheduler.retrievability(state, day)

    period = Period(table.first_day(), day)
    found = recall_by_topic(table, DECK, states, period, recall_of)
    assert [topic.lost for topic in found] == sorted((t.lost for t in found), reverse=True)
    assert sum(topic.credits for topic in found) == pytest.approx(
        sum(card.credits for card in DECK.cards if not card.is_drill)
    )
    lost: defaultdict[str, float] = defaultdict(float)
    for card in DECK.cards:
        if not card.is_drill and card.id in states:
            lost[card.topics[0]] += card.credits * (1 - recall_of(states[card.id]))
    assert {topic.id: topic.lost for topic in found} == pytest.approx(dict(lost))
    total = recall(table, period).whole
    assert sum(topic.recall.reviews for topic in found) == total.reviews


def test_credits_add_up(store, table, reviews):
    found = credits_earned(table, Period(table.first_day(), store.moment().day))
    assert found.whole.earned == pytest.approx(sum(row.credits_earned for row in reviews))
    assert found.whole.total == len(reviews) == found.whole.answers
    assert sum(point.earned for point in found.points) == pytest.approx(found.whole.earned)
    assert 0 < found.whole.share < 1
    assert credits_earned(table, Period(0, 1)).whole.share == 0
