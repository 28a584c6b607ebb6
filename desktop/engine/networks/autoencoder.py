"""The network of problem 5: fully connected, 784-128-32-z and back, for several latent sizes z."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from desktop.engine.data.digits import SIZE, Digits
from desktop.engine.data.fresh import random_batches
from desktop.engine.layers import Linear, Module, ReLU, Sequential
from desktop.engine.losses import binary_cross_entropy
from desktop.engine.networks import few_labels
from desktop.engine.networks.samples import nearest_distances
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.schedules import one_cycle
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress, train

PIXELS = SIZE * SIZE
HIDDEN = (128, 32)
LATENT_SIZES = (2, 4, 8, 16, 32)

NUM_STEPS = 4_000
BATCH_SIZE = 64
LEARNING_RATE = 0.003

SAMPLES = 1_000
SEED_OF_SAMPLES = 5


class Autoencoder(Module):
    """Encoder and decoder.

    codes: the numbers that the encoder gives for an image, latent_size, or twice as many where it
    gives a distribution.
    """

    def __init__(self, latent_size: int, codes: int, rng: np.random.Generator) -> None:
        self.latent_size = latent_size
        first, second = HIDDEN
        self.encoder = Sequential(
            Linear(PIXELS, first, rng=rng),
            ReLU(),
            Linear(first, second, rng=rng),
            ReLU(),
            Linear(second, codes, rng=rng),
        )
        self.decoder = Sequential(
            Linear(latent_size, second, rng=rng),
            ReLU(),
            Linear(second, first, rng=rng),
            ReLU(),
            Linear(first, PIXELS, rng=rng),
        )

    def encode(self, images: Array) -> Array:
        """Codes (count, latent_size) of images (count, 28, 28); of a distribution, its mean."""
        codes = self.encoder(Tensor(images.reshape(len(images), PIXELS))).data
        return codes[:, : self.latent_size]

    def features(self, images: Array) -> Array:
        """The encoder's last hidden layer (count, 32) for images (count, 28, 28)."""
        x = Tensor(images.reshape(len(images), PIXELS))
        for layer in self.encoder.layers[:-1]:
            x = layer(x)
        return x.data

    def decode(self, codes: Array) -> Array:
        """Images (count, 28, 28) with values from 0 to 1 for codes (count, latent_size)."""
        pixels = self.decoder(Tensor(codes.astype(np.float32))).sigmoid().data
        return pixels.reshape(len(codes), SIZE, SIZE)

    def reconstruct(self, images: Array) -> Array:
        """Images decoded from their codes."""
        return self.decode(self.encode(images))


def make(rng: np.random.Generator, latent_size: int) -> Autoencoder:
    """A plain autoencoder."""
    return Autoencoder(latent_size, latent_size, rng).astype(np.float32)


def training(
    network: Autoencoder, digits: Digits, rng: np.random.Generator, num_steps: int = NUM_STEPS
) -> Iterator[Progress]:
    """Binary cross-entropy between the pixels of input and output; no label is used."""

    def loss(batch: Digits) -> Tensor:
        pixels = batch.images.reshape(len(batch), PIXELS)
        logits = network.decoder(network.encoder(Tensor(pixels)))
        return binary_cross_entropy(logits, pixels)

    return train(
        loss,
        Adam(network.parameters(), LEARNING_RATE),
        random_batches(digits, batch_size=BATCH_SIZE, num_batches=num_steps, rng=rng),
        schedule=one_cycle(LEARNING_RATE, num_steps),
    )


def reconstruction_error(network: Autoencoder, digits: Digits) -> float:
    """Mean over images and pixels of (reconstruction - image)^2."""
    return float(((network.reconstruct(digits.images) - digits.images) ** 2).mean())


def measure(network: Autoencoder, trained_on: Digits, held_out: Digits) -> Figures:
    """Reconstruction of held-out digits, and how near random samples come to real ones.

    Distances are means to the nearest digit that was trained on: sample_distance of images decoded
    from standard normal codes; fitted_sample_distance with the mean and deviation that real codes
    have; real_distance of the held-out digits.
    """
    known, images = trained_on.images, held_out.images
    codes = network.encode(known)
    mean, deviation = codes.mean(axis=0), codes.std(axis=0)
    drawn = random_codes(network.latent_size)

    def distance(found: Array) -> float:
        return float(nearest_distances(found, known).mean())

    return {
        "latent_size": network.latent_size,
        "mean_squared_error": reconstruction_error(network, held_out),
        "mean_image_error": float(((images - known.mean(axis=0)) ** 2).mean()),
        "sample_distance": distance(network.decode(drawn)),
        "fitted_sample_distance": distance(network.decode(drawn * deviation + mean)),
        "real_distance": distance(images),
        "code_mean": mean.tolist(),
        "code_deviation": deviation.tolist(),
    }


def measure_with_labels(network: Autoencoder, trained_on: Digits, held_out: Digits) -> Figures:
    """The same, and for question 5.5 what a linear head makes of few labels.

    accuracy_by_labels is that on the encoder's features and on the pixels, for each number of
    labels per class.
    """
    accuracy_by_labels = {
        "labels": list(few_labels.LABELS_PER_CLASS),
        "features": few_labels.accuracies(network.features, trained_on, held_out),
        "pixels": few_labels.accuracies(_pixels, trained_on, held_out),
    }
    return {
        **measure(network, trained_on, held_out),
        "accuracy_by_labels": accuracy_by_labels,
    }


def _pixels(images: Array) -> Array:
    return images.reshape(len(images), PIXELS)


def random_codes(latent_size: int) -> Array:
    """The report's 1,000 codes from the standard normal distribution."""
    return np.random.default_rng(SEED_OF_SAMPLES).normal(size=(SAMPLES, latent_size))


AUTOENCODERS = {
    latent_size: TrainedNetwork(
        name=f"autoencoder_{latent_size}",
        make=partial(make, latent_size=latent_size),
        training=training,
        num_steps=NUM_STEPS,
        score_name="mean_squared_error",
        score=reconstruction_error,
        measure=measure_with_labels if latent_size == LATENT_SIZES[-1] else measure,
    )
    for latent_size in LATENT_SIZES
}
"""The plain autoencoder for each latent size."""
