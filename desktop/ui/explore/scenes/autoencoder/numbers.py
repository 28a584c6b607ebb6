"""What the view of the autoencoder computes, for each of its six pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from desktop.engine.layers import Sequential
from desktop.engine.networks import linear_autoencoder
from desktop.engine.networks.digit_classifier import logits
from desktop.engine.networks.evaluation import probabilities
from desktop.engine.networks.samples import nearest_distances
from desktop.engine.networks.trained import Figures
from desktop.engine.networks.variational_autoencoder import VariationalAutoencoder
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.tensor import Tensor
from desktop.engine.train import Progress
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.autoencoder.models import (
    PIXELS,
    PLAIN,
    SIZES,
    VARIATIONAL,
    classifier,
    codes_of_test,
    components,
    digits,
    figures,
    image_of,
    latent_size_of,
    linear_data,
    model,
)
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

SAMPLE_SIZE = 8  # the latent size for random codes: there both kinds ship
SAMPLES = 16
STEPS_A_TURN = 5


@dataclass(frozen=True)
class Reconstructed:
    """A digit, its code, the code as it was changed, and what is decoded from it.

    `deviations` (latent_size,) are those of the code where the encoder gives a distribution.
    """

    image: Array
    code: Array
    changed: Array
    decoded: Array
    deviations: Array | None
    figures: Figures

    @property
    def error(self) -> float:
        """Mean squared error over the 784 pixels."""
        return float(((self.decoded - self.image) ** 2).mean())

    @property
    def latent_size(self) -> int:
        """Numbers of the code."""
        return len(self.code)


@dataclass(frozen=True)
class Plane:
    """Codes (500, 2) of held-out digits with their labels, and the image decoded at a place."""

    codes: Array
    labels: Integers
    place: tuple[float, float]
    decoded: Array
    read: int
    certainty: float
    kind: str


@dataclass(frozen=True)
class Sampled:
    """Images (16, 28, 28) decoded from the same random codes, by kind of model.

    `distances` are their mean distances to the nearest digit of training, `figures` the report's.
    """

    images: Mapping[str, Array]
    distances: Mapping[str, float]
    figures: Mapping[str, Figures]

    @property
    def nearest(self) -> str:
        """The model whose random images are nearer to real digits, in the report."""
        return min(self.figures, key=lambda kind: float(self.figures[kind]["sample_distance"]))


@dataclass(frozen=True)
class Sizes:
    """A digit decoded by each plain autoencoder, by latent size, and the report's errors."""

    image: Array
    decoded: Mapping[int, Array]
    errors: Mapping[int, float]
    chosen: int

    @property
    def best(self) -> int:
        """The size with the smallest error on held-out digits."""
        return min(self.errors, key=self.errors.__getitem__)


@dataclass(frozen=True)
class Linear:
    """A linear autoencoder in training: its error after each turn, and PCA's, which it nears.

    Errors are on the training digits; `images` are the digit, PCA's reconstruction and the
    linear autoencoder's now, each (28, 28). `angle` is the largest between both subspaces.
    """

    network: Sequential
    steps: Iterator[Progress]
    errors: tuple[float, ...]
    principal_error: float
    images: tuple[Array, Array, Array]
    angle: float
    latent_size: int

    @property
    def turns(self) -> int:
        """How many turns are done."""
        return len(self.errors) - 1

    @property
    def ended(self) -> bool:
        """Whether all steps are taken."""
        return self.turns * STEPS_A_TURN >= linear_autoencoder.NUM_STEPS


@dataclass(frozen=True)
class Labels:
    """Accuracy by labels per class: a head on the encoder's features, and one on the pixels."""

    labels: tuple[int, ...]
    features: tuple[float, ...]
    pixels: tuple[float, ...]
    chosen: int
    head: int
    encoder: int

    @property
    def at(self) -> int:
        """Which of the numbers of labels is chosen: the nearest one."""
        return min(range(len(self.labels)), key=lambda n: abs(self.labels[n] - self.chosen))


Numbers = Reconstructed | Plane | Sampled | Sizes | Linear | Labels


def computed(values: Values) -> Numbers:
    """What is shown of the six."""
    makers: Mapping[str, Callable[[Values], Numbers]] = {
        "plane": _plane,
        "samples": _sampled,
        "sizes": _sizes,
        "linear": started,
        "labels": _labels,
    }
    return makers.get(text_of(values, "shown"), _reconstructed)(values)


