from __future__ import annotations

import numpy as np

from desktop.engine.data.digits import load_digits
from desktop.engine.data.scenes import BACKGROUND, INK, random_scenes, scene_batches

DIGITS = load_digits().validation


def test_a_pixel_has_a_class_exactly_where_there_is_ink():
    scenes = random_scenes(DIGITS, 200, np.random.default_rng(0))
    assert scenes.images.shape == scenes.classes.shape == (200, 28, 28)
    assert scenes.images.dtype == np.float32
    assert ((scenes.classes == BACKGROUND) == (scenes.images <= INK)).all()
    assert set(np.unique(scenes.classes)) == set(range(11))


def test_one_to_three_digits_are_seen_about_equally_often():
    scenes = random_scenes(DIGITS, 600, np.random.default_rng(0))
    digits = [len(set(classes.flat) - {BACKGROUND}) for classes in scenes.classes]
    counts = np.bincount(digits, minlength=4)
    assert counts[0] == 0
    assert counts[1:].min() > 110  # equal digits count once: of three 0.72 are all different


def test_a_single_digit_may_be_anywhere_and_is_whole():
    scenes = random_scenes(DIGITS, 600, np.random.default_rng(1))
    ink = scenes.images[[len(np.unique(classes)) == 2 for classes in scenes.classes]]
    rows = (ink.sum(axis=2) @ np.arange(28)) / ink.sum(axis=(1, 2))
    assert rows.min() < 9
    assert rows.max() > 18
    assert 30 < np.median(ink.sum(axis=(1, 2))) < 80


def test_batches_of_scenes_are_never_the_same():
    batches = scene_batches(DIGITS, batch_size=2, num_batches=3, rng=np.random.default_rng(0))
    assert len({batch.images.tobytes() for batch in batches}) == 3
