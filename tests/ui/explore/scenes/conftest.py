"""A scene's picture alone, or its whole page, in a window."""

from __future__ import annotations

import pytest

from desktop.questions.marking import Marker
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.explore_page import ExplorePage


@pytest.fixture
def explored(qtbot):
    """Shows a scene: an exploration with its picture, which sets what is changed in it."""

    def show(scene, values, revealed=True):
        exploration = Exploration(scene, values)
        picture = scene.picture(Appearance(Scheme.LIGHT))
        qtbot.addWidget(picture)

        def change(name, value):
            assert exploration.set(name, value)
            picture.show_numbers(exploration.values, exploration.numbers, revealed)

        picture.parameter_changed.connect(change)
        picture.show_numbers(exploration.values, exploration.numbers, revealed)
        picture.resize(640, picture.heightForWidth(640))
        picture.show()
        return exploration, picture

    return show


@pytest.fixture(scope="module")
def marker():
    return Marker()


@pytest.fixture
def page_of(qtbot, marker):
    """Shows the page of a view."""

    def show(name):
        page = ExplorePage(Appearance(Scheme.LIGHT), marker)
        qtbot.addWidget(page)
        page.resize(1180, 900)
        page.open(name)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show
