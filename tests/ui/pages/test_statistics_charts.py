"""What charts say and show: sentences and tables that agree with the numbers, early words."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.review.statistics import (
    Activity,
    CreditPoint,
    Credits,
    DayActivity,
    DayLoad,
    Forecast,
    Period,
    Recall,
    RecallPoint,
    TopicRecall,
)
from desktop.ui.pages.statistics.recall_charts import lost_chart, recall_chart
from desktop.ui.pages.statistics.work_charts import (
    calendar_chart,
    coming_chart,
    credits_chart,
    duration,
    reviews_chart,
    time_chart,
)
from desktop.ui.plots.picture import Bars, Line, Picture, Reference

TODAY = 20_500


def point(first, last, true, predicted, reviews=60, room=0.05):
    period = Period(first, last)
    return RecallPoint(period, reviews, true, predicted, true - room, min(true + room, 1.0))


def topic(name, lost, recall=None, unseen=0.0):
    return TopicRecall(f"group/{name}", name, recall, 4.0, lost, unseen)


def worked(days, answers=20, took_ms=600_000):
    return Activity(
        tuple(
            DayActivity(TODAY - days + 1 + at, 2, 5, answers - 7, 0, took_ms) for at in range(days)
        )
    )


NO_WORK = Activity(tuple(DayActivity(TODAY - 29 + at, 0, 0, 0, 0, 0) for at in range(30)))


@pytest.mark.parametrize(
    ("predicted", "verdict"),
    [(0.9, "The model fits you."), (0.99, "less than that."), (0.8, "more than that.")],
)
def test_true_recall_is_compared_with_the_predicted(predicted, verdict):
    whole = point(TODAY - 20, TODAY, 0.9, predicted, 180)
    parts = tuple(point(TODAY - 7 * at - 6, TODAY - 7 * at, 0.9, predicted) for at in (2, 1, 0))
    chart = recall_chart(Recall(whole, parts), 0.85)
    assert chart.answer.startswith(
        f"True recall is 90.0\u00a0%, predicted {predicted * 100:.1f}\u00a0%."
    )
    assert chart.answer.endswith(verdict)
    assert isinstance(chart.drawn, Picture)
    lines = [item for item in chart.drawn.items if isinstance(item, Line)]
    assert [line.label for line in lines] == ["predicted", "true"]
    np.testing.assert_array_equal(lines[1].y, [0.9, 0.9, 0.9])
    [asked] = [item for item in chart.drawn.items if isinstance(item, Reference)]
    assert asked.y == 0.85
    assert chart.texts.rows[0][1:] == ("60", "90.0\u00a0%", f"{predicted * 100:.1f}\u00a0%")
    assert chart.drawn.left.low < 0.85


@pytest.mark.parametrize("reviews", [0, 1, 49])
def test_few_reviews_are_said_to_be_few(reviews):
    whole = point(TODAY, TODAY, 1.0, 0.9, reviews) if reviews else None
    chart = recall_chart(Recall(whole, ()), 0.9)
    there = "is 1" if reviews == 1 else f"are {reviews}"
    assert chart.answer == (f"After about 50 reviews this shows what you remember; there {there}.")
    assert chart.drawn is None
    assert chart.texts is None


def test_the_costliest_topics_come_first_and_the_table_has_all():
    found = [topic(f"T{n}", 3.0 - n / 3, point(0, 1, 0.8, 0.9)) for n in range(9)]
    chart = lost_chart([*found, topic("new", 0.0, None, 2.0)], 0.9)
    assert [row.name for row in chart.drawn.rows] == [f"T{n}" for n in range(6)]
    assert chart.drawn.rows[0].number == "3.0"
    assert chart.drawn.reference == 0.9
    assert len(chart.texts.rows) == 10
    assert chart.texts.rows[-1] == ("new", "–", "0.0", "2.0")


def test_no_topic_yet_and_none_that_costs():
    assert lost_chart([topic("T", 0.0, None, 4.0)], 0.9).drawn is None
    fresh = lost_chart([topic("T", 0.01, point(0, 1, 0.9, 0.9))], 0.9)
    assert fresh.answer.startswith("Nowhere today")
    assert fresh.texts is not None


def test_reviews_are_stacked_by_what_the_card_was():
    chart = reviews_chart(worked(10))
    assert chart.question == "How many reviews a day?"
    assert chart.answer.startswith("20 on a day of study; 20 on ")
    bars = [item for item in chart.drawn.items if isinstance(item, Bars)]
    assert [bar.label for bar in bars] == ["review", "learning", "new"]
    np.testing.assert_array_equal(bars[2].foot + bars[2].height, [20.0] * 10)
    np.testing.assert_array_equal(bars[1].foot, bars[0].height)
    assert chart.texts.rows[0][1:] == ("13", "5", "2", "0")


def test_a_long_time_is_drawn_by_weeks():
    activity = worked(90)
    chart = reviews_chart(activity)
    assert chart.question == "How many reviews a week?"
    assert sum(sum(map(int, row[1:])) for row in chart.texts.rows) == activity.answers
    assert len(chart.texts.rows) == 13
    minutes = time_chart(activity)
    assert sum(int(row[1]) for row in minutes.texts.rows) == 900
    assert minutes.answer == "10\u00a0minutes on a day of study, 15\u00a0hours in all."


def test_the_calendar_speaks_of_the_period_and_shows_more():
    chart = calendar_chart(worked(30), worked(160))
    assert chart.answer == (
        "30 of the last 30\u00a0days; 600\u00a0answers in 5\u00a0hours, 30 seconds each."
    )
    assert (chart.drawn.first, chart.drawn.last) == (TODAY - 159, TODAY)
    assert sum(chart.drawn.counts.values()) == 20 * 160


@pytest.mark.parametrize("make", [reviews_chart, time_chart, lambda a: calendar_chart(a, a)])
def test_no_work_is_said(make):
    chart = make(NO_WORK)
    assert chart.answer.startswith("You have not studied")
    assert chart.drawn is None


def test_what_is_coming():
    days = tuple(DayLoad(TODAY + at, 10 - at, int(at == 0)) for at in range(5))
    chart = coming_chart(Forecast(days, 3))
    assert chart.answer == (
        "40\u00a0reviews and 1\u00a0learning step in 5\u00a0days, at most 11 a day. "
        "3 of today's are late."
    )
    assert [bar.label for bar in chart.drawn.items] == ["due", "learning"]
    assert chart.drawn.bottom.ticks[0][1] == "today"
    nothing = coming_chart(Forecast(tuple(DayLoad(TODAY + at, 0, 0) for at in range(5)), 0))
    assert nothing.answer.startswith("Nothing is scheduled yet.")


def test_credits_earned():
    part = CreditPoint(Period(TODAY - 6, TODAY), 12, 15.5, 20.0)
    chart = credits_chart(Credits(part, (part,)))
    assert chart.answer == "16 of 20 credits, 78\u00a0%, in 12\u00a0marked answers."
    assert chart.texts.rows[0][2] == "15.5 of 20"
    few = CreditPoint(Period(TODAY, TODAY), 9, 5.0, 9.0)
    assert credits_chart(Credits(few, (few,))).drawn is None


@pytest.mark.parametrize(
    ("ms", "words"), [(44_000, "44 seconds"), (1_080_000, "18 minutes"), (93_600_000, "26 hours")]
)
def test_durations(ms, words):
    assert duration(ms).replace("\u00a0", " ") == words
