"""The sum network trained on 500 fixed pairs, where rare sums are rare: question 4.10."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desktop.engine.data.digits import Digits
from desktop.engine.data.pairs import Pairs, random_pairs
from desktop.engine.layers import Sequential
from desktop.engine.losses import cross_entropy
from desktop.engine.networks import sum_network
from desktop.engine.networks.trained import TrainedNetwork
from desktop.engine.ops.operation import Integers
from desktop.engine.optimizers import Adam
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_PAIRS = 500
NUM_STEPS = 1_000
BATCH_SIZE = 50
LEARNING_RATE = 0.005


def training(
    network: Sequential, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Cross-entropy on the same 500 random pairs again and again."""
    pairs = random_pairs(digits, NUM_PAIRS, rng)
    batches = (rng.integers(0, NUM_PAIRS, BATCH_SIZE) for _ in range(num_steps))

    def loss(rows: Integers) -> Tensor:
        return cross_entropy(network(Tensor(pairs.images[rows])), pairs.sums[rows])

    optimizer = Adam(network.parameters(), LEARNING_RATE)
    return train(loss, optimizer, batches, schedule=one_cycle(LEARNING_RATE, num_steps))


def pairs_of_seed(digits: Digits, seed: int = 0) -> Pairs:
    """The 500 pairs that the network of that seed was trained on, the shipped one's for seed 0."""
    rng = np.random.default_rng(seed)
    sum_network.make(rng)
    return random_pairs(digits, NUM_PAIRS, rng)


FEW_PAIRS = TrainedNetwork(
    name="sum_network_500_pairs",
    make=sum_network.make,
    training=training,
    num_steps=NUM_STEPS,
    score_name="accuracy",
    score=sum_network.score,
    measure=sum_network.measure,
    seeds=tuple(range(10)),
)
