"""Layer normalization."""

from __future__ import annotations

import numpy as np

from desktop.engine import functional
from desktop.engine.layers.module import Layer, check_features, parameter
from desktop.engine.tensor import Tensor


class LayerNorm(Layer):
    """Normalize each example over its features, then scale and shift by learned numbers.

    y = weight (x - mean) / sqrt(variance + eps) + bias, with the mean and the variance (divided
    by n) over the last axis; the same in training and evaluation.
    Shapes: x (..., num_features); weight and bias (num_features,).
    Raises: ShapeError if x has another number of features.
    Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450.
    """

    def __init__(self, num_features: int, eps: float = 1e-5) -> None:
        self.num_features, self.eps = num_features, eps
        self.weight = parameter(np.ones(num_features))
        self.bias = parameter(np.zeros(num_features))

    def __repr__(self) -> str:
        return f"LayerNorm({self.num_features})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        check_features(self, x, self.num_features, -1, "features")
        mean = x.data.mean(axis=-1, keepdims=True)
        variance = x.data.var(axis=-1, keepdims=True)
        return functional.normalize(x, mean, variance, self.eps, (-1,)) * self.weight + self.bias
