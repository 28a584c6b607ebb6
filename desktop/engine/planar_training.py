"""A small network that learns to tell two classes of points in the plane apart, epoch by epoch."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from desktop.engine.layers import Dropout, Layer, LeakyReLU, Linear, ReLU, Sequential, Sigmoid, Tanh
from desktop.engine.losses import binary_cross_entropy
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import SGD, Adam, Optimizer, RMSProp
from desktop.engine.planar import planar_points
from desktop.engine.tensor import Tensor
from desktop.engine.train import minibatches, train

ACTIVATIONS: Mapping[str, Callable[[], Layer]] = {
    "tanh": Tanh,
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "sigmoid": Sigmoid,
}
MOMENTUM = 0.9

Weights: TypeAlias = tuple[Array, ...]
"""The data of all parameters; an optimizer replaces them, so that these stay as they are."""


@dataclass(frozen=True)
class Settings:
    """What is learned, by which network and how; names as PyTorch spells them."""

    data: str = "circle"
    samples: int = 200
    noise: float = 0.1
    validation_share: float = 0.5
    hidden_layers: tuple[int, ...] = (8, 8)
    activation: str = "tanh"
    drop_probability: float = 0.0
    optimizer: str = "sgd"
    learning_rate: float = 0.1
    weight_decay: float = 0.0
    batch_size: int = 30
    seed: int = 0


@dataclass(frozen=True)
class Split:
    """Points (n, 2) and classes (n, 1) to train on, and those that no update uses."""

    points: Array
    classes: Array
    validation_points: Array
    validation_classes: Array


@dataclass(frozen=True)
class Epoch:
    """Losses after an epoch, without dropout and penalty; the batches' losses are before updates.

    The weights are those after it.
    """

    loss: float
    validation_loss: float
    batch_losses: tuple[float, ...] = field(repr=False)
    weights: Weights = field(repr=False)


@lru_cache(maxsize=8)
def split_of(data: str, samples: int, noise: float, validation_share: float, seed: int) -> Split:
    """The points, split at random; both parts have at least one."""
    points, classes = planar_points(data, samples, noise, np.random.default_rng(seed))
    held = min(max(round(samples * validation_share), 1), samples - 1)
    return Split(points[held:], classes[held:], points[:held], classes[:held])


class PlanarTraining:
    """A training run that goes on by an epoch each time it is asked."""

    def __init__(self, settings: Settings) -> None:
        s = settings
        self.settings = s
        self.split = split_of(s.data, s.samples, s.noise, s.validation_share, s.seed)
        self._rng = np.random.default_rng([s.seed, 1])
        self.model = _network(s, self._rng).astype(np.float32)
        self._parameters = self.model.parameters()
        self._optimizer = _optimizer(s, self._parameters)

    @property
    def updates_an_epoch(self) -> int:
        """Batches of an epoch, the last one maybe smaller: ceil(samples / batch_size)."""
        return math.ceil(len(self.split.points) / self.settings.batch_size)

    @property
    def decay_factor(self) -> float:
        """What decay alone multiplies a weight by in a step of plain descent.

        1 - learning_rate weight_decay
        """
        return 1 - self.settings.learning_rate * self.settings.weight_decay

    @property
    def num_parameters(self) -> int:
        """Weights and biases."""
        return sum(parameter.size for parameter in self._parameters)

    def start(self) -> Epoch:
        """Losses and weights as they are now, before any further update."""
        return self._measured(())

    def epoch(self) -> Epoch:
        """Go through all training points once.

        Raises: FloatingPointError if a loss is no longer finite.
        """
        self.model.train()
        with np.errstate(over="ignore", invalid="ignore"):
            steps = train(self._loss, self._optimizer, self._batches())
            return self._measured(tuple(progress.loss for progress in steps))

    def scores(self, weights: Weights, points: Array) -> Array:
        """The network's output (n,) with given weights: above 0 for class 1.

        The weights of the run stay as they are.
        """
        own = [parameter.data for parameter in self._parameters]
        self._take(weights)
        with np.errstate(over="ignore", invalid="ignore"):
            scores: Array = self._outputs(points)[:, 0]
        self._take(own)
        return scores

    def _take(self, weights: Weights | list[Array]) -> None:
        for parameter, data in zip(self._parameters, weights, strict=True):
            parameter.data = data

    def _batches(self) -> Iterator[tuple[Array, ...]]:
        return minibatches(
            self.split.points,
            self.split.classes,
            batch_size=self.settings.batch_size,
            num_epochs=1,
            rng=self._rng,
        )

    def _loss(self, batch: tuple[Array, ...]) -> Tensor:
        points, classes = batch
        return binary_cross_entropy(self.model(Tensor(points)), classes)

    def _measured(self, batch_losses: tuple[float, ...]) -> Epoch:
        split = self.split
        everything = np.concatenate([split.points, split.validation_points])
        scores = Tensor(self._outputs(everything))
        count = len(split.points)
        return Epoch(
            binary_cross_entropy(scores[:count], split.classes).item(),
            binary_cross_entropy(scores[count:], split.validation_classes).item(),
            batch_losses,
            tuple(parameter.data for parameter in self._parameters),
        )

    def _outputs(self, points: Array) -> Array:
        self.model.eval()
        return self.model(Tensor(points)).data


def _network(s: Settings, rng: np.random.Generator) -> Sequential:
    layers: list[Layer] = []
    width = 2
    for units in s.hidden_layers:
        layers += [Linear(width, units, rng=rng), ACTIVATIONS[s.activation]()]
        if s.drop_probability:
            layers.append(Dropout(s.drop_probability, rng=rng))
        width = units
    return Sequential(*layers, Linear(width, 1, rng=rng))


def _optimizer(s: Settings, parameters: list[Tensor]) -> Optimizer:
    rate, decay = s.learning_rate, s.weight_decay
    match s.optimizer:
        case "sgd":
            return SGD(parameters, rate, weight_decay=decay)
        case "momentum":
            return SGD(parameters, rate, MOMENTUM, weight_decay=decay)
        case "rmsprop":
            return RMSProp(parameters, rate, weight_decay=decay)
        case "adam":
            return Adam(parameters, rate, weight_decay=decay)
    raise ValueError(f"there is no optimizer {s.optimizer}")
