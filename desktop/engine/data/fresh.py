"""Batches of digits, as they are or randomly transformed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desktop.engine.data.affine import AffineRange, transformed
from desktop.engine.data.digits import Digits

BATCHES_PER_POOL = 40


def fresh_pools(
    digits: Digits, augmentation: AffineRange, num_batches: int, rng: np.random.Generator
) -> Iterator[Digits]:
    """All digits, once for each batch that is to be drawn from them, transformed anew every 40."""
    for batch in range(num_batches):
        if batch % BATCHES_PER_POOL == 0:
            maps = augmentation.sample(len(digits), rng)
            pool = Digits(transformed(digits.images, maps), digits.labels)
        yield pool


def fresh_digits(
    digits: Digits,
    augmentation: AffineRange,
    *,
    batch_size: int,
    num_batches: int,
    rng: np.random.Generator,
) -> Iterator[Digits]:
    """Batches of randomly transformed digits, each digit equally likely at any time."""
    for pool in fresh_pools(digits, augmentation, num_batches, rng):
        yield from random_batches(pool, batch_size=batch_size, num_batches=1, rng=rng)


def random_batches(
    digits: Digits, *, batch_size: int, num_batches: int, rng: np.random.Generator
) -> Iterator[Digits]:
    """Batches of the digits as they are, each digit equally likely at any time."""
    for _ in range(num_batches):
        rows = rng.integers(0, len(digits), batch_size)
        yield Digits(digits.images[rows], digits.labels[rows])
