"""Charts of predictions that have come due: recall of single cards, and scores of mock exams."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.review.readiness.kept import KeptPrediction
from desktop.review.statistics import CalibrationBin
from desktop.ui.controls.rows_model import texts
from desktop.ui.pages.statistics.chart import Chart
from desktop.ui.pages.statistics.recall_charts import percent
from desktop.ui.plots.picture import Axis, Band, Line, Picture, as_values, axis_from_zero, padded
from desktop.ui.plots.ticks import day_ticks, day_words, percent_ticks
from desktop.ui.wording import amount, counted

LEAST_BINS = 3
ROOM = 0.03  # beyond the predictions, of the axis
HALF = 0.5


def calibration_chart(bins: Sequence[CalibrationBin]) -> Chart:
    """True recall over predicted recall; what is on the dashed line came true."""
    question = "Does predicted recall come true?"
    if len(bins) < LEAST_BINS:
        return Chart(question, "This takes some 75 reviews of cards a day or more after learning.")
    off = [part for part in bins if not part.low <= part.predicted <= part.high]
    few = f"{len(off)} of {counted(len(bins), 'group')} of reviews came out otherwise"
    answer = "Yes, in every group of reviews." if not off else f"Mostly: {few}."
    if len(off) > HALF * len(bins):
        answer = f"No: {few}. Fitting the schedule to your memory, in the settings, may help."
    rows = [(percent(part.predicted), percent(part.true), str(part.reviews)) for part in bins[::-1]]
    table = texts(("Predicted", "True", "Reviews"), rows, 0, 1, 2)
    return Chart(question, answer, _calibration(bins, answer), table)


def _calibration(bins: Sequence[CalibrationBin], answer: str) -> Picture:
    predicted = as_values([part.predicted for part in bins])
    low, high = (as_values([getattr(part, name) for part in bins]) for name in ("low", "high"))
    start = max(0.0, float(predicted.min()) - ROOM)
    floor = max(0.0, min(float(low.min()), start) - ROOM)
    ends = as_values([start, 1.0])
    return Picture(
        Axis(start, 1.0 + ROOM / 2, percent_ticks(start, 1.0)),
        Axis(floor, 1.0 + ROOM, percent_ticks(floor, 1.0)),
        (
            Band(predicted, low, high),
            Line(ends, ends, 1, "as predicted", False),
            Line(predicted, as_values([part.true for part in bins]), 0, "true"),
        ),
        f"{answer} True recall up, predicted recall across.",
    )


def exams_chart(kept: Sequence[KeptPrediction]) -> Chart:
    """Scores of mock exams beside what was predicted the day before, with its interval."""
    question = "Did predicted exam scores hold?"
    if not kept:
        return Chart(
            question, "After a mock exam this shows it beside what was predicted the day before."
        )
    answer = _came_true(kept)
    rows = [
        (
            day_words(exam.day),
            f"{exam.score:.0f}",
            f"{exam.low:.0f} to {exam.high:.0f}",
            f"{amount(exam.reached)} of {amount(exam.total)}",
        )
        for exam in reversed(kept)
    ]
    table = texts(("Exam", "Predicted", "Interval", "Reached"), rows, 1, 2, 3)
    return Chart(question, answer, _exams(kept, answer), table)


def _came_true(kept: Sequence[KeptPrediction]) -> str:
    missed = amount(round(sum(exam.missed for exam in kept) / len(kept), 1))
    if len(kept) == 1:
        where = "within" if kept[0].holds else "outside"
        return f"The exam came {where} the interval; the prediction missed by {missed} credits."
    inside = sum(exam.holds for exam in kept)
    return (
        f"{inside} of {counted(len(kept), 'exam')} came within the interval; the prediction "
        f"missed by {missed} credits on average."
    )


def _exams(kept: Sequence[KeptPrediction], answer: str) -> Picture:
    """Days across; a single exam has half a day of room on both sides."""
    days = as_values([exam.day for exam in kept])
    around, repeat = days, 1
    if len(kept) == 1:
        around, repeat = as_values([kept[0].day - HALF, kept[0].day + HALF]), 2
    low, high = (
        as_values([getattr(exam, name) for exam in kept] * repeat) for name in ("low", "high")
    )
    first, last = int(days[0]), int(days[-1])
    return Picture(
        padded(first, last, day_ticks(first, last)),
        axis_from_zero(max(exam.total for exam in kept)),
        (
            Band(around, low, high),
            Line(days, as_values([exam.score for exam in kept]), 1, "predicted"),
            Line(days, as_values([exam.reached for exam in kept]), 0, "reached"),
        ),
        answer,
    )
