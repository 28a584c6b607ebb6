"""A real window over the real content, a profile of its own and a clock that tests set."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.questions.bundle import Bundle
from desktop.typeset.fonts import register_fonts
from desktop.ui.appearance import Appearance, Scheme
from tests.ui.driver import Driver


@pytest.fixture(scope="session")
def styled(qapp: QApplication, exam_bundle: Bundle) -> QApplication:
    """The application with the app's style and fonts."""
    qapp.setStyle("Fusion")
    register_fonts(exam_bundle)
    return qapp


@pytest.fixture
def appearance(styled: QApplication) -> Iterator[Appearance]:
    look = Appearance(Scheme.LIGHT)
    look.apply(styled)
    yield look
    look.deleteLater()


@pytest.fixture
def opened(qtbot, styled, exam_bundle_path, folder, clock) -> Iterator[Callable[..., Driver]]:
    """Opens the app's window; what is still open at the end is closed."""
    drivers: list[Driver] = []

    def open_window(**arguments) -> Driver:
        driver = Driver(exam_bundle_path, folder, clock, **arguments)
        drivers.append(driver)
        return driver

    yield open_window
    for driver in drivers:
        driver.close()


@pytest.fixture
def app(opened) -> Driver:
    """The window as a new user sees it."""
    return opened()
