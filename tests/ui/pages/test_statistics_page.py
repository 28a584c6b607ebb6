"""Statistics in their window, over a studied profile and an empty one."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.review.records import Kind
from desktop.ui.pages.statistics.page import StatisticsPage
from desktop.ui.pages.statistics.presenter import StatisticsPresenter
from desktop.ui.workspace import Workspace
from tests.review.mock_exams import sit
from tests.ui.pages.listener import Listener

KEY = Qt.Key
QUESTIONS = [
    "Do you remember what you should?",
    "What is coming?",
    "When did you study?",
    "Where are the credits lost?",
    "How many reviews a day?",
    "How many minutes a day?",
    "How many credits do you earn?",
    "Does predicted recall come true?",
    "Did predicted exam scores hold?",
]


@pytest.fixture
def statistics(bundle, store, window):
    """Makes the page, connected to its presenter, in a window."""
    kept = []

    def opened(appearance, size=(1180, 780), over=None):
        page = StatisticsPage(appearance)
        if over is None:
            sit(store, bundle)
        workspace = Workspace(bundle, over or store, appearance)
        kept.append(StatisticsPresenter(workspace, page, Listener()))
        window(page, appearance, size)
        return page

    return opened


@pytest.mark.parametrize("size", [(1180, 780), (760, 600)])
def test_every_chart_is_drawn_without_a_warning(statistics, appearance, size):
    page = statistics(appearance, size)
    assert [block.question.text() for block in page.blocks] == QUESTIONS
    for block in page.blocks:
        assert block.drawn is not None, block.question.text()
        assert block.drawn.isVisibleTo(page)
        assert block.drawn.accessibleName()
        assert block.accessibleName().startswith(block.question.text())
    assert not page.grab().isNull()
    columns = {block.mapTo(page, block.rect().topLeft()).x() for block in page.blocks}
    assert len(columns) == (2 if size[0] > 1000 * appearance.scale else 1)


def test_a_new_profile_says_when_there_will_be_something(statistics, light, new_store):
    page = statistics(light, over=new_store)
    answers = [block.answer.text() for block in page.blocks]
    assert all(block.drawn is None for block in page.blocks)
    assert answers[0] == "After about 50 reviews this shows what you remember; there are 0."
    assert all(answer.endswith(".") for answer in answers)
    assert not any(block.turn.isVisible() for block in page.blocks)
    assert not page.tables.isVisible()


def test_d_turns_every_chart_into_its_table_and_back(statistics, light, qtbot):
    page = statistics(light)
    qtbot.keyClick(page, KEY.Key_D)
    assert all(block.shows_table and block.table.isVisible() for block in page.blocks)
    assert not any(block.drawn.isVisible() for block in page.blocks)
    assert page.tables.text() == "Pictures"
    qtbot.keyClick(page, KEY.Key_D)
    assert not any(block.shows_table for block in page.blocks)
    assert all(block.drawn.isVisible() for block in page.blocks)


def test_d_turns_the_chart_that_has_the_focus_alone(statistics, light, qtbot):
    page = statistics(light)
    page.blocks[2].setFocus()
    qtbot.keyClick(page.blocks[2], KEY.Key_D)
    assert [block.shows_table for block in page.blocks] == [n == 2 for n in range(len(QUESTIONS))]
    qtbot.mouseClick(page.blocks[2].turn, Qt.MouseButton.LeftButton)
    assert not page.blocks[2].shows_table


def test_the_table_has_the_log_s_numbers(statistics, light, store):
    page = statistics(light)
    page.turn()
    rows = page.blocks[4].table.model().texts.rows
    reviews = sum(row.kind is Kind.REVIEW for row in store.counted_rows())
    assert sum(int(cell) for row in rows for cell in row[1:]) == reviews


def test_other_days_show_other_numbers(statistics, light, store, clock, qtbot):
    clock.advance(days=25)
    page = statistics(light)
    shown = []
    for key in ("30", "90", ""):
        page.period.segment(key).click()
        shown.append(page.blocks[6].answer.text())
    assert page.period.value == ""
    assert shown[0] != shown[1] == shown[2]


def test_the_theme_changes_while_it_is_open(statistics, light, qtbot):
    page = statistics(light)
    plots = page.findChildren(pg.PlotWidget)
    assert len(plots) == 7
    qtbot.keyClick(page, KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    light.set_scheme("dark")
    ground = plots[0].grab().toImage().pixelColor(2, 2)
    assert ground == light.theme.color("page")


def test_everything_that_takes_focus_has_a_name(statistics, light):
    page = statistics(light)
    page.turn()
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []
