"""The numbers of batch normalization: a batch normalized, statistics that run, entries counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.layers import BatchNorm1d, BatchNorm2d
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, table_of, text_of, whole_of

TRUE_MEAN, TRUE_STD = 2.0, 3.0  # of the feature that batches are drawn of
DRAWN_BATCHES = 100
DECIMALS = 12
TINY = 1e-12  # in place of an epsilon of 0 where the variance is 0 too


@dataclass(frozen=True)
class OneBatch:
    """A feature's values x, normalized, and the layer's output y, each (samples,).

    mean and variance are those that the layer uses; slope is that of y over x with these two held.
    `flat` tells that it would divide by 0.
    """

    x: Array
    normalized: Array
    y: Array
    mean: float
    variance: float
    slope: float
    sample: int
    evaluates: bool
    flat: bool

    @property
    def std(self) -> float:
        """The root of the variance."""
        return math.sqrt(self.variance)


@dataclass(frozen=True)
class Running:
    """Statistics by batch, and the running ones, which begin one earlier with 0 and 1.

    variances divide by the count less one. `drawn` tells that the batches come of a distribution
    with TRUE_MEAN and TRUE_STD.
    """

    means: Array
    variances: Array
    running_mean: Array
    running_var: Array
    count: int
    momentum: float
    drawn: bool

    @property
    def scatter(self) -> float:
        """Standard deviation of a batch's mean around the true one, sigma / sqrt(count)."""
        return TRUE_STD / math.sqrt(self.count)

    @property
    def running_scatter(self) -> float:
        """That of the running mean after many batches, sqrt(momentum / (2 - momentum)) of it."""
        return self.scatter * math.sqrt(self.momentum / (2 - self.momentum))


@dataclass(frozen=True)
class Counts:
    """Entries of a BatchNorm2d layer for inputs (batch, channels, height, width)."""

    shape: tuple[int, int, int, int]
    gamma: int
    beta: int
    running_mean: int
    running_var: int

    @property
    def is_dense(self) -> bool:
        """Whether it is a fully-connected layer's output: no height and no width."""
        return self.shape[2:] == (1, 1)

    @property
    def running(self) -> int:
        """Both running statistics together."""
        return self.running_mean + self.running_var

    @property
    def values_a_mean(self) -> int:
        """How many values go into a channel's mean."""
        batch, _, height, width = self.shape
        return batch * height * width


Numbers = OneBatch | Running | Counts


def computed(values: Values) -> Numbers:
    """The numbers of what is shown."""
    match text_of(values, "shown"):
        case "running":
            return _running(values)
        case "counts":
            names = ("batch_size", "channels", "height", "width")
            batch, channels, height, width = (whole_of(values, name) for name in names)
            layer = BatchNorm2d(channels)
            parts = (layer.weight, layer.bias, layer.running_mean, layer.running_var)
            return Counts((batch, channels, height, width), *(part.size for part in parts))
        case _:
            return _one_batch(values)


def _one_batch(values: Values) -> OneBatch:
    x = number_of(values, "scale") * np.array(numbers_of(values, "values"), dtype=np.float64)
    gamma, beta, eps = (number_of(values, name) for name in ("gamma", "beta", "eps"))
    evaluates = text_of(values, "mode") == "eval"
    mean, variance = float(x.mean()), float(x.var())
    if evaluates:
        mean, variance = number_of(values, "running_mean"), number_of(values, "running_var")
    flat = variance + eps == 0
    layer = BatchNorm1d(1, eps=TINY if flat else eps)
    layer.running_mean, layer.running_var = np.array([mean]), np.array([variance])
    layer.train(not evaluates)
    normalized = layer(Tensor(x[:, None])).data[:, 0]
    layer.running_mean, layer.running_var = np.array([mean]), np.array([variance])
    layer.weight.data, layer.bias.data = np.array([gamma]), np.array([beta])
    y = layer(Tensor(x[:, None])).data[:, 0]
    slope = 0.0 if flat else gamma / math.sqrt(variance + eps)
    sample = min(whole_of(values, "sample"), len(x))
    normalized, y = (part.round(DECIMALS) + 0.0 for part in (normalized, y))  # no -0, no 1e-17
    return OneBatch(x, normalized, y, mean, variance, slope, sample, evaluates, flat)


def _running(values: Values) -> Running:
    momentum = number_of(values, "momentum")
    batches: Array
    if text_of(values, "source") == "given":
        batches = np.array(table_of(values, "batches"), dtype=np.float64)
    else:
        batches = _drawn(whole_of(values, "batch_size"), whole_of(values, "seed"))
    layer = BatchNorm1d(1, momentum=momentum)
    means, variances = [layer.running_mean], [layer.running_var]
    for batch in batches:
        layer(Tensor(batch[:, None]))
        means.append(layer.running_mean)
        variances.append(layer.running_var)
    return Running(
        batches.mean(axis=1),
        batches.var(axis=1, ddof=1),
        _joined(means),
        _joined(variances),
        batches.shape[1],
        momentum,
        text_of(values, "source") == "drawn",
    )


@lru_cache(maxsize=4)
def _drawn(batch_size: int, seed: int) -> Array:
    """Batches (DRAWN_BATCHES, batch_size) of the feature."""
    rng = np.random.default_rng(seed)
    return rng.normal(TRUE_MEAN, TRUE_STD, (DRAWN_BATCHES, batch_size))


def _joined(entries: Sequence[Array]) -> Array:
    joined: Array = np.concatenate(entries)
    return joined
