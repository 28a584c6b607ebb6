"""The 1,797 handwritten digits, resampled to 28x28, in their fixed split (digits.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop.engine.data.resampling import enlarged
from desktop.engine.ops.operation import Array, Integers

FILE = Path(__file__).with_name("digits.npz")
SIZE = 28
CLASSES = 10
LARGEST = 16  # the value of a pixel full of ink
MARGIN = 2
FACTOR = 3


@dataclass(frozen=True)
class Digits:
    """Some digits: images (count, 28, 28), float32 from 0 to 1, and labels (count,) from 0 to 9."""

    images: Array
    labels: Integers

    def __len__(self) -> int:
        return len(self.labels)

    def __add__(self, other: Digits) -> Digits:
        images = np.concatenate([self.images, other.images])
        return Digits(images, np.concatenate([self.labels, other.labels]))


@dataclass(frozen=True)
class DigitSplit:
    """The three parts: 1,037 to train on, 260 to choose settings by, 500 that nothing saw."""

    train: Digits
    validation: Digits
    test: Digits


def load_digits() -> DigitSplit:
    """Read and resample all digits; takes some 10 ms."""
    with np.load(FILE) as file:
        images, labels, parts = framed(file["images"] / LARGEST), file["labels"], file["parts"]
    train, validation, test = (
        Digits(images[parts == part], labels[parts == part].astype(np.int64)) for part in range(3)
    )
    return DigitSplit(train, validation, test)


def framed(images: Array) -> Array:
    """Images (..., 8, 8) enlarged to 24x24 within a margin: (..., 28, 28), clipped to [0, 1]."""
    margins = [(0, 0)] * (images.ndim - 2) + [(MARGIN, MARGIN)] * 2
    return np.pad(enlarged(images, FACTOR).clip(0, 1), margins)
