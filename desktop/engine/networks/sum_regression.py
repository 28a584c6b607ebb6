"""The sum as a number instead of a class: one output and squared error, question 4.11."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desktop.engine.data.digits import Digits
from desktop.engine.data.pairs import SUMS, Pairs, fresh_pairs, random_pairs
from desktop.engine.layers import Sequential
from desktop.engine.losses import mean_squared_error
from desktop.engine.networks.evaluation import confusion, in_evaluation, recall
from desktop.engine.networks.sum_network import (
    AUGMENTATION,
    SAMPLED_PAIRS,
    SEED_OF_PAIRS,
    convolutional,
    held_out_pairs,
)
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.optimizers import Adam
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_STEPS = 12_000
BATCH_SIZE = 64
LEARNING_RATE = 0.01


def make(rng: np.random.Generator) -> Sequential:
    """The sum network with one output: (count, 2, 28, 28) -> (count, 1), the sum itself."""
    return convolutional(2, 1, rng)


def training(
    network: Sequential, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Mean squared error on pairs that never come twice."""
    batches = fresh_pairs(
        digits, AUGMENTATION, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng
    )

    def loss(batch: Pairs) -> Tensor:
        return mean_squared_error(network(Tensor(batch.images)), batch.sums[:, None])

    optimizer = Adam(network.parameters(), LEARNING_RATE)
    return train(loss, optimizer, batches, schedule=one_cycle(LEARNING_RATE, num_steps))


def predictions(network: Sequential, pairs: Pairs) -> Array:
    """The predicted sums (count,), any real numbers."""
    return in_evaluation(network, pairs.images)[:, 0]


def rounded(predicted: Array) -> Integers:
    """The nearest sums from 0 to 18."""
    return predicted.round().clip(0, SUMS - 1).astype(np.int64)


def score(network: Sequential, digits: Digits) -> float:
    """Accuracy, rounded, on 1,000 random pairs."""
    pairs = random_pairs(digits, SAMPLED_PAIRS, np.random.default_rng(SEED_OF_PAIRS))
    return float((rounded(predictions(network, pairs)) == pairs.sums).mean())


def measure(network: Sequential, trained_on: Digits, held_out: Digits) -> Figures:
    """Errors and, rounded, accuracy on the pairs by which the classifier is measured."""
    pairs, balanced = held_out_pairs(held_out)
    predicted, by_sum = predictions(network, pairs), predictions(network, balanced)
    error = predicted - pairs.sums
    counts = confusion(balanced.sums, rounded(by_sum), SUMS)
    return {
        "accuracy": float((rounded(predicted) == pairs.sums).mean()),
        "mean_squared_error": float((error**2).mean()),
        "mean_absolute_error": float(np.abs(error).mean()),
        "balanced_accuracy": float((rounded(by_sum) == balanced.sums).mean()),
        "accuracy_by_sum": recall(counts).tolist(),
        "mean_prediction_by_sum": [
            float(by_sum[balanced.sums == total].mean()) for total in range(SUMS)
        ],
        "confusion": counts.tolist(),
    }


SUM_REGRESSION = TrainedNetwork(
    name="sum_regression",
    make=make,
    training=training,
    num_steps=NUM_STEPS,
    score_name="accuracy",
    score=score,
    measure=measure,
)
