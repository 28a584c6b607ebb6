"""Charts and words of what came true say what the numbers say: recall, scores, certainty."""

from __future__ import annotations

import numpy as np

from desktop.review.exam.report import Judged
from desktop.review.exam.sheet import Certainty
from desktop.review.readiness.kept import KeptPrediction
from desktop.review.statistics import CalibrationBin
from desktop.ui.pages.exam.report_sight import judged_words, predicted_words
from desktop.ui.pages.home.readiness_sight import missed_words
from desktop.ui.pages.statistics.kept_charts import calibration_chart, exams_chart
from desktop.ui.plots.picture import Band, Line

TODAY = 20_500


def binned(predicted, true, room=0.04):
    return CalibrationBin(60, predicted, true, true - room, true + room)


def lines_of(chart):
    return {item.label: item for item in chart.drawn.items if isinstance(item, Line)}


def test_recall_that_came_true():
    chart = calibration_chart([binned(0.8, 0.81), binned(0.9, 0.88), binned(0.95, 0.96)])
    assert chart.answer == "Yes, in every group of reviews."
    lines = lines_of(chart)
    np.testing.assert_array_equal(lines["true"].x, [0.8, 0.9, 0.95])
    np.testing.assert_array_equal(lines["true"].y, [0.81, 0.88, 0.96])
    np.testing.assert_array_equal(lines["as predicted"].x, lines["as predicted"].y)
    assert chart.texts.rows[0] == ("95.0\u00a0%", "96.0\u00a0%", "60")


def test_recall_that_did_not_come_true():
    some = calibration_chart([binned(0.8, 0.6), binned(0.9, 0.9), binned(0.95, 0.95)])
    assert some.answer.startswith("Mostly: 1 of 3\u00a0groups")
    most = calibration_chart([binned(0.8, 0.6), binned(0.9, 0.7), binned(0.95, 0.95)])
    assert most.answer.startswith("No: 2 of 3\u00a0groups")


def test_too_few_reviews_or_exams_are_said_to_be_few():
    assert calibration_chart([binned(0.8, 0.8)] * 2).drawn is None
    assert exams_chart([]).drawn is None
    assert missed_words([]) == ""
    assert predicted_words(None) == ""


def test_exams_beside_their_predictions():
    kept = [
        KeptPrediction("a", TODAY - 9, 50.0, 40.0, 60.0, 55.0, 90.0),
        KeptPrediction("b", TODAY, 60.0, 52.0, 68.0, 40.5, 90.0),
    ]
    chart = exams_chart(kept)
    assert chart.answer.startswith("1 of 2\u00a0exams came within the interval")
    assert "12.3 credits on average" in chart.answer or "12.2 credits on average" in chart.answer
    lines = lines_of(chart)
    np.testing.assert_array_equal(lines["reached"].y, [55.0, 40.5])
    assert chart.texts.rows[0][1:] == ("60", "52 to 68", "40.5 of 90")
    [band] = [item for item in exams_chart(kept[:1]).drawn.items if isinstance(item, Band)]
    assert len(band.x) == 2, "a single exam has an interval to be seen"
    assert missed_words(kept[:1]) == "Over the mock exam the prediction missed by 5 credits."
    assert predicted_words(kept[0]) == "Predicted the day before: 50, between 40 and 60."


def test_certainty_is_judged_from_some_answers_on():
    few = (Judged(Certainty.GUESSED, 0.25, 0.0, 3), Judged(Certainty.SURE, 0.95, 0.2, 1))
    assert "With 4 answers a word" in judged_words(few)
    some = (Judged(Certainty.GUESSED, 0.25, 0.0, 1), Judged(Certainty.SURE, 0.95, 0.5, 6))
    said = judged_words(some)
    assert said.count("promised too much") == 1
    assert "uessing" not in said
    assert judged_words((Judged(Certainty.SURE, 0.95, 0.9, 9),)).endswith("You judged it well.")
    assert judged_words(()) == ""
