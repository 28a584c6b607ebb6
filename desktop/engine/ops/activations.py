"""Activation functions."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.ops.operation import Array, Result

_erf = np.vectorize(math.erf, otypes=[np.float64])


def tanh(x: Array) -> Result:
    """Hyperbolic tangent t, with derivative 1 - t^2."""
    value: Array = np.tanh(x)
    return value, (lambda g: g * (1 - value * value),)


def sigmoid(x: Array) -> Result:
    """Logistic function s = 1 / (1 + e^-x), with derivative s (1 - s)."""
    value = _sigmoid(x)
    return value, (lambda g: g * value * (1 - value),)


def _sigmoid(x: Array) -> Array:
    small: Array = np.exp(-np.abs(x))  # never overflows, and keeps its digits far from 0
    return np.where(x >= 0, 1, small) / (1 + small)


def softplus(x: Array) -> Result:
    """Smooth maximum log(1 + e^x), with derivative sigmoid(x)."""
    return np.logaddexp(x.dtype.type(0), x), (lambda g: g * _sigmoid(x),)


def relu(x: Array) -> Result:
    """Rectifier max(x, 0), with gradient 0 at x = 0."""
    value: Array = np.maximum(x, 0)
    return value, (lambda g: g * (value > 0),)


def leaky_relu(x: Array, *, negative_slope: float = 0.01) -> Result:
    """Entry x where x > 0, else negative_slope * x."""
    slope: Array = np.where(x > 0, x.dtype.type(1), x.dtype.type(negative_slope))
    return x * slope, (lambda g: g * slope,)


def gelu(x: Array) -> Result:
    """Product x Phi(x), Phi the standard normal distribution function.

    Phi(x) = (1 + erf(x / sqrt(2))) / 2
    Source: Hendrycks & Gimpel 2016, arXiv:1606.08415.
    """
    phi: Array = (0.5 * (1 + _erf(x / math.sqrt(2)))).astype(x.dtype)

    def to_x(g: Array) -> Array:
        density: Array = np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
        return g * (phi + x * density)

    return x * phi, (to_x,)
