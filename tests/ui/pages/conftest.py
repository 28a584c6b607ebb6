"""The exam's bundle, a student's profile of three weeks, and a window that shows one page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.questions.bundle import Bundle
from desktop.review.clock import DAY_MS
from desktop.review.deck import StudyDeck
from desktop.review.store import Store
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.page import Page
from desktop.ui.shell import PageEntry, Shell
from tests.review.clocks import SettableClock
from tests.ui.student import studied_profile

MEMORY = Path("/dev/shm")
DAYS = 21


@pytest.fixture(scope="session")
def bundle(exam_bundle) -> Bundle:
    return exam_bundle


@pytest.fixture(scope="session")
def deck(bundle) -> StudyDeck:
    return StudyDeck.from_bundle(bundle)


@pytest.fixture(scope="session")
def studied(bundle) -> Iterator[tuple[Path, int]]:
    """A profile's folder after three weeks, and the time at their end."""
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="endterm-test-", dir=place) as made:
        folder = Path(made) / "profile"
        yield folder, studied_profile(folder, bundle, DAYS).time


@pytest.fixture
def clock(studied) -> SettableClock:
    """The morning after."""
    return SettableClock(studied[1] + DAY_MS)


@pytest.fixture
def store(studied, clock) -> Iterator[Store]:
    """A copy of the studied profile."""
    with tempfile.TemporaryDirectory(dir=studied[0].parent) as made:
        shutil.copytree(studied[0], made, dirs_exist_ok=True)
        with Store.open(Path(made), clock) as store:
            yield store


@pytest.fixture
def new_store(clock) -> Iterator[Store]:
    """A profile in which nothing has happened."""
    with tempfile.TemporaryDirectory() as made, Store.open(Path(made), clock) as store:
        yield store


@pytest.fixture(params=[(Scheme.LIGHT, 1.0), (Scheme.DARK, 1.3)], ids=["light", "dark large"])
def appearance(request, styled) -> Appearance:
    appearance = Appearance(*request.param)
    appearance.apply(styled)
    return appearance


@pytest.fixture
def light(styled) -> Appearance:
    appearance = Appearance(Scheme.LIGHT)
    appearance.apply(styled)
    return appearance


@pytest.fixture
def window(qtbot) -> Callable[..., Shell]:
    """Shows a page in the app's own window, so that keys go the way they go in the app."""

    kept = []  # the test bench itself keeps no window alive

    def shown(page: Page, appearance: Appearance, size: tuple[int, int] = (1180, 780)) -> Shell:
        shell = Shell(appearance, [PageEntry("it", "It", lambda: page)])
        kept.append(shell)
        qtbot.addWidget(shell)
        shell.resize(*size)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.open_page("it")
        QApplication.processEvents()  # what a page makes when it comes up is shown then
        return shell

    return shown
