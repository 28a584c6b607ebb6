"""A plot draws what its picture says, in both themes and at other text sizes, without a warning."""

from __future__ import annotations

import itertools

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.plots.canvas import PlotCanvas
from desktop.ui.plots.heat_map import HeatMap, round_bounds, step_of
from desktop.ui.plots.picture import (
    Axis,
    Band,
    Bars,
    Line,
    Picture,
    Reference,
    as_values,
    axis_from_zero,
    padded,
)
from desktop.ui.plots.ticks import day_ticks, number_ticks

X = as_values([0, 1, 2, 3])
CURVES = Picture(
    padded(0, 3, number_ticks(0, 3, whole=True)),
    Axis(0, 1, number_ticks(0, 1)),
    (
        Band(X, as_values([0.1, 0.2, 0.3, 0.2]), as_values([0.4, 0.5, 0.6, 0.7])),
        Reference(0.9, "asked for"),
        Line(X, as_values([0.2, 0.4, np.nan, 0.5]), 0, "true"),
        Line(X, as_values([0.6, 0.7, 0.6, 0.7]), 1, "predicted", markers=False),
    ),
    "True recall rises to 50 %.",
)
BARS = Picture(
    padded(0, 3, day_ticks(0, 3)),
    axis_from_zero(9),
    (
        Bars(X, as_values([5, 7, 0, 1]), "due", "due"),
        Bars(X, as_values([2, 2, 0, 0]), "learning", "learning", as_values([5, 7, 0, 1]), True),
    ),
    "At most nine a day.",
)


@pytest.fixture(params=[(Scheme.LIGHT, 1.0), (Scheme.DARK, 1.3)], ids=["light", "dark large"])
def appearance(request, qapp):
    return Appearance(*request.param)


@pytest.fixture
def window(qtbot):
    """A window without a layout: it asks nothing of the window system."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(480, 340)
    with qtbot.waitExposed(window):
        window.show()
    return window


def shown(widget, window):
    widget.setParent(window)
    widget.resize(438, widget.sizeHint().height())
    widget.show()
    return widget


def items(canvas, kind):
    return [
        item for item in canvas.findChild(pg.PlotWidget).getPlotItem().items if type(item) is kind
    ]


@pytest.mark.parametrize("width", [438, 300, 900])
@pytest.mark.parametrize("picture", [CURVES, BARS], ids=["curves", "bars"])
def test_labels_stand_within_and_do_not_overlap(picture, width, appearance, window):
    canvas = shown(PlotCanvas(appearance), window)
    canvas.draw(picture)
    canvas.grab()
    canvas.resize(width, canvas.height())
    canvas.grab()  # labels take their place when they are painted
    boxes = [
        item.mapRectToScene(item.boundingRect())
        for item in items(canvas, pg.TextItem)
        if item.isVisible()
    ]
    area = canvas.findChild(pg.PlotWidget).getViewBox().sceneBoundingRect().adjusted(-2, -2, 2, 2)
    assert len(boxes) == sum(bool(getattr(item, "label", "")) for item in picture.items)
    assert all(area.contains(box) for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert canvas.accessibleName() == picture.sentence


def test_curves_hold_the_numbers_in_the_theme_s_colours(appearance, window):
    canvas = shown(PlotCanvas(appearance), window)
    canvas.draw(CURVES)
    true, predicted = items(canvas, pg.PlotDataItem)
    np.testing.assert_array_equal(true.getOriginalDataset()[1], CURVES.items[2].y)
    assert pg.mkPen(true.opts["pen"]).color() == appearance.theme.color("s1")
    assert pg.mkPen(predicted.opts["pen"]).color() == appearance.theme.color("s2")
    assert pg.mkPen(predicted.opts["pen"]).dashPattern() != []


def test_another_theme_draws_the_same_anew(window):
    appearance = Appearance(Scheme.LIGHT)
    canvas = shown(PlotCanvas(appearance), window)
    canvas.draw(BARS)
    before = canvas.height()
    appearance.set_scheme(Scheme.DARK)
    appearance.set_scale(1.3)
    due, learning = items(canvas, pg.BarGraphItem)
    assert due.opts["brush"] == appearance.theme.color("due")
    assert learning.opts["brush"] == appearance.theme.color("page")
    assert canvas.height() == round(before * 1.3)


def test_the_ground_is_the_page(appearance, window):
    canvas = shown(PlotCanvas(appearance), window)
    canvas.draw(CURVES)
    assert canvas.grab().toImage().pixelColor(3, 3) == appearance.theme.color("page")


def test_a_calendar_s_squares_are_found_again(appearance, window):
    heat_map = shown(HeatMap(appearance), window)
    first, last = 20_000, 20_089
    heat_map.show_days({last: 30, first: 1}, first, last, "Two days of ninety.")
    image = heat_map.grab().toImage()
    accent, page = appearance.theme.color("accent"), appearance.theme.color("page")
    places = {}
    for x, y in itertools.product(range(0, heat_map.width(), 4), range(0, heat_map.height(), 4)):
        places.setdefault(heat_map.day_at(QPoint(x, y)), []).append((x, y))
    assert set(places) - {None} == set(range(first, last + 1))
    none, *colors = (
        image.pixelColor(*np.mean(places[day], axis=0).astype(int))
        for day in (first + 1, first, last)
    )
    assert none == page
    assert colors[0] not in (page, accent)
    assert colors[1] == accent
    assert heat_map.accessibleName() == "Two days of ninety."


def test_steps_of_a_calendar():
    assert round_bounds(47) == (1, 15, 30, 45)
    assert round_bounds(0) == (1, 2, 3, 4)
    assert [step_of(count, (1, 15, 30, 45)) for count in (0, 1, 14, 15, 44, 45, 90)] == [
        *(0, 1, 1, 2, 3, 4, 4),
    ]
