"""A classifier of single digits that also reads digits drawn with a mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from desktop.engine.data.affine import AffineRange
from desktop.engine.data.augmentations import (
    blurred,
    cropped,
    flipped,
    noisy,
    rotated,
    shifted,
    upside_down,
)
from desktop.engine.data.digits import CLASSES, Digits
from desktop.engine.data.fresh import fresh_digits
from desktop.engine.layers import Sequential
from desktop.engine.losses import cross_entropy
from desktop.engine.networks.evaluation import confusion, in_evaluation, recall
from desktop.engine.networks.sum_network import convolutional
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.optimizers import Adam
from desktop.engine.recognition import drawn_digits
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_STEPS = 3_000
BATCH_SIZE = 64
LEARNING_RATE = 0.005
AUGMENTATION = AffineRange(rotation=15, scale=0.15, shift=2.5, shear=0.25)


class Change(NamedTuple):
    """One way to change images, and the amounts of it that are measured."""

    amounts: Sequence[float]
    of: Callable[[Array, float], Array]


def _mirrored(images: Array, amount: float) -> Array:
    return {0: images, 1: flipped(images), 2: upside_down(images)}[round(amount)]


def _noisy(images: Array, amount: float) -> Array:
    return noisy(images, amount, np.random.default_rng(0))


CHANGES: MappingProxyType[str, Change] = MappingProxyType(
    {
        "flip": Change((0, 1, 2), _mirrored),  # not at all, left and right, top and bottom
        "rotation": Change(range(-180, 181, 15), rotated),
        "shift": Change(range(-10, 11), lambda images, amount: shifted(images, 0.0, amount)),
        "crop": Change([share / 20 for share in range(10, 21)], cropped),
        "blur": Change([deviation / 2 for deviation in range(11)], blurred),
        "noise": Change([deviation / 10 for deviation in range(11)], _noisy),
    }
)
"""Name -> change; amounts in degrees anticlockwise, pixels to the right, the share of the side that
is kept, and standard deviations in pixels and in grey values."""


def make(rng: np.random.Generator) -> Sequential:
    """The sum network's layers for one image: (count, 1, 28, 28) -> (count, 10) logits."""
    return convolutional(1, CLASSES, rng)


def training(
    network: Sequential, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Cross-entropy on randomly transformed digits."""
    batches = fresh_digits(
        digits, AUGMENTATION, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng
    )

    def loss(batch: Digits) -> Tensor:
        return cross_entropy(network(Tensor(batch.images[:, None])), batch.labels)

    optimizer = Adam(network.parameters(), LEARNING_RATE)
    return train(loss, optimizer, batches, schedule=one_cycle(LEARNING_RATE, num_steps))


def logits(network: Sequential, images: Array) -> Array:
    """Logits (count, 10) for images (count, 28, 28)."""
    return in_evaluation(network, images[:, None])


def score(network: Sequential, digits: Digits) -> float:
    """Accuracy on the digits."""
    return float((logits(network, digits.images).argmax(axis=1) == digits.labels).mean())


def measure(network: Sequential, trained_on: Digits, held_out: Digits) -> Figures:
    """Accuracy on held-out digits, as they are and changed, and on those of 40 simulated hands."""
    drawn = drawn_digits()
    return {
        "accuracy": score(network, held_out),
        "confusion": _confusion(network, held_out).tolist(),
        "accuracy_when_changed": {
            name: [list(change.amounts), _accuracies(network, held_out, change)]
            for name, change in CHANGES.items()
        },
        "drawn_accuracy": score(network, drawn),
        "drawn_accuracy_by_digit": recall(_confusion(network, drawn)).tolist(),
        "drawn_confusion": _confusion(network, drawn).tolist(),
    }


def _accuracies(network: Sequential, digits: Digits, change: Change) -> list[float]:
    """Accuracy on all the digits, for each amount of the change."""
    return [
        score(network, Digits(change.of(digits.images, amount).astype(np.float32), digits.labels))
        for amount in change.amounts
    ]


def _confusion(network: Sequential, digits: Digits) -> Integers:
    return confusion(digits.labels, logits(network, digits.images).argmax(axis=1), CLASSES)


DIGIT_CLASSIFIER = TrainedNetwork(
    name="digit_classifier",
    make=make,
    training=training,
    num_steps=NUM_STEPS,
    score_name="accuracy",
    score=score,
    measure=measure,
)
