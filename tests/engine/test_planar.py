"""Data sets in the plane: classes, places, noise."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.planar import SHAPES, planar_points


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_has_both_classes_and_stays_in_its_place(shape):
    points, classes = planar_points(shape, 201, 0.0, np.random.default_rng(0))
    assert points.shape == (201, 2)
    assert classes.shape == (201, 1)
    assert points.dtype == classes.dtype == np.float32
    assert sorted(np.unique(classes, return_counts=True)[1]) == [100, 101]
    assert np.abs(points).max() <= 3
    again, _ = planar_points(shape, 201, 0.0, np.random.default_rng(0))
    np.testing.assert_array_equal(points, again)


def test_what_tells_the_classes_apart():
    def of(shape):
        points, classes = planar_points(shape, 400, 0.0, np.random.default_rng(1))
        return points, classes[:, 0] == 1

    points, ones = of("circle")
    np.testing.assert_array_equal(np.hypot(*points.T) > 1.6, ones)
    points, ones = of("exclusive_or")
    np.testing.assert_array_equal(points.prod(axis=1) > 0, ones)
    points, ones = of("gaussians")
    np.testing.assert_array_equal(points.sum(axis=1) > 0, ones)
    points, ones = of("spiral")  # unwound, an arm is a straight line
    turned = np.arctan2(*points.T[::-1]) - 2.5 * np.pi * np.hypot(*points.T) / 2.8
    np.testing.assert_array_equal(np.cos(turned) < 0, ones)
    points, ones = of("moons")
    x, y = (points / 1.7 + [0.5, 0.25]).T
    np.testing.assert_allclose(np.hypot(x - ones, y - 0.5 * ones), 1, rtol=1e-5)


def test_noise_spreads_by_its_share():
    clean, _ = planar_points("moons", 4000, 0.0, np.random.default_rng(2))
    noisy, _ = planar_points("moons", 4000, 0.5, np.random.default_rng(2))
    added = noisy - clean  # the same points in the same order
    np.testing.assert_allclose(added.std(axis=0), 0.6, rtol=0.05)
    np.testing.assert_allclose(added.mean(axis=0), 0, atol=0.04)
