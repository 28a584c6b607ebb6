"""The unexpected: told with what is safe, logged, and without private paths."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from desktop.ui.errors import LOG_NAME, PROJECT, SAFE, ErrorDesk, report_of, without_private_paths


@pytest.fixture
def desk(appearance, folder):
    desk = ErrorDesk(appearance, folder)
    desk.install()
    yield desk
    desk.remove()
    if desk.window is not None:
        desk.window.close()
        desk.window.deleteLater()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def take(desk: ErrorDesk, error: Exception) -> None:
    caught = raised(error)
    sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_report_is_shown_logged_and_copied(desk, folder):
    take(desk, ValueError(f"no good: {Path.home() / 'secret' / 'thesis.txt'}"))
    window = desk.window
    assert window.isVisible()
    assert "ValueError" in window.report
    assert str(Path.home()) not in window.report
    assert str(PROJECT) not in window.report
    window.copy.click()
    assert QGuiApplication.clipboard().text() == window.report
    assert "ValueError" in (folder / LOG_NAME).read_text(encoding="utf-8")
    assert "saved" in SAFE


def test_the_same_error_is_shown_once(desk):
    error = raised(KeyError("again"))
    for _ in range(2):
        sys.excepthook(type(error), error, error.__traceback__)
        first = desk.window
    assert desk.window is first


def test_a_log_that_cannot_be_written_stops_nothing(appearance, tmp_path):
    (tmp_path / "file").write_text("")
    desk = ErrorDesk(appearance, tmp_path / "file" / "below")
    desk.install()
    try:
        take(desk, RuntimeError("no log"))
        assert desk.window.isVisible()
    finally:
        desk.remove()
        desk.window.close()


def test_paths_are_cut_down():
    text = f'File "{PROJECT}/desktop/ui/app.py", line 3\nFile "/opt/python/lib/x.py", line 1'
    cut = without_private_paths(text)
    assert cut == 'File "desktop/ui/app.py", line 3\nFile "x.py", line 1'


def test_versions_stand_in_the_report():
    report = report_of(ValueError("x"), None)
    assert report.startswith("Endterm, Python 3.")
    assert "Qt 6." in report


def test_an_error_in_a_page_leaves_the_window_alive(app, qtbot):
    def fail(self):
        raise RuntimeError("a bug")

    with qtbot.captureExceptions() as caught:
        app.home.entered.connect(partial(fail, app.home))
        QTimer.singleShot(0, app.home.entered.emit)
        app.settle()
    assert [kind for kind, *_ in caught] == [RuntimeError]
    app.press("Ctrl+2")
    assert app.shell.open_key == "review"
