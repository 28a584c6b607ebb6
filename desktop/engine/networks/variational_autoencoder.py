"""The variational autoencoder: codes are drawn, and pulled to the standard normal distribution."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from desktop.engine.data.digits import Digits
from desktop.engine.data.fresh import random_batches
from desktop.engine.losses import binary_cross_entropy, gaussian_kl
from desktop.engine.networks.autoencoder import (
    BATCH_SIZE,
    LEARNING_RATE,
    NUM_STEPS,
    PIXELS,
    Autoencoder,
    measure,
    reconstruction_error,
)
from desktop.engine.networks.trained import TrainedNetwork
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

LATENT_SIZES = (2, 8)


class VariationalAutoencoder(Autoencoder):
    """An autoencoder whose encoder gives mean and log variance of each number of the code."""

    def distribution(self, images: Array) -> tuple[Array, Array]:
        """Mean and standard deviation (count, latent_size) of the codes of images."""
        codes = self.encoder(Tensor(images.reshape(len(images), PIXELS))).data
        mean, log_variance = np.split(codes, 2, axis=1)
        return mean, np.exp(log_variance / 2)


def make(rng: np.random.Generator, latent_size: int) -> VariationalAutoencoder:
    """A variational autoencoder."""
    return VariationalAutoencoder(latent_size, 2 * latent_size, rng).astype(np.float32)


def training(
    network: VariationalAutoencoder,
    digits: Digits,
    rng: np.random.Generator,
    num_steps: int = NUM_STEPS,
) -> Iterator[Progress]:
    """Binary cross-entropy, summed over the pixels, plus the divergence of the codes.

    Each code is mean + deviation * noise, so that gradients reach both.
    Source: Kingma & Welling 2014, arXiv:1312.6114.
    """

    def loss(batch: Digits) -> Tensor:
        pixels = batch.images.reshape(len(batch), PIXELS)
        codes = network.encoder(Tensor(pixels))
        mean = codes[:, : network.latent_size]
        log_variance = codes[:, network.latent_size :]
        noise = Tensor(rng.normal(size=mean.shape).astype(np.float32))
        logits = network.decoder(mean + (log_variance * 0.5).exp() * noise)
        reconstruction = binary_cross_entropy(logits, pixels) * PIXELS
        return reconstruction + gaussian_kl(mean, log_variance)

    return train(
        loss,
        Adam(network.parameters(), LEARNING_RATE),
        random_batches(digits, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng),
        schedule=one_cycle(LEARNING_RATE, num_steps),
    )


VARIATIONAL_AUTOENCODERS = {
    latent_size: TrainedNetwork(
        name=f"variational_autoencoder_{latent_size}",
        make=partial(make, latent_size=latent_size),
        training=training,
        num_steps=NUM_STEPS,
        score_name="mean_squared_error",
        score=reconstruction_error,
        measure=measure,
    )
    for latent_size in LATENT_SIZES
}
"""The variational autoencoder with 2 numbers for the map and with 8 for sampling."""
