"""A small dense classifier that trains within a second, to see what augmentation does: problem 3.

It ships no weights: whoever wants to see it trains it.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import numpy as np

from desktop.engine.data.affine import AffineRange, transformed
from desktop.engine.data.augmentations import Augmentation, blurred, flipped
from desktop.engine.data.digits import CLASSES, SIZE, Digits
from desktop.engine.layers import Flatten, Linear, ReLU, Sequential
from desktop.engine.losses import cross_entropy
from desktop.engine.networks.evaluation import in_evaluation
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

HIDDEN_UNITS = 64
NUM_STEPS = 1_500
BATCH_SIZE = 50
LEARNING_RATE = 0.002
COPIES = 3  # of each training image for the training error

MOVES = AffineRange(rotation=8, scale=0.08, shift=1, shear=0.1)
BLUR = 2.0  # pixels


def as_it_is(images: Array, rng: np.random.Generator) -> Array:
    """No augmentation."""
    return images


def moved(images: Array, rng: np.random.Generator) -> Array:
    """Turned, scaled, sheared and shifted a little, as hands differ: the class stays."""
    return transformed(images, MOVES.sample(len(images), rng))


def flipped_and_blurred(images: Array, rng: np.random.Generator) -> Array:
    """The exam's choice, each with probability 1/2; the test images are as they are."""
    flip, blur = rng.random((2, len(images), 1, 1)) < 0.5
    images = np.where(flip, flipped(images), images)
    return np.where(blur, blurred(images, BLUR), images)


AUGMENTATIONS: MappingProxyType[str, Augmentation] = MappingProxyType(
    {"none": as_it_is, "moves": moved, "flip_and_blur": flipped_and_blurred}
)
"""Name -> how training images are changed."""


def make(rng: np.random.Generator, hidden_units: int = HIDDEN_UNITS) -> Sequential:
    """(count, 28, 28) -> (count, 10) logits through one hidden layer."""
    return Sequential(
        Flatten(),
        Linear(SIZE * SIZE, hidden_units, rng=rng),
        ReLU(),
        Linear(hidden_units, CLASSES, rng=rng),
    ).astype(np.float32)


def training(
    network: Sequential,
    digits: Digits,
    rng: np.random.Generator,
    augment: Augmentation,
    num_steps: int = NUM_STEPS,
) -> Iterator[Progress]:
    """Cross-entropy on random digits, each changed anew whenever it comes."""

    def batches() -> Iterator[Digits]:
        for _ in range(num_steps):
            rows = rng.integers(0, len(digits), BATCH_SIZE)
            yield Digits(augment(digits.images[rows], rng), digits.labels[rows])

    def loss(batch: Digits) -> Tensor:
        return cross_entropy(network(Tensor(batch.images)), batch.labels)

    return train(loss, Adam(network.parameters(), LEARNING_RATE), batches())


def error(network: Sequential, digits: Digits) -> float:
    """Share of the digits that it gets wrong."""
    answers = in_evaluation(network, digits.images).argmax(axis=1)
    return float((answers != digits.labels).mean())


def training_error(
    network: Sequential, digits: Digits, rng: np.random.Generator, augment: Augmentation
) -> float:
    """Error on the digits as training sees them: changed at random, each three times."""
    images = augment(np.concatenate([digits.images] * COPIES), rng)
    return error(network, Digits(images, np.concatenate([digits.labels] * COPIES)))
