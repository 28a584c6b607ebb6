from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.engine.data.digit_forms import FORMS
from desktop.engine.data.drawing import inked, smooth
from desktop.engine.data.hands import Hand, drawings


def test_ink_covers_what_the_pen_passes():
    line = np.array([[60.0, 100.0], [200.0, 100.0]])
    image = inked([line], 20)
    assert image.shape == (280, 280)
    assert image.sum() == pytest.approx(140 * 20 + math.pi * 10**2, rel=0.02)
    assert image[100, 60:200].min() == 1
    assert image[112].max() == image[88].max() == 0


def test_a_dot_is_round_and_ink_beyond_the_box_is_lost():
    assert inked([np.array([[50.0, 50.0]])], 20).sum() == pytest.approx(math.pi * 100, rel=0.03)
    assert not inked([np.array([[-50.0, 400.0], [-80.0, 300.0]])], 20).any()
    half = inked([np.array([[0.0, 140.0]])], 20)
    assert half.sum() == pytest.approx(math.pi * 50, rel=0.1)
    assert not inked([], 20).any()


def test_a_smooth_line_meets_its_points_and_keeps_corners():
    points = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 20.0]])
    curve = smooth(points)
    for point in points:
        assert np.abs(curve - point).max(axis=1).min() < 1e-9
    assert curve[:, 0].max() < 12  # a round corner would overshoot further
    assert (smooth(points[:2]) == points[:2]).all()


def test_forms_are_in_their_box():
    assert set(FORMS) == set(range(10))
    for forms in FORMS.values():
        points = np.array([point for form in forms for stroke in form for point in stroke])
        assert points.min() >= 0
        assert points.max() <= 1


def test_hands_differ_and_the_seed_decides():
    images, labels = drawings(2, np.random.default_rng(3))
    assert images.shape == (20, 280, 280)
    assert labels.tolist() == [*range(10)] * 2
    again, _ = drawings(2, np.random.default_rng(3))
    assert (images == again).all()
    assert (images[:10] != images[10:]).any(axis=(1, 2)).all()
    hands = [Hand.sample(np.random.default_rng(seed)) for seed in range(50)]
    assert all(20 <= hand.pen_width <= 26 for hand in hands)
    used = {hand.forms[1] for hand in hands}
    assert used == set(range(len(FORMS[1])))
