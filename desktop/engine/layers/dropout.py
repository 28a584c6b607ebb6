"""Dropout."""

from __future__ import annotations

import numpy as np

from desktop.engine.layers.module import Layer
from desktop.engine.tensor import Tensor


class Dropout(Layer):
    """Set entries to 0 at random in training and enlarge the rest (inverted dropout).

    Each entry is dropped with drop_probability, else divided by 1 - drop_probability, so that the
    expected value stays; in evaluation nothing happens.
    Raises: ValueError unless 0 <= drop_probability < 1.
    Source: Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from
    overfitting.
    """

    def __init__(self, drop_probability: float, *, rng: np.random.Generator) -> None:
        if not 0 <= drop_probability < 1:
            raise ValueError(f"Dropout: drop_probability {drop_probability} is not in [0, 1)")
        self.drop_probability, self.rng = drop_probability, rng

    def __repr__(self) -> str:
        return f"Dropout({self.drop_probability})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        if not self.training or self.drop_probability == 0:
            return x
        kept = self.rng.random(x.shape, np.float32) >= self.drop_probability
        return x * Tensor(kept.astype(x.dtype) / (1 - self.drop_probability))
