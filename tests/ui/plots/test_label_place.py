"""A label stands near its series and crosses nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ui.plots.label_place import place_label, polyline_points, rectangle_points

AREA = (400.0, 200.0)
SIZE = (60.0, 14.0)
NOTHING = np.zeros((0, 2))


def crosses(place, points) -> bool:
    left, top = place
    inside = (points >= (left, top)) & (points <= (left + SIZE[0], top + SIZE[1]))
    return bool(inside.all(axis=1).any())


heights = st.lists(st.floats(0, 200), min_size=2, max_size=12)


@given(heights, heights)
@settings(max_examples=60)
def test_it_crosses_no_line(one, other):
    lines = [
        polyline_points(np.stack([np.linspace(0, 400, len(ys)), np.array(ys)], axis=1))
        for ys in (one, other)
    ]
    place = place_label(AREA, SIZE, lines[0], np.concatenate(lines))
    if place is not None:
        assert not any(crosses(place, line) for line in lines)
        assert 0 <= place[0] <= AREA[0] - SIZE[0]
        assert 0 <= place[1] <= AREA[1] - SIZE[1]


def test_it_stands_near_its_own_series():
    high, low = (polyline_points(np.array([[0.0, y], [400.0, y]])) for y in (40.0, 160.0))
    place = place_label(AREA, SIZE, high, np.concatenate([high, low]))
    assert place is not None
    assert abs(place[1] + SIZE[1] / 2 - 40) < 24


def test_of_equal_places_the_right_one():
    line = polyline_points(np.array([[0.0, 100.0], [400.0, 100.0]]))
    place = place_label(AREA, SIZE, line, line)
    assert place is not None
    assert place[0] > 300


def test_a_full_area_has_no_place():
    full = rectangle_points(0, 0, *AREA)
    assert place_label(AREA, SIZE, full, full) is None
    assert place_label((50.0, 200.0), SIZE, full, NOTHING) is None
    assert place_label(AREA, SIZE, NOTHING, NOTHING) is None
