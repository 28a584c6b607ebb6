"""Scenes for segmentation: one to three small digits on 28x28, and a class for each pixel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desktop.engine.data.affine import affine_maps, transformed
from desktop.engine.data.digits import CLASSES, SIZE, Digits
from desktop.engine.ops.operation import Array, Booleans, Integers

MOST_DIGITS = 3
DIGIT_PIXELS = 13
SCALE = DIGIT_PIXELS / 24  # a digit's image has 24 pixels within its margin
REACH = (SIZE - DIGIT_PIXELS) / 2 - 0.5  # how far a digit's centre may be from the scene's
QUARTER = 6.0  # centres of the four quarters lie so far from the scene's, along each axis
JITTER = 1.0
QUARTERS = np.array([[-1, 1, -1], [-1, 1, 1]])[:, None]  # of three digits; the first two opposite
INK = 0.3
BACKGROUND = CLASSES
SCENE_CLASSES = CLASSES + 1


@dataclass(frozen=True)
class Scenes:
    """Images (count, 28, 28) and classes (count, 28, 28): 0 to 9 the digits, 10 the background."""

    images: Array
    classes: Integers

    def __len__(self) -> int:
        return len(self.images)


def random_scenes(digits: Digits, count: int, rng: np.random.Generator) -> Scenes:
    """Scenes of one digit anywhere, two on opposite sides or three in different quarters.

    A pixel belongs to the digit with most ink there, if that is more than 0.3.
    """
    chosen = rng.integers(0, len(digits), (count, MOST_DIGITS))
    present = np.arange(MOST_DIGITS) < rng.integers(1, MOST_DIGITS + 1, count)[:, None]
    maps = affine_maps(
        rotation=rng.uniform(-8, 8, chosen.shape),
        scale=SCALE * rng.uniform(0.92, 1.08, chosen.shape),
        shift=_centres(present, rng),
    )
    flat = (count * MOST_DIGITS, SIZE, SIZE)
    layers = transformed(digits.images[chosen].reshape(flat), maps.reshape(-1, 2, 3))
    layers = layers.reshape(count, MOST_DIGITS, SIZE, SIZE) * present[..., None, None]
    return _flattened(layers, digits.labels[chosen])


def composed(digits: Digits, down: Array, right: Array) -> Scenes:
    """One scene of these digits, each with its centre so far from the scene's, in pixels."""
    maps = affine_maps(scale=SCALE, shift=(down, right))
    return _flattened(transformed(digits.images, maps)[None], digits.labels[None])


def _flattened(layers: Array, labels: Integers) -> Scenes:
    """Scenes of digits (count, digits, 28, 28) one over another, with labels (count, digits)."""
    images = layers.max(axis=1)
    front = np.take_along_axis(labels[..., None, None], layers.argmax(axis=1)[:, None], axis=1)
    return Scenes(images, np.where(images > INK, front[:, 0], BACKGROUND))


def scene_batches(
    digits: Digits, *, batch_size: int, num_batches: int, rng: np.random.Generator
) -> Iterator[Scenes]:
    """Batches of scenes that never come twice."""
    for _ in range(num_batches):
        yield random_scenes(digits, batch_size, rng)


def _centres(present: Booleans, rng: np.random.Generator) -> tuple[Array, Array]:
    """How far down and right of the scene's centre each digit's lies, both (count, 3)."""
    count, number = len(present), present.sum(axis=1)
    anywhere = rng.uniform(-REACH, REACH, (2, count, MOST_DIGITS))
    sides = QUARTERS * rng.choice([-1, 1], (2, count, 1))
    quarters = QUARTER * sides + rng.uniform(-JITTER, JITTER, anywhere.shape)
    free_axis = np.arange(2)[:, None] == rng.integers(0, 2, count)
    free = (number == 1) | ((number == 2) & free_axis)
    down, right = np.where(free[..., None], anywhere, quarters)
    return down, right
