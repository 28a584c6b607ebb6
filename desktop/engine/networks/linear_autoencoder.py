"""An autoencoder without activation functions, which trains within a second: question 5.4.

It ships no weights: whoever wants to see it trains it, on centered images.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desktop.engine.layers import Linear, Sequential
from desktop.engine.losses import mean_squared_error
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

NUM_STEPS = 400
LEARNING_RATE = 0.01


def make(rng: np.random.Generator, features: int, latent_size: int) -> Sequential:
    """Encoder and decoder, each one linear map without a bias: the data are centered."""
    return Sequential(
        Linear(features, latent_size, rng=rng, bias=False),
        Linear(latent_size, features, rng=rng, bias=False),
    ).astype(np.float32)


def training(
    network: Sequential, centered: Array, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Mean squared error of all samples (samples, features) at once, by Adam."""

    def loss(batch: Array) -> Tensor:
        return mean_squared_error(network(Tensor(batch)), batch)

    batches = (centered for _ in range(num_steps))
    return train(loss, Adam(network.parameters(), LEARNING_RATE), batches)


def directions(network: Sequential) -> Array:
    """Rows (latent_size, features) that span what the decoder can make."""
    decoder = network.layers[1]
    assert isinstance(decoder, Linear)
    return decoder.weight.data
