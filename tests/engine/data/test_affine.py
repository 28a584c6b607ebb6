from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.engine.data.affine import AffineRange, affine_maps, transformed


def by_hand(image, rotation, scale, shear, shift):
    """Each pixel of the result asks, by trigonometry, which place of the image it shows."""
    size = len(image)
    centre = (size - 1) / 2
    angle = math.radians(rotation)

    def pixel(row, column):
        inside = 0 <= row < size and 0 <= column < size
        return image[row, column] if inside else 0.0

    result = np.zeros_like(image)
    for row, column in np.ndindex(image.shape):
        up, right = centre - row + shift[0], column - centre - shift[1]
        radius, direction = math.hypot(up, right) / scale, math.atan2(up, right) - angle
        up, right = radius * math.sin(direction), radius * math.cos(direction)
        right -= shear * up  # what leans to the right by `shear` a row is set upright
        y, x = centre - up, centre + right
        top, left = math.floor(y), math.floor(x)
        for i, j in np.ndindex(2, 2):
            weight = (1 - abs(y - top - i)) * (1 - abs(x - left - j))
            result[row, column] += weight * pixel(top + i, left + j)
    return result


@pytest.mark.parametrize(
    ("rotation", "scale", "shear", "shift"),
    [
        (0, 1, 0, (0, 0)),
        (30, 1, 0, (0, 0)),
        (0, 0.6, 0, (0, 0)),
        (0, 1, 0.4, (0, 0)),
        (0, 1, 0, (2.3, -1.5)),
        (-20, 1.4, -0.2, (-1, 3.25)),
        (45, 0.2, 0.1, (30, 30)),
    ],
)
def test_each_pixel_is_interpolated_where_it_comes_from(rotation, scale, shear, shift):
    images = np.random.default_rng(0).random((2, 9, 9))
    found = transformed(images, affine_maps(rotation, scale, shear, shift))
    for image, result in zip(images, found, strict=True):
        assert result == pytest.approx(by_hand(image, rotation, scale, shear, shift), abs=1e-6)


def test_each_image_may_have_a_map_of_its_own():
    images = np.random.default_rng(0).random((3, 9, 9)).astype(np.float32)
    maps = affine_maps(rotation=np.array([0.0, 90, 180]))
    found = transformed(images, maps)
    assert found.dtype == np.float32
    assert maps.shape == (3, 2, 3)
    for quarters in range(3):
        expected = np.rot90(images[quarters], quarters)
        assert found[quarters] == pytest.approx(expected, abs=1e-5)


def test_random_maps_stay_in_their_range():
    limits = AffineRange(rotation=10, scale=0.2, shift=3, shear=0.1)
    maps = limits.sample(4000, np.random.default_rng(0))
    scales = 1 / np.sqrt(np.linalg.det(maps[:, :, :2]))
    assert 0.8 <= scales.min() < 0.81
    assert 1.19 < scales.max() <= 1.2
    moved = -np.linalg.solve(maps[:, :, :2], maps[:, :, 2:])[..., 0]
    assert 2.9 < np.abs(moved).max() <= 3 + 1e-9
    still = AffineRange().sample(5, np.random.default_rng(0))
    assert still == pytest.approx(np.broadcast_to([[1, 0, 0], [0, 1, 0]], (5, 2, 3)))
