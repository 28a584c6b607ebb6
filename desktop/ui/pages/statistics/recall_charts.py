"""Charts of memory: recall true and predicted, and where the credits are lost."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.review.statistics import Recall, RecallPoint, TopicRecall
from desktop.ui.controls.rows_model import texts
from desktop.ui.pages.statistics.chart import Chart
from desktop.ui.plots.interval_rows import IntervalRow, Intervals
from desktop.ui.plots.picture import Axis, Band, Line, Picture, Reference, as_values, padded
from desktop.ui.plots.ticks import day_ticks, day_words, percent_ticks
from desktop.ui.wording import counted

ENOUGH_REVIEWS = 50
TOPICS_SHOWN = 6
ROUND_TO = 0.05
AIR = 0.06  # of the axis, above its highest label
LEAST_LOST = 0.05  # credits: less is shown as 0.0


def recall_chart(recall: Recall, asked: float) -> Chart:
    """True recall against predicted recall, with a 90 percent interval around the true one."""
    question = "Do you remember what you should?"
    whole = recall.whole
    if whole is None or whole.reviews < ENOUGH_REVIEWS:
        known = whole.reviews if whole else 0
        soon = f"After about {ENOUGH_REVIEWS} reviews this shows what you remember"
        return Chart(question, f"{soon}; there {'is' if known == 1 else 'are'} {known}.")
    answer = (
        f"True recall is {percent(whole.true)}, predicted {percent(whole.predicted)}. "
        f"{verdict(whole)}"
    )
    rows = [
        (
            f"{day_words(point.period.first)} to {day_words(point.period.last)}",
            str(point.reviews),
            percent(point.true),
            percent(point.predicted),
        )
        for point in reversed(recall.points)
    ]
    table = texts(("Days", "Reviews", "True", "Predicted"), rows, 1, 2, 3)
    return Chart(question, answer, _recall_picture(recall.points, asked, answer), table)


def verdict(whole: RecallPoint) -> str:
    """What true and predicted recall together say of the model."""
    if whole.low <= whole.predicted <= whole.high:
        return "The model fits you."
    more = whole.true > whole.predicted
    return f"You remember {'more' if more else 'less'} than that."


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{share * 100:.1f}\u00a0%"


def _recall_picture(points: Sequence[RecallPoint], asked: float, answer: str) -> Picture:
    days = as_values([point.period.last for point in points])
    low, high = (as_values([getattr(point, name) for point in points]) for name in ("low", "high"))
    least = min(float(low.min()), asked, *(point.predicted for point in points))
    floor = max(0.0, (least // ROUND_TO) * ROUND_TO - 0.01)
    first, last = points[0].period.last, points[-1].period.last
    return Picture(
        padded(first, last, day_ticks(first, last)),
        Axis(floor, 1.0 + (1.0 - floor) * AIR, percent_ticks(floor, 1.0)),
        (
            Band(days, low, high),
            Reference(asked, "asked for"),
            Line(days, as_values([point.predicted for point in points]), 1, "predicted", False),
            Line(days, as_values([point.true for point in points]), 0, "true"),
        ),
        f"{answer} {counted(len(points), 'week')} of points.",
    )


def lost_chart(topics: Sequence[TopicRecall], asked: float) -> Chart:
    """The topics that cost most credits today, with their recall."""
    question = "Where are the credits lost?"
    begun = [topic for topic in topics if topic.recall is not None]
    costly = [topic for topic in begun if topic.lost >= LEAST_LOST][:TOPICS_SHOWN]
    rows = [
        (
            topic.title,
            percent(topic.recall.true) if topic.recall else "–",
            f"{topic.lost:.1f}",
            f"{topic.unseen:.1f}",
        )
        for topic in topics
    ]
    table = texts(("Topic", "Recall", "Credits lost", "Not begun"), rows, 1, 2, 3)
    if not begun:
        return Chart(question, "This shows it once you have reviewed cards a day after learning.")
    if not costly:
        return Chart(
            question, "Nowhere today: every topic that you have begun is fresh.", None, table
        )
    answer = "Topics by the credits they cost today. Dashed: the recall you asked for."
    drawn = Intervals(
        ("Topic", "Recall", "Credits lost"),
        tuple(_interval(topic) for topic in costly),
        asked,
        f"{costly[0].title} costs most, {costly[0].lost:.1f} credits.",
    )
    return Chart(question, answer, drawn, table)


def _interval(topic: TopicRecall) -> IntervalRow:
    assert topic.recall is not None
    point = topic.recall
    return IntervalRow(topic.title, point.low, point.true, point.high, f"{topic.lost:.1f}")
