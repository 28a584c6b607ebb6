"""Works out in idle time what the margin of Home says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.review.exam.grades import KEY, USUAL, GradeKey
from desktop.review.readiness.enough import TooEarly, too_early
from desktop.review.records import Kind
from desktop.review.selection import Selection
from desktop.ui.idle import Idle
from desktop.ui.pages.home.page import HomePage
from desktop.ui.pages.home.readiness_sight import (
    INTERVAL,
    NO_DATE,
    ReadinessSight,
    early_words,
    label_of,
    missed_words,
    next_minutes_words,
    plan_words,
    score_words,
)
from desktop.ui.plots.score_history import ScorePoint
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.review.readiness.evidence import Evidence
    from desktop.review.readiness.prediction import Asked
    from desktop.review.statistics import ReviewTable

PURPOSE = "readiness"
HISTORY_POINTS = 16
HISTORY_DAYS = 45


class ReadinessPresenter:
    """Its numbers need the whole log, so they come once the page is painted."""

    def __init__(
        self,
        workspace: Workspace,
        page: HomePage,
        idle: Idle,
        start_review: Callable[[Selection], None],
        open_settings: Callable[[], None],
    ) -> None:
        self._workspace, self._page, self._idle = workspace, page, idle
        self._start_review = start_review
        self._asked: tuple[Asked, ...] = ()
        self._next_ids: tuple[str, ...] = ()
        page.entered.connect(self.refresh)
        page.next_asked.connect(self.start_next)
        page.date_asked.connect(open_settings)

    def refresh(self) -> None:
        """Work it out anew."""
        self._idle.do(PURPOSE, self._steps())

    def start_next(self) -> None:
        """Review what raises the score most."""
        ids = frozenset(self._next_ids)
        self._start_review(Selection(ids=ids, extra_new=len(ids)))

    def _steps(self) -> Iterator[None]:
        yield
        workspace, store = self._workspace, self._workspace.store
        early = too_early(store)
        if early is not None:
            self._tell_early(early)
            return
        from desktop.review.readiness.evidence import evidence_of
        from desktop.review.readiness.prediction import asked_of, predict
        from desktop.review.statistics import review_table

        if not self._asked:
            self._asked = asked_of(workspace.bundle.cards())
            yield
        table = review_table(store)
        kinds = {card.id: card.kind for card in workspace.deck.cards}
        evidence = evidence_of(table, kinds)
        yield
        exam_day, today = store.scheduler.settings.exam_day, store.moment().day
        target = today if exam_day is None or exam_day < today else exam_day
        recall = store.scheduler.retrievability
        found = predict(self._asked, store.states(), recall, target, evidence)
        if isinstance(found, TooEarly):
            self._tell_early(found)
            return
        sight = self._begun()
        score, total, interval = score_words(found)
        remark = INTERVAL if exam_day is not None else NO_DATE
        passing = self._grades().pass_share * found.total
        sight = replace(
            sight,
            score=score,
            total=total,
            interval=interval,
            remark=remark,
            passing=passing,
            expected=found.problems,
        )
        yield
        sight = self._with_next(sight, table, kinds, evidence, target)
        self._page.show_readiness(sight)
        yield
        now = ScorePoint(today, found.score, found.low, found.high)
        yield from self._history(sight, table, kinds, target, now)

    def _begun(self) -> ReadinessSight:
        """What the score is for, and the plan."""
        store = self._workspace.store
        exam_day, today = store.scheduler.settings.exam_day, store.moment().day
        ahead = exam_day if exam_day is not None and exam_day > today else None
        return self._with_plan(ReadinessSight(label_of(ahead)))

    def _tell_early(self, early: TooEarly) -> None:
        self._page.show_readiness(replace(self._begun(), early=early_words(early)))

    def _with_plan(self, sight: ReadinessSight) -> ReadinessSight:
        from desktop.review.readiness.study_plan import study_plan

        store, deck = self._workspace.store, self._workspace.deck
        exam_day, today = store.scheduler.settings.exam_day, store.moment().day
        done = sum(
            row.kind is Kind.REVIEW and row.study_day == today
            for row in store.rows(since_seq=max(store.journal.seq - 500, 0))
        )
        ids = [card.id for card in deck.studied]
        plan = None
        if exam_day is not None:
            plan = study_plan(ids, store.states(), today, exam_day, done)
        has_date = exam_day is not None
        return replace(sight, plan=plan_words(plan, has_date), has_date=has_date)

    def _with_next(
        self,
        sight: ReadinessSight,
        table: ReviewTable,
        kinds: Mapping[str, str],
        evidence: Evidence,
        target: int,
    ) -> ReadinessSight:
        from desktop.review.readiness.next_minutes import minutes_by_kind, next_minutes

        store = self._workspace.store
        found = next_minutes(
            self._asked,
            store.states(),
            store.scheduler,
            store.moment(),
            target,
            evidence,
            minutes_by_kind(table, kinds),
            waiting=True,
        )
        self._next_ids = tuple(review.card_id for review in found.reviews)
        return replace(sight, next_words=next_minutes_words(found), next_ids=self._next_ids)

    def _history(
        self,
        sight: ReadinessSight,
        table: ReviewTable,
        kinds: Mapping[str, str],
        target: int,
        now: ScorePoint,
    ) -> Iterator[None]:
        from desktop.review.readiness.past import past_predictions

        store = self._workspace.store
        first = max(table.first_day() or now.day, now.day - HISTORY_DAYS)
        step = max(1, -(-(now.day - first) // HISTORY_POINTS))
        days = list(range(now.day - step, first - 1, -step))[::-1]
        aim = store.scheduler.settings.exam_day and target
        points: list[ScorePoint] = []
        for past in past_predictions(self._asked, kinds, table, store, days, aim):
            if past is not None:
                said = past.prediction
                points.append(ScorePoint(past.day, said.score, said.low, said.high))
            yield
        yield
        from desktop.review.exam.results import results
        from desktop.review.readiness.kept import kept_predictions

        exams = results(store)
        kept = kept_predictions(self._asked, kinds, table, store, exams) if exams else []
        remark = f"{sight.remark} {missed_words(kept)}".strip()
        self._page.show_readiness(replace(sight, remark=remark, history=(*points, now)))

    def _grades(self) -> GradeKey:
        text = self._workspace.store.setting(KEY)
        try:
            return GradeKey.from_json(text) if text else USUAL
        except ValueError:
            return USUAL
