"""The page that all scenes share, shown with the stack of layers."""

from __future__ import annotations

import pytest

from desktop.questions.marking import Marker
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.explore_page import ExplorePage


@pytest.fixture(scope="module")
def marker():
    return Marker()


@pytest.fixture
def page(qtbot, marker):
    page = ExplorePage(Appearance(Scheme.LIGHT), marker)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    return page


def commit(page, text):
    page.prediction.type(text)
    page.prediction.commit()


def said(page):
    return page.prediction._words.text()


def test_the_reason_follows_the_numbers_after_the_reveal(page):
    page.open("receptive_field")
    commit(page, "7")
    assert said(page).startswith("You said 7. Layer by layer: 1 + 1 · (5 − 1) = 5;")
    page.set_parameter("kernel_sizes", (3, 2))
    assert said(page).startswith("Layer by layer: 1 + 1 · (3 − 1) = 3;")


def test_a_value_out_of_range_is_told_and_the_old_one_kept(page):
    page.open("receptive_field")
    told = []
    page.told.connect(told.append)
    page.set_parameter("kernel_sizes", (5, 99))
    assert page.exploration.values["kernel_sizes"] == (5, 2)
    (sentence,) = told
    assert sentence.startswith("That is not taken: it lies between 1 and ")


def test_a_step_at_the_end_begins_again_and_play_stops_there(page):
    page.open("optimizers")
    commit(page, "gd")
    last = page.exploration.scene.view.parameters["steps"].high
    page.set_parameter("steps", last)
    page.step()
    assert page.exploration.values["steps"] == last
    page.play_row.step.click()
    assert page.exploration.values["steps"] == page.exploration.scene.view.parameters["steps"].low
    page.play_row.step.click()
    assert page.exploration.values["steps"] > page.exploration.scene.view.parameters["steps"].low