def _reconstructed(values: Values) -> Reconstructed:
    kind, size = text_of(values, "model"), latent_size_of(values)
    network, image = model(kind, size), image_of(values)
    code, deviations = network.encode(image[None])[0], None
    if isinstance(network, VariationalAutoencoder):
        deviations = network.distribution(image[None])[1][0]
    shifts = np.zeros(size)
    given = numbers_of(values, "shifts")[:size]
    shifts[: len(given)] = [float(shift) for shift in given]
    changed = code + shifts
    decoded = network.decode(changed[None])[0]
    return Reconstructed(image, code, changed, decoded, deviations, figures(kind, size))


def _plane(values: Values) -> Plane:
    kind = text_of(values, "model")
    place = (number_of(values, "z1"), number_of(values, "z2"))
    decoded = model(kind, 2).decode(np.array([place]))
    shares = probabilities(logits(classifier(), decoded))[0]
    labels = digits().test.labels
    return Plane(
        codes_of_test(kind), labels, place, decoded[0], int(shares.argmax()), float(shares.max()),
        kind,
    )  # fmt: skip


def _sampled(values: Values) -> Sampled:
    rng = np.random.default_rng(whole_of(values, "seed"))
    codes = rng.normal(size=(SAMPLES, SAMPLE_SIZE))
    known = digits().train.images
    images = {kind: model(kind, SAMPLE_SIZE).decode(codes) for kind in (PLAIN, VARIATIONAL)}
    distances = {
        kind: float(nearest_distances(found, known).mean()) for kind, found in images.items()
    }
    return Sampled(images, distances, {kind: figures(kind, SAMPLE_SIZE) for kind in images})


def _sizes(values: Values) -> Sizes:
    image = image_of(values)
    decoded = {size: model(PLAIN, size).reconstruct(image[None])[0] for size in SIZES[PLAIN]}
    errors = {size: float(figures(PLAIN, size)["mean_squared_error"]) for size in decoded}
    return Sizes(image, decoded, errors, latent_size_of({**values, "model": PLAIN}))


def started(values: Values) -> Linear:
    """The linear autoencoder before its first step."""
    size = latent_size_of({**values, "model": PLAIN})
    network = linear_autoencoder.make(np.random.default_rng(0), PIXELS, size)
    centered = linear_data() - components().mean
    steps = linear_autoencoder.training(network, centered)
    kept = components().reconstruct(linear_data(), size)
    principal_error = float(((linear_data() - kept) ** 2).mean())
    return _standing(network, steps, (), principal_error, image_of(values), size)


def followed(linear: Linear) -> Linear:
    """After another turn of steps."""
    for _ in range(STEPS_A_TURN):
        next(linear.steps)
    return _standing(
        linear.network,
        linear.steps,
        linear.errors,
        linear.principal_error,
        linear.images[0],
        linear.latent_size,
    )


def _standing(
    network: Sequential,
    steps: Iterator[Progress],
    errors: tuple[float, ...],
    principal_error: float,
    image: Array,
    size: int,
) -> Linear:
    found = components()
    centered = linear_data() - found.mean
    error = float(((network(Tensor(centered)).data - centered) ** 2).mean())
    flat = image.reshape(1, PIXELS)
    by_principal = found.reconstruct(flat, size).reshape(image.shape)
    by_network = (network(Tensor(flat - found.mean)).data + found.mean).reshape(image.shape)
    angle = found.largest_angle(linear_autoencoder.directions(network))
    images = (image, by_principal, by_network)
    return Linear(network, steps, (*errors, error), principal_error, images, angle, size)


def _labels(values: Values) -> Labels:
    widest = SIZES[PLAIN][-1]
    found = figures(PLAIN, widest)["accuracy_by_labels"]
    layers = model(PLAIN, widest).encoder.layers[:-1]
    encoder = sum(parameter.size for layer in layers for parameter in layer.parameters())
    return Labels(
        tuple(found["labels"]),
        tuple(found["features"]),
        tuple(found["pixels"]),
        whole_of(values, "labels_per_class"),
        32 * 10 + 10,
        encoder,
    )
