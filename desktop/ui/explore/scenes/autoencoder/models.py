"""The autoencoders that ship, the held-out digits that are shown, and what the report says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from desktop.engine.data.digits import DigitSplit, load_digits
from desktop.engine.layers import Sequential
from desktop.engine.networks.autoencoder import AUTOENCODERS, Autoencoder
from desktop.engine.networks.digit_classifier import DIGIT_CLASSIFIER
from desktop.engine.networks.report import read_report
from desktop.engine.networks.trained import Figures
from desktop.engine.networks.variational_autoencoder import VARIATIONAL_AUTOENCODERS
from desktop.engine.ops.operation import Array
from desktop.engine.principal_components import PrincipalComponents, principal_components
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import text_of, whole_of

PLAIN, VARIATIONAL = "plain", "variational"
SIZES: Mapping[str, tuple[int, ...]] = {
    PLAIN: tuple(AUTOENCODERS),
    VARIATIONAL: tuple(VARIATIONAL_AUTOENCODERS),
}
PIXELS = 784
LINEAR_DIGITS = 500  # of training, for PCA and the linear autoencoder


def latent_size_of(values: Values) -> int:
    """The chosen size; of the variational ones, which are few, the nearest."""
    size = int(text_of(values, "latent_size"))
    return min(SIZES[text_of(values, "model")], key=lambda known: abs(known - size))


@cache
def model(kind: str, latent_size: int) -> Autoencoder:
    """An autoencoder with the weights that ship."""
    if kind == VARIATIONAL:
        return VARIATIONAL_AUTOENCODERS[latent_size].load()
    return AUTOENCODERS[latent_size].load()


@lru_cache(maxsize=1)
def digits() -> DigitSplit:
    """The real digits in their split."""
    return load_digits()


@lru_cache(maxsize=1)
def classifier() -> Sequential:
    """The classifier of single digits."""
    return DIGIT_CLASSIFIER.load()


@lru_cache(maxsize=1)
def _report() -> Mapping[str, Figures]:
    return read_report()


def figures(kind: str, latent_size: int) -> Figures:
    """What the report says of an autoencoder."""
    entry = (AUTOENCODERS if kind == PLAIN else VARIATIONAL_AUTOENCODERS)[latent_size]
    return _report()[entry.name]


def image_of(values: Values) -> Array:
    """The held-out digit (28, 28) that is shown."""
    held_out = digits().test
    of_digit = held_out.images[held_out.labels == whole_of(values, "digit")]
    image: Array = of_digit[whole_of(values, "sample")]
    return image


@lru_cache(maxsize=1)
def linear_data() -> Array:
    """Training digits (500, 784) for PCA and the linear autoencoder."""
    return digits().train.images[:LINEAR_DIGITS].reshape(LINEAR_DIGITS, PIXELS)


@lru_cache(maxsize=1)
def components() -> PrincipalComponents:
    """Their principal components."""
    return principal_components(linear_data())


@cache
def codes_of_test(kind: str) -> Array:
    """Codes (500, 2) of the held-out digits in the plane of a model."""
    return model(kind, 2).encode(digits().test.images)
