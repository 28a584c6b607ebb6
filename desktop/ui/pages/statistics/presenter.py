"""Brings the page its charts out of the log."""

from __future__ import annotations

from desktop.review.exam.results import results
from desktop.review.readiness.kept import kept_predictions
from desktop.review.readiness.prediction import Asked, asked_of
from desktop.review.records import CardState
from desktop.review.statistics import (
    Period,
    ReviewTable,
    activity,
    calibration,
    credits_earned,
    forecast,
    recall,
    recall_by_topic,
    review_table,
)
from desktop.review.store import StoreError
from desktop.review.today import today_of
from desktop.ui.pages.statistics.chart import Chart
from desktop.ui.pages.statistics.kept_charts import calibration_chart, exams_chart
from desktop.ui.pages.statistics.page import StatisticsPage
from desktop.ui.pages.statistics.recall_charts import lost_chart, recall_chart
from desktop.ui.pages.statistics.work_charts import (
    calendar_chart,
    coming_chart,
    credits_chart,
    reviews_chart,
    time_chart,
)
from desktop.ui.speaker import Speaker
from desktop.ui.workspace import Workspace

COMING_DAYS = 21
POINTS_AT_MOST = 14
USUAL_DAYS = 90
CALENDAR_DAYS = 24 * 7 + 1  # 25 columns at most: as many as a chart is wide


class StatisticsPresenter:
    """Connects the page with the store."""

    def __init__(self, workspace: Workspace, page: StatisticsPage, speaker: Speaker) -> None:
        self._page, self._speaker = page, speaker
        self._deck, self._store = workspace.deck, workspace.store
        self._bundle = workspace.bundle
        self._asked: tuple[Asked, ...] = ()
        self._days: int | None = USUAL_DAYS
        page.entered.connect(self.refresh)
        page.period_chosen.connect(self.choose_days)

    def choose_days(self, days: str) -> None:
        """Look at other days; an empty text means all."""
        self._days = int(days) if days else None
        self.refresh()

    def refresh(self) -> None:
        """Bring the charts up to date."""
        try:
            charts = self._charts()
        except StoreError as error:
            self._speaker.say(str(error))
            return
        self._page.show_charts(charts)

    def _charts(self) -> list[Chart]:
        table, states = review_table(self._store), self._store.states()
        today = today_of(self._store, states)
        period = self._period(table, today.day)
        each = max(7, -(-period.days // POINTS_AT_MOST // 7) * 7)
        scheduler = self._store.scheduler
        asked = scheduler.settings.desired_retention

        def recall_of(state: CardState) -> float:
            return scheduler.retrievability(state, today.day)

        done = activity(table, period)
        topics = recall_by_topic(table, self._deck, states, period, recall_of)
        return [
            recall_chart(recall(table, period, each), asked),
            coming_chart(forecast(self._deck, states, today, COMING_DAYS)),
            calendar_chart(done, activity(table, Period.until(today.day, CALENDAR_DAYS))),
            lost_chart(topics, asked),
            reviews_chart(done),
            time_chart(done),
            credits_chart(credits_earned(table, period, each)),
            calibration_chart(calibration(table, period)),
            self._exams(table),
        ]

    def _exams(self, table: ReviewTable) -> Chart:
        """All mock exams, whatever days are looked at: there are few."""
        exams = results(self._store)
        if not exams:
            return exams_chart([])
        self._asked = self._asked or asked_of(self._bundle.cards())
        kinds = {card.id: card.kind for card in self._deck.cards}
        return exams_chart(kept_predictions(self._asked, kinds, table, self._store, exams))

    def _period(self, table: ReviewTable, today: int) -> Period:
        """The days that are looked at; none from before the first answer."""
        first = table.first_day()
        first = today if first is None else first
        if self._days is None:
            return Period(first, today)
        period = Period.until(today, self._days)
        return Period(max(period.first, min(first, today)), today)
