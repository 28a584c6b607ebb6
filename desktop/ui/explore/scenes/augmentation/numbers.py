"""What the view of augmentation computes: a changed digit, and a training that goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from desktop.engine.data.affine import affine_maps, transformed
from desktop.engine.data.augmentations import blurred, flipped, noisy, upside_down
from desktop.engine.data.digits import Digits, DigitSplit, load_digits
from desktop.engine.layers import Sequential
from desktop.engine.networks import augmented_classifier, digit_classifier
from desktop.engine.networks.augmented_classifier import AUGMENTATIONS
from desktop.engine.networks.evaluation import probabilities
from desktop.engine.networks.report import read_report
from desktop.engine.ops.operation import Array
from desktop.engine.train import Progress
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, text_of, whole_of

FLIPS = {"none": 0, "horizontal": 1, "vertical": 2}
STEPS_A_TURN = 10
Errors = tuple[tuple[float, float], ...]
"""Training error and test error after each turn, the first before training."""


@dataclass(frozen=True)
class ChangedDigit:
    """A held-out digit and what became of it; `shares` (10,) are the classifier's probabilities.

    `amounts` and `accuracies` are the report's curve for one change, `amount` where it stands; a
    flip counts as 0, 1 (left and right) or 2 (upside down).
    """

    label: int
    original: Array
    changed: Array
    shares: Array
    amounts: tuple[float, ...]
    accuracies: tuple[float, ...]
    amount: float

    @property
    def read(self) -> int:
        """The class with the largest probability."""
        return int(self.shares.argmax())

    @property
    def certainty(self) -> float:
        """Its probability."""
        return float(self.shares.max())

    @property
    def accuracy(self) -> float:
        """The curve's height here, between two measured amounts on a straight line."""
        return float(np.interp(self.amount, self.amounts, self.accuracies))


@dataclass(frozen=True)
class Trained:
    """Three classifiers in training, by augmentation; all have taken the same number of steps."""

    networks: Mapping[str, Sequential]
    steps: Mapping[str, Iterator[Progress]]
    errors: Mapping[str, Errors]
    seed: int

    @property
    def turns(self) -> int:
        """How many turns are done."""
        return len(self.errors["none"]) - 1

    @property
    def ended(self) -> bool:
        """Whether all steps are taken."""
        return self.turns * STEPS_A_TURN >= augmented_classifier.NUM_STEPS

    def last(self, name: str) -> tuple[float, float]:
        """Training error and test error now."""
        return self.errors[name][-1]


@lru_cache(maxsize=1)
def digits() -> DigitSplit:
    """The real digits."""
    return load_digits()


@lru_cache(maxsize=1)
def classifier() -> Sequential:
    """The classifier that ships."""
    return digit_classifier.DIGIT_CLASSIFIER.load()


@lru_cache(maxsize=1)
def measured() -> Mapping[str, tuple[list[float], list[float]]]:
    """Change -> amounts and the accuracy at each, on all held-out digits."""
    report = read_report()[digit_classifier.DIGIT_CLASSIFIER.name]
    found: Mapping[str, tuple[list[float], list[float]]] = report["accuracy_when_changed"]
    return found


def changed_digit(values: Values) -> ChangedDigit:
    """Flip, then crop and turn and shift, then blur, then noise."""
    label, held_out = whole_of(values, "digit"), digits().test
    original = held_out.images[held_out.labels == label][whole_of(values, "sample")]
    image = changed(original, values)
    shares = probabilities(digit_classifier.logits(classifier(), image[None]))[0]
    name = text_of(values, "measured")
    amounts, accuracies = measured()[name]
    amount = FLIPS[text_of(values, name)] if name == "flip" else number_of(values, name)
    return ChangedDigit(label, original, image, shares, tuple(amounts), tuple(accuracies), amount)


def changed(image: Array, values: Values) -> Array:
    """The image (28, 28) after all changes."""
    images = image[None]
    flip = {"none": lambda same: same, "horizontal": flipped, "vertical": upside_down}
    images = flip[text_of(values, "flip")](images)
    maps = affine_maps(
        rotation=number_of(values, "rotation"),
        scale=1 / number_of(values, "crop"),
        shift=(number_of(values, "shift_down"), number_of(values, "shift")),
    )
    images = blurred(transformed(images, maps), number_of(values, "blur"))
    if noise := number_of(values, "noise"):
        images = noisy(images, noise, np.random.default_rng(0))
    result: Array = images[0].astype(np.float32)
    return result


def started(values: Values) -> Trained:
    """Three networks with the same first weights, before any step."""
    seed = whole_of(values, "seed")
    networks, steps, errors = {}, {}, {}
    for name, augment in AUGMENTATIONS.items():
        rng = np.random.default_rng(seed)
        networks[name] = augmented_classifier.make(rng)
        steps[name] = augmented_classifier.training(networks[name], digits().train, rng, augment)
        errors[name] = (_errors(networks[name], name),)
    return Trained(networks, steps, errors, seed)


def followed(trained: Trained) -> Trained:
    """After another turn of steps of each."""
    errors = {}
    for name, network in trained.networks.items():
        for _ in range(STEPS_A_TURN):
            next(trained.steps[name])
        errors[name] = (*trained.errors[name], _errors(network, name))
    return Trained(trained.networks, trained.steps, errors, trained.seed)


def _errors(network: Sequential, name: str) -> tuple[float, float]:
    error = augmented_classifier.error
    return error(network, _as_trained_on(name)), error(network, digits().test)


@cache
def _as_trained_on(name: str) -> Digits:
    """The training digits as training sees them, each changed once at random."""
    train = digits().train
    images = AUGMENTATIONS[name](train.images, np.random.default_rng(1))
    return Digits(images.astype(np.float32), train.labels)
