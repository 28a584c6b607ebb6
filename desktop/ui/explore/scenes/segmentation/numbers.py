"""What the view of segmentation computes: a scene's classes, shapes, or parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from desktop.engine.arithmetic import conv_parameters, linear_parameters
from desktop.engine.data.digits import Digits, load_digits
from desktop.engine.data.scenes import BACKGROUND, SCENE_CLASSES, Scenes, composed
from desktop.engine.layers import Layer
from desktop.engine.networks.evaluation import in_evaluation, probabilities
from desktop.engine.networks.report import read_report
from desktop.engine.networks.segmentation import (
    DENSE_SEGMENTATION,
    SEGMENTATION,
    intersection_over_union,
)
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array, Integers
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, text_of, whole_of

NETWORKS: Mapping[str, TrainedNetwork[Layer]] = {
    "convolutional": SEGMENTATION,
    "dense_small": DENSE_SEGMENTATION[2],
    "dense_large": DENSE_SEGMENTATION[64],
}
NAMES = {
    "convolutional": "convolutional",
    "dense_small": "dense, 2 hidden units",
    "dense_large": "dense, 64 hidden units",
}
PLACES = (("first_right", "first_down"), ("second_right", "second_down"))
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Segmented:
    """A scene of two digits, its true classes and the network's.

    `shares` (11, 28, 28) are the probabilities of each pixel, `ratios` (11,) the intersections
    over unions here, NaN for a class of neither; `figures` are the report's for each network.
    """

    labels: tuple[int, int]
    scene: Scenes
    answers: Integers
    shares: Array
    ratios: Array
    network: str
    figures: Mapping[str, Figures]

    @property
    def pixels(self) -> int:
        """How many classes are chosen."""
        return int(self.answers.size)

    @property
    def right_of_digits(self) -> tuple[int, int]:
        """Pixels of digits that got their class, and all pixels of digits."""
        digits = self.scene.classes[0] != BACKGROUND
        right = digits & (self.answers == self.scene.classes[0])
        return int(right.sum()), int(digits.sum())

    @property
    def best(self) -> str:
        """The network with the largest mean intersection over union in the report."""
        return max(self.figures, key=lambda name: float(self.figures[name]["mean_iou"]))


@dataclass(frozen=True)
class Shapes:
    """The shapes along a segmentation network, batch first."""

    inputs: Shape
    coarsest: tuple[int, int]
    scores: Shape
    labels: Shape

    @property
    def predictions(self) -> int:
        """Labels of the whole batch."""
        return int(np.prod(self.labels))


@dataclass(frozen=True)
class Layers:
    """Parameters of a layer that scores every pixel, by the number of pixels."""

    in_channels: int
    height: int
    width: int
    num_classes: int
    kernel_size: int

    @property
    def pixels(self) -> int:
        """Pixels of the map."""
        return self.height * self.width

    @property
    def convolution(self) -> int:
        """Parameters of the convolution, on a map of any size."""
        return conv_parameters(self.in_channels, self.num_classes, self.kernel_size)

    def dense(self, pixels: int) -> int:
        """Parameters of the fully-connected layer on so many pixels."""
        return linear_parameters(self.in_channels * pixels, self.num_classes * pixels)


Numbers = Segmented | Shapes | Layers


def computed(values: Values) -> Numbers:
    """What is shown of the three."""
    match text_of(values, "shown"):
        case "shapes":
            return _shapes(values)
        case "layers":
            names = ("in_channels", "height", "width", "num_classes", "kernel_size")
            return Layers(**{name: whole_of(values, name) for name in names})
        case _:
            return _segmented(values)


def _shapes(values: Values) -> Shapes:
    batch, height, width = (whole_of(values, name) for name in ("batch", "height", "width"))
    factor = 2 ** whole_of(values, "halvings")
    return Shapes(
        (batch, whole_of(values, "in_channels"), height, width),
        (height // factor, width // factor),
        (batch, whole_of(values, "num_classes"), height, width),
        (batch, height, width),
    )


def _segmented(values: Values) -> Segmented:
    held_out, sample = digits(), whole_of(values, "sample")
    labels = (whole_of(values, "first"), whole_of(values, "second"))
    rows = [np.flatnonzero(held_out.labels == label)[sample] for label in labels]
    chosen = Digits(held_out.images[rows], held_out.labels[rows])
    right, down = (
        np.array([number_of(values, place[axis]) for place in PLACES]) for axis in range(2)
    )
    scene = composed(chosen, down, right)
    name = text_of(values, "network")
    logits = in_evaluation(network(name), scene.images[:, None])[0]
    shares = np.moveaxis(probabilities(np.moveaxis(logits, 0, -1)), -1, 0)
    answers: Integers = logits.argmax(axis=0)
    ratios = intersection_over_union(scene.classes[0], answers)
    return Segmented(labels, scene, answers, shares, ratios, name, figures())


@lru_cache(maxsize=1)
def digits() -> Digits:
    """The held-out digits."""
    return load_digits().test


@cache
def network(name: str) -> Layer:
    """A network with the weights that ship."""
    return NETWORKS[name].load()


@lru_cache(maxsize=1)
def figures() -> Mapping[str, Figures]:
    """What the report says of each of the networks."""
    report = read_report()
    return {name: report[entry.name] for name, entry in NETWORKS.items()}


def class_name(number: int) -> str:
    """A digit, or the background."""
    return "background" if number == BACKGROUND else str(number)


CLASSES = tuple(class_name(number) for number in range(SCENE_CLASSES))
