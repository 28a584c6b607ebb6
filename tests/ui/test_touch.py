"""The window by finger: taps answer and rate, a drag scrolls, and what is dragged is dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from desktop.review.records import Rating
from desktop.ui.explore.picture import Picture
from desktop.ui.grid import Grid


@pytest.fixture(scope="module")
def finger():
    return QTest.createTouchDevice()


def center(widget, window) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def tap(app, finger, widget) -> None:
    place = center(widget, app.shell)
    QTest.touchEvent(app.shell, finger).press(0, place, app.shell).commit()
    QTest.touchEvent(app.shell, finger).release(0, place, app.shell).commit()
    app.settle()


def drag(app, finger, start: QPoint, way: QPoint) -> None:
    QTest.touchEvent(app.shell, finger).press(0, start, app.shell).commit()
    for step in range(1, 6):
        QTest.touchEvent(app.shell, finger).move(0, start + way * step / 5, app.shell).commit()
    QTest.touchEvent(app.shell, finger).release(0, start + way, app.shell).commit()
    app.settle()


def scrolling(page) -> Grid:
    return next(grid for grid in page.findChildren(Grid) if grid.isVisible())


def test_a_choice_is_answered_and_rated_by_taps(app, finger):
    app.start("1.2")
    first, second, *_ = app.input.rows()
    tap(app, finger, first)
    assert len(app.input.reply().ticked) == 1
    tap(app, finger, first)
    assert app.input.reply().ticked == ()
    tap(app, finger, second)
    foot = app.review.foot
    tap(app, finger, foot.proceed)
    assert foot.is_rating
    tap(app, finger, foot.ratings[Rating.GOOD])
    assert [row.rating for row in app.reviews()] == [Rating.GOOD]


def test_the_table_of_browse_is_scrolled_and_a_row_is_tapped(app, finger):
    app.shell.open_page("browse")
    app.settle()
    table = app.shell.page("browse").table
    bar = table.verticalScrollBar()
    start = table.mapTo(app.shell, QPoint(120, 300))
    drag(app, finger, start, QPoint(0, -150))
    assert bar.value() == 150
    before = table.current
    place = table.viewport().mapTo(app.shell, QPoint(120, 40))
    QTest.touchEvent(app.shell, finger).press(0, place, app.shell).commit()
    QTest.touchEvent(app.shell, finger).release(0, place, app.shell).commit()
    app.settle()
    assert table.current is not before


def test_a_finger_scrolls_a_long_card_and_presses_nothing(app, finger):
    app.shell.resize(900, 560)
    app.start("1.8")
    grid = scrolling(app.review)
    bar = grid.verticalScrollBar()
    assert bar.maximum() > 100
    bar.setValue(0)
    start = QPoint(300, 420)
    drag(app, finger, start, QPoint(0, -200))
    assert bar.value() == 200 or bar.value() == bar.maximum()
    assert app.input.reply().ticked == ()
    drag(app, finger, QPoint(300, 200), QPoint(0, 120))
    assert bar.value() <= 80


def test_a_picture_is_dragged_and_does_not_scroll(app, finger):
    app.shell.resize(1180, 620)
    app.window.open_view("augmentation", None)
    app.settle()
    page = app.shell.page("view")
    page.prediction.skipped.emit()
    app.settle()
    bar = scrolling(page).verticalScrollBar()
    bar.setValue(0)
    app.settle()
    picture = page.picture.digit
    assert isinstance(picture, Picture)
    area = next(hit for hit in picture.hits() if hit.key == "move").area
    start = picture.mapTo(app.shell, (area.center() * picture.unit).toPoint())
    drag(app, finger, start, QPoint(35, 0))
    assert page.exploration.values["shift"] == 5
    assert bar.value() == 0
