"""Pairs of digits, stacked as the two channels of an image, labelled with their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desktop.engine.data.affine import AffineRange
from desktop.engine.data.digits import CLASSES, Digits
from desktop.engine.data.fresh import fresh_pools
from desktop.engine.ops.operation import Array, Integers

SUMS = 2 * (CLASSES - 1) + 1


@dataclass(frozen=True)
class Pairs:
    """Images (count, 2, 28, 28) and sums (count,) from 0 to 18."""

    images: Array
    sums: Integers

    def __len__(self) -> int:
        return len(self.sums)


def random_pairs(digits: Digits, count: int, rng: np.random.Generator) -> Pairs:
    """Pairs whose images are drawn independently, each image equally likely."""
    return paired(digits, rng.integers(0, len(digits), (count, 2)))


def paired(digits: Digits, chosen: Integers) -> Pairs:
    """The pairs of images that chosen (count, 2) names."""
    return Pairs(digits.images[chosen], digits.labels[chosen].sum(axis=1))


def balanced_pairs(digits: Digits, per_sum: int, rng: np.random.Generator) -> Pairs:
    """As many pairs of each sum; for each, all ways to make the sum are equally likely."""
    by_digit = [np.flatnonzero(digits.labels == digit) for digit in range(CLASSES)]
    chosen = []
    for total in range(SUMS):
        smallest = max(0, total - CLASSES + 1)
        for first in rng.integers(smallest, total - smallest + 1, per_sum):
            chosen.append([rng.choice(by_digit[digit]) for digit in (first, total - first)])
    return paired(digits, np.array(chosen))


def fresh_pairs(
    digits: Digits,
    augmentation: AffineRange,
    *,
    batch_size: int,
    num_batches: int,
    rng: np.random.Generator,
) -> Iterator[Pairs]:
    """Batches of random pairs of randomly transformed digits, never the same twice."""
    for pool in fresh_pools(digits, augmentation, num_batches, rng):
        yield random_pairs(pool, batch_size, rng)
