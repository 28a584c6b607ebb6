"""The pages in the app itself: by their keys, with what one tells the others, and a restore."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from desktop.review.clock import DAY_MS
from desktop.review.records import Kind
from desktop.ui.pages.browse.page import BrowsePage
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.registry import BROWSE, REVIEW, SETTINGS, SITTING
from desktop.ui.starting import Starter, Wanted
from tests.review.clocks import SettableClock


@pytest.fixture
def starter(styled, studied, exam_bundle_path, folder):
    profile = folder / "profile"
    shutil.copytree(studied[0], profile)
    starter = Starter(Wanted(profile, exam_bundle_path), SettableClock(studied[1] + DAY_MS))
    starter.start()
    QApplication.processEvents()
    yield starter
    starter.close()


def reviews(starter) -> int:
    store = starter.window.workspace.store
    return sum(row.kind is Kind.REVIEW for row in store.counted_rows())


def test_every_page_opens(starter):
    shell = starter.window.shell
    for key in shell.keys:
        shell.open_page(key)
        QApplication.processEvents()
        # without a paper there is nothing to write on, and one is led back
        assert shell.open_key == key or key == SITTING
        assert not shell.grab().isNull()


def test_a_card_suspended_in_browse_is_not_shown_in_the_sitting(starter):
    window = starter.window
    window.shell.open_page(REVIEW)
    presenter = window.pages.presenters[REVIEW]
    shown = presenter.session.task.card_id
    window.shell.open_page(BROWSE)
    page = window.shell.page(BROWSE)
    assert isinstance(page, BrowsePage)
    page.suspend_asked.emit([shown])
    window.shell.open_page(REVIEW)
    assert presenter.session.task.card_id != shown


def test_another_card_suspended_leaves_what_is_shown(starter):
    window = starter.window
    window.shell.open_page(REVIEW)
    presenter = window.pages.presenters[REVIEW]
    shown = presenter.session.task
    other = next(card.id for card in window.workspace.deck.studied if card.id != shown.card_id)
    window.shell.open_page(BROWSE)
    window.shell.page(BROWSE).suspend_asked.emit([other])
    window.shell.open_page(REVIEW)
    assert presenter.session.task is shown
    assert window.shell.page(REVIEW).sheet is not None


def test_a_backup_takes_the_profile_s_place(starter, qtbot):
    before = reviews(starter)
    settings = starter.window.shell.page(SETTINGS)
    assert isinstance(settings, SettingsPage)
    starter.window.shell.open_page(SETTINGS)
    settings.profile.back_up.click()
    for _ in range(3):
        starter.window.workspace.store.undo()
    assert reviews(starter) == before - 3
    old = starter.window
    idle = old.idle
    idle.do("whatever", iter(lambda: old.workspace.store.moment(), None))  # never ends
    with qtbot.assertNotEmitted(QApplication.instance().lastWindowClosed):
        settings.profile.restore.click()
        settings.profile.of_backup.confirm.click()
        QApplication.processEvents()
    assert starter.window is not old
    assert not idle.is_busy
    assert starter.window.shell.isVisible()
    assert reviews(starter) == before
    assert (starter.window.workspace.store.profile.folder / "quarantine").is_dir()
