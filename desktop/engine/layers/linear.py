"""Fully connected layer."""

from __future__ import annotations

import numpy as np

from desktop.engine import functional
from desktop.engine.initializers import Initializer, lecun_uniform
from desktop.engine.layers.module import Layer, check_features, parameter
from desktop.engine.tensor import Tensor


class Linear(Layer):
    """Affine map x @ weight + bias.

    Shapes: x (..., in_features) -> (..., out_features); weight (in_features, out_features),
    bias (out_features,), which starts at 0.
    Raises: ShapeError if x has another number of features.
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        *,
        rng: np.random.Generator,
        bias: bool = True,
        initializer: Initializer = lecun_uniform,
    ) -> None:
        self.in_features, self.out_features = in_features, out_features
        shape = (in_features, out_features)
        self.weight = parameter(initializer(rng, shape, in_features, out_features))
        self.bias = parameter(np.zeros(out_features)) if bias else None

    def __repr__(self) -> str:
        return f"Linear({self.in_features} -> {self.out_features})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        if x.shape[-1:] != (self.in_features,):
            check_features(self, x, self.in_features, -1, "features")
        return functional.linear(x, self.weight, self.bias)
