"""The margin of Home says what desktop.review.readiness works out, and starts it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.review.clock import DAY_MS
from desktop.review.readiness.evidence import evidence_of
from desktop.review.readiness.past import PastStates
from desktop.review.readiness.prediction import asked_of, predict
from desktop.review.records import Kind
from desktop.review.statistics import review_table
from desktop.ui.pages.home.readiness_sight import runs
from desktop.ui.pages.home.table_model import CREDITS
from desktop.ui.registry import REVIEW
from tests.review.clocks import SettableClock
from tests.review.mock_exams import sit
from tests.ui.driver import Driver
from tests.ui.student import studied_profile

DAYS = 20


@pytest.fixture(scope="module")
def studied(exam_bundle):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "profile"
        yield folder, studied_profile(folder, exam_bundle, DAYS).time


@pytest.fixture
def app(studied, styled, exam_bundle_path, tmp_path):
    shutil.copytree(studied[0], tmp_path / "profile")
    clock = SettableClock(studied[1] + DAY_MS)
    driver = Driver(exam_bundle_path, tmp_path / "profile", clock)
    driver.window.idle.finish()
    driver.settle()
    yield driver
    driver.close()


def predicted(app, day):
    cards = app.workspace.bundle.cards()
    kinds = {card.id: card.kind for card in cards}
    evidence = evidence_of(review_table(app.store), kinds)
    states = app.store.states()
    return predict(asked_of(cards), states, app.store.scheduler.retrievability, day, evidence)


def test_a_new_profile_says_what_a_prediction_takes(opened):
    app = opened()
    app.window.idle.finish()
    app.settle()
    early = "No prediction yet. It takes 30 reviews; you have 0."
    assert early in app.texts(app.home)
    assert app.home.readiness.score.isHidden() or not app.home.readiness.score.isVisible()
    app.press("S")
    assert app.shell.open_key == "home"


def test_score_interval_and_problems_are_those_of_the_prediction(app):
    found = predicted(app, app.store.moment().day)
    margin = app.home.readiness
    assert margin.label.text() == "Predicted score today"
    assert margin.score.text() == f"{found.score:.0f}"
    assert margin.interval.text() == f"between {found.low:.0f} and {found.high:.0f}"
    model = app.home.model
    shown = [model.index(row, CREDITS).data() for row in range(model.rowCount())]
    assert [text.split()[0] for text in shown] == [f"{v:.0f}" for v in found.problems.values()]
    points = margin.history._points
    assert len(points) >= 3
    assert points[-1].score == found.score


def test_with_a_date_the_score_is_for_it_and_the_plan_counts_days(app):
    today = app.store.moment().day
    settings = replace(app.store.scheduler.settings, exam_day=today + 19)
    app.store.change_schedule(settings)
    app.shell.open_page("settings")
    app.shell.open_page("home")
    app.window.idle.finish()
    app.settle()
    found = predicted(app, today + 19)
    assert app.home.readiness.score.text() == f"{found.score:.0f}"
    assert app.home.readiness.label.text().startswith("Predicted score on ")
    assert "19\u00a0days left" in app.home.readiness.plan.text()
    late = [s for s in app.store.states().values() if s.due_day and s.due_day >= today + 19]
    assert all(s.last_review_day >= today + 12 for s in late)


def test_the_next_half_hour_starts_as_said(app):
    count = int(app.home.readiness.start.text().split()[-1])
    assert count > 3
    app.press("S")
    assert app.shell.open_key == REVIEW
    assert app.task.card_id in app.window.pages.presenters["home"][1]._next_ids


def test_past_states_are_those_that_stood_in_the_store(studied, exam_bundle, tmp_path):
    from desktop.review.history import replay
    from desktop.review.store import Store

    shutil.copytree(studied[0], tmp_path / "profile")
    with Store.open(tmp_path / "profile", SettableClock(studied[1])) as store:
        day = store.moment().day - 7
        rows = [row for row in store.rows() if row.study_day <= day]
        wanted = {i: s for i, s in replay(rows).items() if s.stability is not None}
        found = PastStates(store).at_end_of(day)
        assert {i: (s.stability, s.last_review_day) for i, s in found.items()} == {
            i: (s.stability, s.last_review_day) for i, s in wanted.items()
        }
        assert any(row.kind is Kind.REVIEW for row in rows)


def test_neighbours_stand_together():
    assert runs(["4.7", "5.1", "5.2", "5.3", "9.1"]) == ["4.7", "5.1 to 5.3", "9.1"]
    assert runs(["5.1", "5.2", "6.1"]) == ["5.1", "5.2", "6.1"]


def test_the_date_is_set_where_home_leads_to(app):
    app.click(app.home.readiness.date)
    app.settle()
    assert app.shell.open_key == "settings"
    page = app.shell.page("settings")
    field = page.rows["exam_day"].field
    assert app.shell.focusWidget() is field
    top = field.mapTo(page, field.rect().topLeft()).y()
    assert 0 <= top <= page.height() - field.height()


def test_a_mock_exam_tells_how_far_the_prediction_missed(app):
    sit(app.store, app.workspace.bundle, answered=30)
    app.shell.open_page("settings")
    app.shell.open_page("home")
    app.window.idle.finish()
    app.settle()
    assert "Over the mock exam the prediction missed by" in app.home.readiness.remark.text()
    app.shell.open_page("exam")
    app.settle()
    page = app.shell.page("exam")
    app.window.pages.presenters["exam"].open_row(0)
    assert "Predicted the day before: " in page.report.sentence.text()
