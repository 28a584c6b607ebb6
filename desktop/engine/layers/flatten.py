"""The step from images to feature vectors."""

from __future__ import annotations

import math

from desktop.engine.layers.module import Layer
from desktop.engine.tensor import Tensor


class Flatten(Layer):
    """All axes but the batch as one: (batch, ...) -> (batch, product of the rest)."""

    def __repr__(self) -> str:
        return "Flatten()"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.reshape(x.shape[0], math.prod(x.shape[1:]))
