from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.data.drawing import inked
from desktop.engine.recognition import STROKE_WIDTH, drawn_digits, prepared, slant, stroke_width

SLANTED = np.array([[80.0, 220.0], [150.0, 60.0]])


def test_place_and_size_of_a_drawing_do_not_matter():
    drawing = inked([SLANTED], 22)
    expected = prepared(drawing)
    moved = np.roll(drawing, (25, -40), axis=(0, 1))
    assert (prepared(moved) == expected).all()
    large = inked([SLANTED * 2], 44, size=560)
    assert np.abs(prepared(large) - expected).mean() < 0.02


def test_a_prepared_digit_fills_the_frame_as_the_data_does():
    image = prepared(inked([SLANTED], 22))
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    assert 0 <= image.min() < image.max() <= 1
    rows = np.flatnonzero(image.max(axis=1) > 0.3)
    assert (rows[0] <= 3, rows[-1] >= 24) == (True, True)
    columns = np.flatnonzero(image.max(axis=0) > 0.3)
    assert abs((columns[0] + columns[-1]) / 2 - 13.5) <= 1.5


def test_thin_strokes_are_thickened_and_thick_ones_left():
    sums = [prepared(inked([SLANTED], width)).sum() for width in (6, 12, 24)]
    assert max(sums) < 1.6 * min(sums)
    thick = prepared(inked([SLANTED], 120)).sum()
    assert thick > 1.5 * sums[2]


def test_a_leaning_stroke_is_set_upright():
    def lean(image):
        """By least squares over the columns of the ink in each row."""
        rows, columns = np.nonzero(image > 0.3)
        return -np.polyfit(rows, columns, 1)[0]

    leaning = inked([np.array([[60.0, 220.0], [180.0, 60.0]])], 22)
    assert slant(leaning) == pytest.approx(120 / 160, rel=0.1)
    assert slant(leaning) == pytest.approx(lean(leaning), abs=0.05)
    assert lean(prepared(leaning)) < 0.2
    assert slant(leaning[:, ::-1]) == pytest.approx(-slant(leaning))
    assert slant(np.ones((1, 9))) == 0


def test_a_wide_drawing_is_squeezed_to_the_datas_width():
    wide = inked([np.array([[30.0, 100.0], [250.0, 100.0], [250.0, 180.0], [30.0, 180.0]])], 22)
    columns = np.flatnonzero(prepared(wide).max(axis=0) > 0.3)
    assert 15 <= columns[-1] - columns[0] + 1 <= 19


def test_the_width_of_a_bar_is_measured():
    bitmap = np.zeros((32, 32), bool)
    bitmap[:, 10:15] = True
    assert stroke_width(bitmap) == pytest.approx(2 * 160 / (0.8 * 74))
    assert stroke_width(bitmap) > STROKE_WIDTH
    assert stroke_width(np.zeros((32, 32), bool)) == 0


@pytest.mark.parametrize("shape", [(280, 280), (1, 1), (3, 500)])
def test_nothing_drawn_and_odd_drawings_are_taken(shape):
    assert not prepared(np.zeros(shape)).any()
    assert prepared(np.ones(shape)).any()


def test_drawn_digits_are_prepared_drawings():
    digits = drawn_digits(num_hands=1, seed=0)
    assert digits.images.shape == (10, 28, 28)
    assert digits.labels.tolist() == [*range(10)]
