"""Charts of work: reviews by day, the calendar, time spent, what is coming, credits earned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.review.statistics import Activity, Credits, DayActivity, Forecast
from desktop.ui.controls.rows_model import texts
from desktop.ui.pages.statistics.chart import Calendar, Chart
from desktop.ui.plots.picture import Axis, Bars, Line, Picture, as_values, axis_from_zero, padded
from desktop.ui.plots.ticks import coming_ticks, day_ticks, day_words, percent_ticks
from desktop.ui.wording import amount, counted

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAYS_AS_DAYS = 45  # a longer period is drawn by weeks
ENOUGH_ANSWERS = 10
NOT_YET = "You have not studied in these days."


@dataclass(frozen=True, slots=True)
class Part:
    """Some days that one bar stands for; `day` is the last of them."""

    day: int
    days: tuple[DayActivity, ...]

    def sum(self, of: Callable[[DayActivity], int]) -> int:
        """The sum over its days."""
        return sum(of(day) for day in self.days)

    @property
    def words(self) -> str:
        """The days in words."""
        first = self.days[0].day
        return day_words(first) if first == self.day else f"{day_words(first)} and on"


def parts(activity: Activity) -> tuple[str, list[Part]]:
    """Days as they are drawn: each by itself, or by weeks; and the word for one part."""
    days = activity.days
    if len(days) <= DAYS_AS_DAYS:
        return "day", [Part(day.day, (day,)) for day in days]
    ends = range(len(days), 0, -7)
    weeks = [Part(days[end - 1].day, days[max(end - 7, 0) : end]) for end in ends]
    return "week", weeks[::-1]


def reviews_chart(activity: Activity) -> Chart:
    """Answers by day, by what the card was before."""
    unit, found = parts(activity)
    question = f"How many reviews a {unit}?"
    if not activity.answers:
        return Chart(question, NOT_YET)
    busiest = max(activity.days, key=lambda day: day.answers)
    mean = round(activity.answers / activity.studied_days)
    answer = (
        f"{mean} on a day of study; {busiest.answers} on {day_words(busiest.day)}, the busiest."
    )
    kinds = (
        ("review", lambda day: day.review, "due", False),
        ("learning", lambda day: day.learning, "learning", True),
        ("new", lambda day: day.new, "new", False),
        ("practice", lambda day: day.practice, "s3", True),
    )
    stack = [
        (name, as_values([part.sum(of) for part in found]), token, hollow)
        for name, of, token, hollow in kinds
    ]
    rows = [
        (part.words, *(str(int(values[place])) for _, values, _, _ in stack))
        for place, part in reversed(list(enumerate(found)))
    ]
    table = texts((unit.capitalize(), "Review", "Learning", "New", "Practice"), rows, 1, 2, 3, 4)
    return Chart(question, answer, _stacked(found, unit, stack, answer), table)


def _stacked(found: Sequence[Part], unit: str, stack: Sequence[tuple], answer: str) -> Picture:  # type: ignore[type-arg]
    days = as_values([part.day for part in found])
    width = 0.7 * (1 if unit == "day" else 7)
    base = as_values([0] * len(found))
    bars = []
    for name, values, token, hollow in stack:
        if values.any():
            bars.append(Bars(days, values, token, name, base, hollow, width))
        base = base + values
    first, last = found[0].day, found[-1].day
    bottom = padded(first, last, day_ticks(first, last))
    return Picture(bottom, axis_from_zero(float(base.max())), tuple(bars), answer)


def calendar_chart(period: Activity, calendar: Activity) -> Chart:
    """Every day of the calendar, the darker the more answers; the sentence is about the period."""
    question = "When did you study?"
    if not calendar.answers:
        return Chart(question, "You have not studied yet.")
    answer = (
        f"{period.studied_days} of the last {counted(len(period.days), 'day')}; "
        f"{counted(period.answers, 'answer')} in {duration(period.took_ms)}, "
        f"{round(period.each_ms / 1000)} seconds each."
    )
    days = calendar.days
    counts = {day.day: day.answers for day in days}
    rows = [(day_words(day.day), str(day.answers)) for day in reversed(days) if day.answers]
    drawn = Calendar(counts, days[0].day, days[-1].day, answer)
    return Chart(question, answer, drawn, texts(("Day", "Answers"), rows, 1))


def time_chart(activity: Activity) -> Chart:
    """Minutes by day."""
    unit, found = parts(activity)
    question = f"How many minutes a {unit}?"
    if not activity.took_ms:
        return Chart(question, NOT_YET)
    mean = activity.took_ms / activity.studied_days
    answer = f"{duration(round(mean))} on a day of study, {duration(activity.took_ms)} in all."
    minutes = as_values([part.sum(lambda day: day.took_ms) / MINUTE_MS for part in found])
    rows = [
        (part.words, f"{minutes[place]:.0f}", str(part.sum(lambda day: day.answers)))
        for place, part in reversed(list(enumerate(found)))
    ]
    table = texts((unit.capitalize(), "Minutes", "Answers"), rows, 1, 2)
    days = as_values([part.day for part in found])
    first, last = found[0].day, found[-1].day
    picture = Picture(
        padded(first, last, day_ticks(first, last)),
        axis_from_zero(float(minutes.max())),
        (Bars(days, minutes, "s1", "", width=0.7 * (1 if unit == "day" else 7)),),
        answer,
    )
    return Chart(question, answer, picture, table)


def coming_chart(forecast: Forecast) -> Chart:
    """What will be due, as the schedule stands."""
    question = "What is coming?"
    if not forecast.due + forecast.learning:
        return Chart(question, "Nothing is scheduled yet. It fills as you learn cards.")
    days = forecast.days
    steps = f" and {counted(forecast.learning, 'learning step')}" if forecast.learning else ""
    late = f" {forecast.overdue} of today's are late." if forecast.overdue else ""
    answer = (
        f"{counted(forecast.due, 'review')}{steps} in {counted(len(days), 'day')}, "
        f"at most {forecast.most} a day.{late}"
    )
    due = as_values([day.due for day in days])
    learning = as_values([day.learning for day in days])
    x = as_values([day.day for day in days])
    first, last = days[0].day, days[-1].day
    bars = [Bars(x, due, "due", "due")]
    if learning.any():
        bars.append(Bars(x, learning, "learning", "learning", due, hollow=True))
    picture = Picture(
        padded(first, last, coming_ticks(first, last)),
        axis_from_zero(float((due + learning).max())),
        tuple(bars),
        answer,
    )
    rows = [(day_words(day.day), str(day.due), str(day.learning)) for day in days]
    return Chart(question, answer, picture, texts(("Day", "Due", "Learning"), rows, 1, 2))


def credits_chart(credits: Credits) -> Chart:
    """The share of credits that marked answers earned."""
    question = "How many credits do you earn?"
    whole = credits.whole
    if whole.answers < ENOUGH_ANSWERS:
        return Chart(question, f"After {ENOUGH_ANSWERS} marked answers this shows how many.")
    answer = (
        f"{whole.earned:,.0f} of {whole.total:,.0f} credits, "
        f"{whole.share * 100:.0f}\u00a0%, in {counted(whole.answers, 'marked answer')}."
    )
    days = [point.period.last for point in credits.points]
    picture = Picture(
        padded(days[0], days[-1], day_ticks(days[0], days[-1])),
        Axis(0.0, 1.06, percent_ticks(0.0, 1.0)),
        (Line(as_values(days), as_values([point.share for point in credits.points]), 0, ""),),
        answer,
    )
    rows = [
        (
            f"{day_words(point.period.first)} to {day_words(point.period.last)}",
            str(point.answers),
            f"{amount(round(point.earned, 1))} of {amount(round(point.total, 1))}",
        )
        for point in reversed(credits.points)
    ]
    return Chart(question, answer, picture, texts(("Days", "Answers", "Credits"), rows, 1, 2))


def duration(took_ms: int) -> str:
    """A time spent: 40 seconds, 18 minutes, 26 hours."""
    if took_ms < 2 * MINUTE_MS:
        return counted(round(took_ms / 1000), "second")
    if took_ms < 2 * HOUR_MS:
        return counted(round(took_ms / MINUTE_MS), "minute")
    return counted(round(took_ms / HOUR_MS), "hour")
