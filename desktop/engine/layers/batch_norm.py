"""Batch normalization of features and of images."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from desktop.engine import functional
from desktop.engine.errors import ShapeError
from desktop.engine.layers.module import Layer, check_features, parameter
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor


class BatchNorm(Layer):
    """Normalize each feature over the batch, then scale and shift it by learned numbers.

    y = weight (x - mean) / sqrt(variance + eps) + bias, for each feature (axis 1).
    In training, mean and variance (divided by n) are the batch's, and
    running = (1 - momentum) running + momentum batch, there with the variance divided by n - 1.
    In evaluation they are the running ones. All as in PyTorch.
    Raises: ShapeError if features differ, or in training there is one value per feature.
    Source: Ioffe & Szegedy 2015, arXiv:1502.03167.
    """

    buffers: ClassVar[tuple[str, ...]] = ("running_mean", "running_var")
    axes: ClassVar[tuple[int, ...]]

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.weight = parameter(np.ones(num_features))
        self.bias = parameter(np.zeros(num_features))
        self.running_mean: Array = np.zeros(num_features)
        self.running_var: Array = np.ones(num_features)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.num_features})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer; in training this moves the running statistics too."""
        check_features(self, x, self.num_features, 1, "features")
        if x.ndim != len(self.axes) + 1:
            raise ShapeError(f"{self}: input {x.shape} has not {len(self.axes) + 1} axes")
        shape = tuple(1 if axis in self.axes else -1 for axis in range(x.ndim))
        normalized = self._by_batch(x) if self.training else self._by_running(x, shape)
        return normalized * self.weight.reshape(*shape) + self.bias.reshape(*shape)

    def _by_batch(self, x: Tensor) -> Tensor:
        count = x.size // self.num_features
        if count < 2:
            raise ShapeError(f"{self}: training needs two values per feature: x is {x.shape}")
        mean = x.data.mean(axis=self.axes, keepdims=True)
        centred = x.data - mean
        variance = (centred * centred).mean(axis=self.axes, keepdims=True)
        unbiased = variance.ravel() * (count / (count - 1))
        self.running_mean = self._moved(self.running_mean, mean.ravel())
        self.running_var = self._moved(self.running_var, unbiased)
        return functional.normalize(x, mean, variance, self.eps, self.axes)

    def _moved(self, running: Array, batch: Array) -> Array:
        return (1 - self.momentum) * running + self.momentum * batch

    def _by_running(self, x: Tensor, shape: tuple[int, ...]) -> Tensor:
        mean = Tensor(self.running_mean.reshape(shape))
        scale = Tensor(1 / np.sqrt(self.running_var + self.eps).reshape(shape))
        return (x - mean) * scale


class BatchNorm1d(BatchNorm):
    """Batch normalization of x (batch, num_features)."""

    axes: ClassVar[tuple[int, ...]] = (0,)


class BatchNorm2d(BatchNorm):
    """Batch normalization of x (batch, num_features, height, width), over all positions too."""

    axes: ClassVar[tuple[int, ...]] = (0, 2, 3)
