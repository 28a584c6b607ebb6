"""Softmax and its logarithm."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array, Result


def softmax(x: Array, *, axis: int = -1) -> Result:
    """Shares e^x_i / sum_j e^x_j along the axis.

    Derivative: dL/dx_i = p_i (g_i - sum_j g_j p_j) for p = softmax(x) and g = dL/dp.
    """
    shifted: Array = np.exp(x - x.max(axis=axis, keepdims=True))  # the shift cancels: no overflow
    p: Array = shifted / shifted.sum(axis=axis, keepdims=True)
    return p, (lambda g: p * (g - (g * p).sum(axis=axis, keepdims=True)),)


def log_softmax(x: Array, *, axis: int = -1) -> Result:
    """Logarithm of the softmax, x_i - log(sum_j e^x_j) along the axis.

    Derivative: dL/dx_i = g_i - softmax(x)_i sum_j g_j.
    """
    shifted: Array = x - x.max(axis=axis, keepdims=True)
    value: Array = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return value, (lambda g: g - np.exp(value) * g.sum(axis=axis, keepdims=True),)
