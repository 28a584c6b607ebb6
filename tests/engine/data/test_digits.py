from __future__ import annotations

import hashlib

import numpy as np
import pytest

from desktop.engine.data.digits import FILE, load_digits
from desktop.engine.data.resampling import enlarged, shrunk

SPLIT = load_digits()
PARTS = {"train": (SPLIT.train, 1037), "validation": (SPLIT.validation, 260)}
PARTS["test"] = (SPLIT.test, 500)


@pytest.mark.parametrize("name", PARTS)
def test_images_and_labels_of_a_part(name):
    digits, count = PARTS[name]
    assert digits.images.shape == (count, 28, 28)
    assert digits.images.dtype == np.float32
    assert (digits.images.min(), digits.images.max()) == (0, 1)
    assert digits.labels.shape == (count,)
    assert not digits.images[:, [0, 1, 26, 27]].any()
    assert not digits.images[:, :, [0, 1, 26, 27]].any()


def test_validation_and_test_are_balanced():
    assert np.bincount(SPLIT.validation.labels).tolist() == [26] * 10
    assert np.bincount(SPLIT.test.labels).tolist() == [50] * 10
    assert np.bincount(SPLIT.train.labels).min() >= 95


def test_the_split_is_fixed():
    # The figures of the report stand and fall with it.
    with np.load(FILE) as file:
        found = {name: hashlib.sha256(file[name].tobytes()).hexdigest()[:16] for name in file}
        assert file["images"].shape == (1797, 8, 8)
        assert file["images"].max() == 16
    assert found == {
        "images": "8f26b2bd9d135c25",
        "labels": "8ba4f891220f5e4c",
        "parts": "5ae3659d0fbcb036",
    }


def test_no_image_is_in_two_parts():
    seen = [{image.tobytes() for image in digits.images} for digits, _ in PARTS.values()]
    assert [len(images) for images in seen] == [count for _, count in PARTS.values()]
    assert len(set.union(*seen)) == 1797


def keys(distance: float) -> float:
    """Keys's kernel by its two conditions: it interpolates and reproduces straight lines."""
    x = abs(distance)
    if x < 1:
        return 1 - 2.5 * x**2 + 1.5 * x**3
    return 2 - 4 * x + 2.5 * x**2 - 0.5 * x**3 if x < 2 else 0.0


def test_enlarging_is_keys_interpolation_pixel_by_pixel(rng):
    image = rng.random((4, 5)).astype(np.float32)
    result = enlarged(image, 3)
    assert result.shape == (12, 15)
    for row, column in np.ndindex(result.shape):
        y, x = (row + 0.5) / 3 - 0.5, (column + 0.5) / 3 - 0.5
        expected = sum(
            keys(y - i) * keys(x - j) * image[min(max(i, 0), 3), min(max(j, 0), 4)]
            for i in range(-3, 8)
            for j in range(-3, 9)
        )
        assert result[row, column] == pytest.approx(expected, abs=1e-6)


def test_enlarging_keeps_lines_straight_and_shrinking_undoes_it():
    ramp = np.tile(np.arange(10.0), (10, 1))
    steps = np.diff(enlarged(ramp, 3)[:, 9:-9], axis=1)
    assert steps == pytest.approx(np.full(steps.shape, 1 / 3), abs=1e-5)
    assert shrunk(np.kron(ramp, np.ones((4, 4))), 4) == pytest.approx(ramp)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)
