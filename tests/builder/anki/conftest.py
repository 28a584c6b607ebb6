"""The exam's deck, built and imported once for all tests of its cards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from tests.anki_client import Student
from tests.anki_page import AnkiPage, anki_page
from tests.exam_deck import ExamDeck
from tests.project import CONTENT, Project
from tests.shown_card import ShownCard

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1)))  # winter time in Berlin


@pytest.fixture(scope="session")
def exam(tmp_path_factory) -> Iterator[ExamDeck]:
    folder = tmp_path_factory.mktemp("exam")
    student = Student(folder / "anki")
    with pytest.MonkeyPatch.context() as patch:
        # one row a note: the exam's own numbers on every day
        patch.setattr("builder.compile.ROWS", 1)
        student.take(Project(folder, source=CONTENT).build())
    yield ExamDeck(student)
    student.close()


@pytest.fixture(scope="session")
def reviewer(browser, exam) -> Iterator[AnkiPage]:
    """Anki on a computer, which shows one card after another on one page."""
    with anki_page(browser, exam.student, timezone_id="Europe/Berlin") as page:
        yield page


@pytest.fixture(scope="session")
def noon() -> datetime:
    return NOON


@pytest.fixture
def shown(reviewer) -> Iterator[AnkiPage]:
    """The reviewer at noon, as if it had shown no card before."""
    reviewer.forget()
    reviewer.set_time(NOON)
    yield reviewer
    problems = reviewer.problems.copy()
    reviewer.problems.clear()
    assert not problems


@pytest.fixture
def card(shown) -> ShownCard:
    return ShownCard(shown)
