"""Layers one after another."""

from __future__ import annotations

from desktop.engine.layers.module import Layer
from desktop.engine.tensor import Tensor


class Sequential(Layer):
    """Each layer takes what the one before it returned."""

    def __init__(self, *layers: Layer) -> None:
        self.layers = layers

    def __repr__(self) -> str:
        return f"Sequential({', '.join(map(str, self.layers))})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run all layers."""
        for layer in self.layers:
            x = layer(x)
        return x
