"""The exam's network of problem 4: two digits in, their sum as one of 19 classes out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desktop.engine.data.affine import AffineRange
from desktop.engine.data.digits import SIZE, Digits
from desktop.engine.data.pairs import SUMS, Pairs, balanced_pairs, fresh_pairs, random_pairs
from desktop.engine.layers import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Linear,
    MaxPool2d,
    ReLU,
    Sequential,
)
from desktop.engine.losses import cross_entropy
from desktop.engine.networks.evaluation import confusion, in_evaluation, recall
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.optimizers import Adam
from desktop.engine.recognition import drawn_digits
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_STEPS = 30_000
BATCH_SIZE = 64
LEARNING_RATE = 0.01
AUGMENTATION = AffineRange(rotation=6, scale=0.06, shift=0.7, shear=0.05)

HELD_OUT_PAIRS = 5_000
PAIRS_PER_SUM = 200
SAMPLED_PAIRS = 1_000
SEED_OF_PAIRS = 4  # the held-out pairs are the same in every report


def make(rng: np.random.Generator) -> Sequential:
    """Problem 4's layers: (count, 2, 28, 28) -> (count, 19) logits."""
    return convolutional(2, SUMS, rng)


def convolutional(in_channels: int, outputs: int, rng: np.random.Generator) -> Sequential:
    """Two blocks of convolution, pooling, normalization and ReLU, then a linear layer.

    Kernels of 5 with padding 2 keep the 28 x 28 pixels, each pooling halves them: 16 * 7 * 7
    features.
    """
    side = SIZE // 4
    return Sequential(
        Conv2d(in_channels, 8, 5, padding=2, rng=rng),
        MaxPool2d(2),
        BatchNorm2d(8),
        ReLU(),
        Conv2d(8, 16, 5, padding=2, rng=rng),
        MaxPool2d(2),
        BatchNorm2d(16),
        ReLU(),
        Flatten(),
        Linear(16 * side * side, outputs, rng=rng),
    ).astype(np.float32)


def training(
    network: Sequential, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Cross-entropy on pairs that never come twice."""
    batches = fresh_pairs(
        digits, AUGMENTATION, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng
    )

    def loss(batch: Pairs) -> Tensor:
        return cross_entropy(network(Tensor(batch.images)), batch.sums)

    optimizer = Adam(network.parameters(), LEARNING_RATE)
    return train(loss, optimizer, batches, schedule=one_cycle(LEARNING_RATE, num_steps))


def score(network: Sequential, digits: Digits) -> float:
    """Accuracy on 1,000 random pairs."""
    pairs = random_pairs(digits, SAMPLED_PAIRS, np.random.default_rng(SEED_OF_PAIRS))
    return accuracy(network, pairs)


def accuracy(network: Sequential, pairs: Pairs) -> float:
    """Share of the pairs whose sum has the largest logit."""
    return float((in_evaluation(network, pairs.images).argmax(axis=1) == pairs.sums).mean())


def measure(network: Sequential, trained_on: Digits, held_out: Digits) -> Figures:
    """Accuracy on 5,000 random pairs, and by sum on a balanced test of 200 pairs each.

    Beside it that on new pairs of the images that were trained on, which leaks: question 4.9.
    """
    pairs, balanced = held_out_pairs(held_out)
    answers = in_evaluation(network, balanced.images).argmax(axis=1)
    counts = confusion(balanced.sums, answers, SUMS)
    return {
        "accuracy": accuracy(network, pairs),
        "accuracy_on_trained_images": accuracy(network, held_out_pairs(trained_on)[0]),
        "balanced_accuracy": float((answers == balanced.sums).mean()),
        "accuracy_by_sum": recall(counts).tolist(),
        "confusion": counts.tolist(),
    }


def measure_with_drawn(network: Sequential, trained_on: Digits, held_out: Digits) -> Figures:
    """The same, and accuracy on pairs of digits drawn by simulated hands."""
    figures = measure(network, trained_on, held_out)
    return {**figures, "drawn_accuracy": score(network, drawn_digits())}


def held_out_pairs(digits: Digits) -> tuple[Pairs, Pairs]:
    """The pairs of the report: 5,000 random ones, and 200 of each sum."""
    rng = np.random.default_rng(SEED_OF_PAIRS)
    return random_pairs(digits, HELD_OUT_PAIRS, rng), balanced_pairs(digits, PAIRS_PER_SUM, rng)


SUM_NETWORK = TrainedNetwork(
    name="sum_network",
    make=make,
    training=training,
    num_steps=NUM_STEPS,
    score_name="accuracy",
    score=score,
    measure=measure_with_drawn,
)
