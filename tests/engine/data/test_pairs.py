from __future__ import annotations

from collections import Counter

import numpy as np

from desktop.engine.data.affine import AffineRange
from desktop.engine.data.digits import load_digits
from desktop.engine.data.fresh import fresh_digits, random_batches
from desktop.engine.data.pairs import balanced_pairs, fresh_pairs, paired, random_pairs

DIGITS = load_digits().validation


def label_of(image: np.ndarray) -> int:
    """By looking the image up."""
    (place,) = np.flatnonzero((DIGITS.images == image).all(axis=(1, 2)))
    return int(DIGITS.labels[place])


def test_a_pair_stacks_two_digits_and_knows_their_sum():
    pairs = random_pairs(DIGITS, 50, np.random.default_rng(0))
    assert pairs.images.shape == (50, 2, 28, 28)
    assert len(pairs) == 50
    for (first, second), total in zip(pairs.images, pairs.sums, strict=True):
        assert label_of(first) + label_of(second) == total


def test_the_order_of_a_pair_is_that_of_the_choice():
    pairs = paired(DIGITS, np.array([[3, 7]]))
    assert (pairs.images[0] == DIGITS.images[[3, 7]]).all()


def test_balanced_pairs_have_each_sum_as_often_and_each_way_to_make_it():
    pairs = balanced_pairs(DIGITS, 60, np.random.default_rng(0))
    assert np.bincount(pairs.sums).tolist() == [60] * 19
    for total, ways in ((0, 1), (9, 10), (12, 7), (18, 1)):
        firsts = Counter(label_of(images[0]) for images in pairs.images[pairs.sums == total])
        assert len(firsts) == ways


def test_fresh_pairs_change_their_digits_and_follow_the_seed():
    def batches(seed: int) -> list[np.ndarray]:
        rng = np.random.default_rng(seed)
        augmentation = AffineRange(rotation=5)
        found = fresh_pairs(DIGITS, augmentation, batch_size=4, num_batches=41, rng=rng)
        return [pairs.images for pairs in found]

    first, again, other = batches(0), batches(0), batches(1)
    assert len(first) == 41
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    assert not (first[0] == other[0]).all()
    known = {image.tobytes() for image in DIGITS.images}
    assert not any(image.tobytes() in known for image in np.concatenate(first).reshape(-1, 28, 28))


def test_batches_of_digits_keep_images_and_labels_together():
    rng = np.random.default_rng(0)
    for batch in random_batches(DIGITS, batch_size=8, num_batches=3, rng=rng):
        assert [label_of(image) for image in batch.images] == batch.labels.tolist()
    (turned,) = fresh_digits(DIGITS, AffineRange(), batch_size=8, num_batches=1, rng=rng)
    assert turned.images.shape == (8, 28, 28)
