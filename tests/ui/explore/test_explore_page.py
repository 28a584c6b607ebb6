"""The page that all scenes share, shown with the stack of layers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.questions.marking import Marker
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.controls.segmented import Segment
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


def show(page, qtbot):
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def scrolled(page):
    return page.findChild(QScrollArea).verticalScrollBar().value()


def test_another_story_does_not_scroll_the_page_away(page, qtbot):
    page.resize(1180, 560)
    page.open("augmentation")
    show(page, qtbot)
    page.picture.digit.setFocus()
    assert page.picture.digit.hasFocus()
    page.stories.chosen.emit("4")  # its picture takes the place of the digit's
    QApplication.processEvents()
    assert scrolled(page) == 0
    commit(page, page.exploration.scene.prediction(*now(page)).key.options[0])
    QApplication.processEvents()
    assert scrolled(page) == 0


def now(page):
    return page.exploration.values, page.exploration.numbers


def test_the_keyboard_sees_where_it_is_in_the_picture(page, qtbot):
    page.open("max_pooling")
    show(page, qtbot)
    page.setFocus()
    page.picture.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.picture.pointed == page.picture.hits()[0].key


def test_words_of_stories_are_whole_in_a_narrow_window(page, qtbot):
    page.resize(720, 560)
    page.open("optimizers", {"steps": 7})
    show(page, qtbot)
    segments = page.stories.findChildren(Segment)
    assert len(segments) == 6
    right = page.stories.mapToGlobal(QPoint(page.stories.width(), 0)).x()
    for segment in segments:
        assert segment.width() >= segment.sizeHint().width()
        assert segment.mapToGlobal(QPoint(segment.width(), 0)).x() <= right


def test_a_note_gets_lower_again(page):
    page.open("receptive_field")
    page.prediction.skipped.emit()
    words = page.prediction._words
    words.resize(100, 20)
    page.prediction.renew("many words " * 20)
    page.prediction.renew("few")
    assert words.minimumHeight() == 0


def test_controls_stand_at_no_more_than_is_shown(page):
    page.open("backprop_graph")
    step = page.controls.controls["step"]
    assert step.value == 9
    page.prediction.skipped.emit()
    assert step.value == 18
