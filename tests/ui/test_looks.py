"""Every page in both looks and two sizes: no warning of Qt, no word cut, all of it changing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTableView, QWidget

from desktop.ui.appearance import Scheme
from desktop.ui.controls.tick_row import TickRow
from desktop.ui.theme import DARK, LIGHT, TARGET_HEIGHT
from tests.ui.cut_words import cut

SIZES = [(1180, 780), (720, 560)]
OPERATED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)


def ground(app) -> str:
    picture: QImage = app.shell.grab().toImage()
    return picture.pixelColor(3, picture.height() - 3).name()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_page(opened, scheme, scale, size):
    app = opened(scheme=scheme, scale=scale)
    app.shell.resize(*size)
    for key in app.shell.keys:
        app.shell.open_page(key)
        app.settle()
        assert ground(app) == (DARK if scheme is Scheme.DARK else LIGHT).page
        assert cut(app.shell) == [], key


def test_a_change_while_a_page_is_open_reaches_all_of_it(app):
    app.start("1.8")
    app.press("Enter")
    app.appearance.set_scheme(Scheme.DARK)
    app.appearance.set_scale(1.3)
    app.settle()
    assert ground(app) == DARK.page
    assert cut(app.shell) == []
    light = {LIGHT.page, LIGHT.ink}
    picture = app.shell.grab().toImage()
    points = [(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)]
    seen = {picture.pixelColor(x, y).name() for x, y in points}
    assert LIGHT.page not in seen, "no part keeps the light ground"
    assert DARK.page in seen
    assert light != seen


def operated(window: QWidget) -> list[QWidget]:
    return [
        widget
        for kind in OPERATED
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.isEnabled()
    ]


@pytest.mark.parametrize("card", [None, "1.8", "2.9", "6.1"])
def test_what_is_operated_has_a_name_and_is_large_enough_for_a_finger(app, card):
    if card:
        app.start(card)
    for answered in (False, True):
        if answered and card:
            app.click(app.review.foot.unknown)
        for widget in operated(app.shell):
            assert widget.accessibleName(), widget
            if not isinstance(widget, QTableView) and widget.window() is app.shell:
                assert widget.height() >= TARGET_HEIGHT or "QPlainTextEdit" in repr(widget), widget


def focus_chain(app) -> list[QWidget]:
    """What Tab reaches, in its order, from the page's first stop."""
    app.review.setFocus()
    reached: list[QWidget] = []
    while True:
        app.press("Tab")
        focus = app.shell.focusWidget()
        if focus is None or focus in reached:
            return reached
        reached.append(focus)


@pytest.mark.parametrize("card", ["1.8", "6.1", "2.9"])
def test_tab_goes_down_the_page_and_then_to_the_foot(app, card):
    app.start(card)
    chain = [w for w in focus_chain(app) if app.review.isAncestorOf(w)]
    feet = [widget for widget in chain if app.review.foot.isAncestorOf(widget)]
    assert feet == [app.review.foot.proceed, app.review.foot.unknown]
    assert chain[-2:] == feet, "the foot comes last"
    inputs = [w for w in chain if app.input.isAncestorOf(w)]
    assert inputs
    heights = [w.mapTo(app.shell, w.rect().center()).y() for w in inputs]
    assert heights == sorted(heights)


def test_the_ring_goes_with_the_focus_once_keys_are_used(app):
    ring = app.shell.ring
    app.start("1.8")
    assert not ring.isVisible()
    app.press("Tab")
    while not isinstance(app.shell.focusWidget(), TickRow):
        app.press("Tab")
    row = app.shell.focusWidget()
    assert ring.isVisible()
    box = row.mapTo(app.shell, row.focus_rect().center())
    assert (ring.geometry().center() - box).manhattanLength() <= 2
    app.press("Space")
    assert row.isChecked()
