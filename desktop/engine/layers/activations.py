"""Activation functions as layers, for Sequential."""

from __future__ import annotations

from desktop.engine.layers.module import Layer
from desktop.engine.tensor import Tensor


class _Activation(Layer):
    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class ReLU(_Activation):
    """Rectifier max(x, 0)."""

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.relu()


class LeakyReLU(_Activation):
    """Entry x where x > 0, else negative_slope * x.

    Source: Maas et al. 2013, Rectifier nonlinearities improve neural network acoustic models.
    """

    def __init__(self, negative_slope: float = 0.01) -> None:
        self.negative_slope = negative_slope

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.leaky_relu(self.negative_slope)


class GELU(_Activation):
    """Entry x times the standard normal distribution function of x.

    Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
    """

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.gelu()


class Tanh(_Activation):
    """Hyperbolic tangent."""

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.tanh()


class Sigmoid(_Activation):
    """Logistic function 1 / (1 + e^-x)."""

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return x.sigmoid()
