from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.engine.data import augmentations
from desktop.engine.data.digits import load_digits

IMAGES = load_digits().validation.images[:20]


def test_flips_undo_themselves():
    assert (augmentations.flipped(augmentations.flipped(IMAGES)) == IMAGES).all()
    assert (augmentations.flipped(IMAGES)[:, :, 3] == IMAGES[:, :, 24]).all()
    assert (augmentations.upside_down(IMAGES)[:, 3] == IMAGES[:, 24]).all()


def test_whole_moves_and_quarter_turns_are_exact():
    down = augmentations.shifted(IMAGES, 2, -3)
    assert down[:, 2:, :-3] == pytest.approx(IMAGES[:, :-2, 3:], abs=1e-6)
    assert not down[:, :2].any()
    assert not down[:, :, -3:].any()
    turned = augmentations.rotated(IMAGES, 90)
    assert turned == pytest.approx(np.rot90(IMAGES, axes=(1, 2)), abs=1e-5)


def test_a_crop_enlarges_the_middle():
    grown = augmentations.cropped(IMAGES, 0.5)
    assert grown.sum() > 2 * IMAGES.sum()
    assert augmentations.cropped(IMAGES, 1.0) == pytest.approx(IMAGES, abs=1e-6)


def test_blur_is_a_gaussian_convolution():
    dot = np.zeros((1, 28, 28), np.float32)
    dot[0, 14, 10] = 1
    spread = augmentations.blurred(dot, 1.5)[0]
    assert spread.sum() == pytest.approx(1, abs=1e-4)
    ratio = math.exp(-(2**2 + 1**2) / (2 * 1.5**2))
    assert spread[16, 11] / spread[14, 10] == pytest.approx(ratio, rel=1e-4)
    assert (augmentations.blurred(IMAGES, 0) == IMAGES).all()


def test_noise_has_its_deviation_and_stays_in_range():
    grey = np.full((4, 28, 28), 0.5, np.float32)
    found = augmentations.noisy(grey, 0.1, np.random.default_rng(0))
    assert found.std() == pytest.approx(0.1, rel=0.05)
    loud = augmentations.noisy(grey, 5.0, np.random.default_rng(0))
    assert (loud.min(), loud.max()) == (0, 1)
    assert loud.dtype == np.float32
