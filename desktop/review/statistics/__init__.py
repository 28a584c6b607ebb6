"""What the log says about learning: each page's numbers as a record, from one table of reviews."""

from desktop.review.statistics.activity import Activity, DayActivity, activity
from desktop.review.statistics.calibration import CalibrationBin, calibration
from desktop.review.statistics.credit import CreditPoint, Credits, credits_earned
from desktop.review.statistics.forecast import DayLoad, Forecast, forecast
from desktop.review.statistics.period import Period
from desktop.review.statistics.recall import Recall, RecallPoint, recall
from desktop.review.statistics.table import ReviewTable, review_table
from desktop.review.statistics.topics import TopicRecall, recall_by_topic

__all__ = [
    "Activity",
    "CalibrationBin",
    "CreditPoint",
    "Credits",
    "DayActivity",
    "DayLoad",
    "Forecast",
    "Period",
    "Recall",
    "RecallPoint",
    "ReviewTable",
    "TopicRecall",
    "activity",
    "calibration",
    "credits_earned",
    "forecast",
    "recall",
    "recall_by_topic",
    "review_table",
]
