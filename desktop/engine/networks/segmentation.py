"""Networks that give each pixel of a scene its class: convolutional, and dense for comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from desktop.engine import functional
from desktop.engine.data.digits import CLASSES, SIZE, Digits
from desktop.engine.data.scenes import (
    BACKGROUND,
    SCENE_CLASSES,
    Scenes,
    random_scenes,
    scene_batches,
)
from desktop.engine.initializers import he_normal
from desktop.engine.layers import (
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    Layer,
    Linear,
    MaxPool2d,
    ReLU,
    Sequential,
)
from desktop.engine.losses import cross_entropy
from desktop.engine.networks.evaluation import confusion, in_evaluation
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.optimizers import Adam
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_STEPS = 3_500
BATCH_SIZE = 16
LEARNING_RATE = 0.005
CHANNELS = (8, 16, 32)
HIDDEN_UNITS = (2, 64)

HELD_OUT_SCENES = 500
SAMPLED_SCENES = 100
SEED_OF_SCENES = 6  # the held-out scenes are the same in every report


class SegmentationNetwork(Layer):
    """A small U-Net: down to 7 x 7 and up again, each level seeing what the way down saw there.

    Shapes: (count, 1, 28, 28) -> (count, 11, 28, 28) logits.
    Two convolutions at the bottom let a pixel there see all of a digit.
    Source: Ronneberger et al. 2015, arXiv:1505.04597.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        fine, middle, coarse = CHANNELS
        self.pool = MaxPool2d(2)
        self.down_fine = _block(1, fine, rng)
        self.down_middle = _block(fine, middle, rng)
        self.bottom = Sequential(_block(middle, coarse, rng), _block(coarse, coarse, rng))
        self.enlarge_middle = ConvTranspose2d(coarse, middle, 2, stride=2, rng=rng)
        self.up_middle = _block(2 * middle, middle, rng)
        self.enlarge_fine = ConvTranspose2d(middle, fine, 2, stride=2, rng=rng)
        self.up_fine = _block(2 * fine, fine, rng)
        self.head = Conv2d(fine, SCENE_CLASSES, 1, rng=rng)

    def __call__(self, x: Tensor) -> Tensor:
        """Run the network."""
        fine = self.down_fine(x)
        middle = self.down_middle(self.pool(fine))
        coarse = self.bottom(self.pool(middle))
        x = functional.concatenate([self.enlarge_middle(coarse), middle], axis=1)
        x = functional.concatenate([self.enlarge_fine(self.up_middle(x)), fine], axis=1)
        return self.head(self.up_fine(x))


class DenseSegmentation(Layer):
    """A dense layer to some hidden units and one to all pixels' classes.

    Shapes: (count, 1, 28, 28) -> (count, 11, 28, 28) logits.
    """

    def __init__(self, hidden_units: int, rng: np.random.Generator) -> None:
        pixels = SIZE * SIZE
        self.layers = Sequential(
            Flatten(),
            Linear(pixels, hidden_units, rng=rng),
            ReLU(),
            Linear(hidden_units, SCENE_CLASSES * pixels, rng=rng),
        )

    def __call__(self, x: Tensor) -> Tensor:
        """Run the network."""
        return self.layers(x).reshape(x.shape[0], SCENE_CLASSES, SIZE, SIZE)


def _block(in_channels: int, out_channels: int, rng: np.random.Generator) -> Sequential:
    return Sequential(
        Conv2d(in_channels, out_channels, 3, padding=1, rng=rng, initializer=he_normal),
        BatchNorm2d(out_channels),
        ReLU(),
    )


def make(rng: np.random.Generator) -> SegmentationNetwork:
    """The convolutional network, 23,827 parameters."""
    return SegmentationNetwork(rng).astype(np.float32)


def make_dense(rng: np.random.Generator, hidden_units: int) -> DenseSegmentation:
    """A dense network, 9,408 parameters a hidden unit and 8,624 biases."""
    return DenseSegmentation(hidden_units, rng).astype(np.float32)


def training(
    network: Layer, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Cross-entropy of all pixels, on scenes that never come twice."""

    def loss(batch: Scenes) -> Tensor:
        return cross_entropy(network(Tensor(batch.images[:, None])), batch.classes)

    return train(
        loss,
        Adam(network.parameters(), LEARNING_RATE),
        scene_batches(digits, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng),
        schedule=one_cycle(LEARNING_RATE, num_steps),
    )


def segment(network: Layer, images: Array) -> Integers:
    """The class (count, 28, 28) of each pixel: 0 to 9 the digits, 10 the background."""
    classes: Integers = in_evaluation(network, images[:, None]).argmax(axis=1)
    return classes


def intersection_over_union(classes: Integers, answers: Integers) -> Array:
    """For each of the 11 classes: pixels of both over pixels of either; NaN for a class of none."""
    counts = confusion(classes.ravel(), answers.ravel(), SCENE_CLASSES)
    both = counts.diagonal()
    with np.errstate(invalid="ignore"):
        ratio: Array = both / (counts.sum(axis=0) + counts.sum(axis=1) - both)
    return ratio


def score(network: Layer, digits: Digits) -> float:
    """Mean intersection over union of the ten digits on 100 scenes."""
    scenes = held_out_scenes(digits, SAMPLED_SCENES)
    ratios = intersection_over_union(scenes.classes, segment(network, scenes.images))
    return float(ratios[:CLASSES].mean())


def measure(network: Layer, trained_on: Digits, held_out: Digits) -> Figures:
    """Agreement with the true classes on 500 scenes; mean_iou leaves the background out."""
    scenes = held_out_scenes(held_out, HELD_OUT_SCENES)
    answers = segment(network, scenes.images)
    ratios = intersection_over_union(scenes.classes, answers)
    return {
        "parameters": sum(parameter.size for parameter in network.parameters()),
        "mean_iou": float(ratios[:CLASSES].mean()),
        "iou_by_class": ratios.tolist(),
        "pixel_accuracy": float((answers == scenes.classes).mean()),
        "background_share": float((scenes.classes == BACKGROUND).mean()),
    }


def held_out_scenes(digits: Digits, count: int) -> Scenes:
    """The scenes of the report, made of digits that training did not see."""
    return random_scenes(digits, count, np.random.default_rng(SEED_OF_SCENES))


def _trained(name: str, maker: Callable[[np.random.Generator], Layer]) -> TrainedNetwork[Layer]:
    return TrainedNetwork(
        name=name,
        make=maker,
        training=training,
        num_steps=NUM_STEPS,
        score_name="mean_iou",
        score=score,
        measure=measure,
    )


SEGMENTATION = _trained("segmentation", make)
DENSE_SEGMENTATION = {
    hidden_units: _trained(
        f"dense_segmentation_{hidden_units}", partial(make_dense, hidden_units=hidden_units)
    )
    for hidden_units in HIDDEN_UNITS
}
"""Two dense networks: one about as large as the convolutional one, one 25 times as large."""
