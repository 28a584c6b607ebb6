"""A check of gradients: analytic against numeric, along random directions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor, zero_grad


class GradientError(ArithmeticError):
    """A gradient that differs from the numeric one; the text gives both."""


def gradcheck(
    function: Callable[[], Tensor],
    tensors: Sequence[Tensor],
    rng: np.random.Generator,
    *,
    directions: int = 2,
    step: float = 1e-6,
    tolerance: float = 1e-6,
) -> float:
    """Largest difference between analytic and numeric directional derivatives, in units of scale.

    For L = sum(c * function()) with random c, and a random direction v for each tensor:
    analytic = sum(dL/dx * v), numeric = (L(x + step v) - L(x - step v)) / (2 step), and
    difference = |analytic - numeric| / max(1, |analytic|, |numeric|).
    `function` is called without arguments and must read the tensors, which are float64; it has to
    be smooth near them. Gradients of the tensors are overwritten, data is put back.
    Raises: GradientError if a difference exceeds the tolerance; ValueError for float32.
    """
    weights = _differentiate(function, tensors, rng)
    worst = 0.0
    for position, tensor in enumerate(tensors):
        if tensor.grad is not None and tensor.grad.shape != tensor.shape:
            raise GradientError(
                f"tensor {position} has shape {tensor.shape}, its gradient {tensor.grad.shape}"
            )
        for _ in range(directions):
            direction = rng.normal(size=tensor.shape)
            analytic = 0.0 if tensor.grad is None else float((tensor.grad * direction).sum())
            numeric = _slope(function, tensor, direction, weights, step)
            difference = abs(analytic - numeric) / max(1.0, abs(analytic), abs(numeric))
            if not difference <= tolerance:
                raise GradientError(
                    f"tensor {position} of shape {tensor.shape}: the analytic derivative is "
                    f"{analytic:.10g}, the numeric one {numeric:.10g}"
                )
            worst = max(worst, difference)
    return worst


def _differentiate(
    function: Callable[[], Tensor], tensors: Sequence[Tensor], rng: np.random.Generator
) -> Array:
    """Fill the tensors' gradients of L and return the random weights c."""
    for tensor in tensors:
        if tensor.dtype != np.float64:
            raise ValueError(f"gradcheck: {tensor.dtype} is too coarse: use float64")
    zero_grad(tensors)
    result = function()
    weights = rng.normal(size=result.shape)
    result.backward(weights)
    return weights


def _slope(
    function: Callable[[], Tensor], tensor: Tensor, direction: Array, weights: Array, step: float
) -> float:
    """(L(x + step v) - L(x - step v)) / (2 step)."""
    start = tensor.data
    values = []
    for sign in (1, -1):
        tensor.data = start + sign * step * direction
        values.append(float((function().data * weights).sum()))
    tensor.data = start
    return (values[0] - values[1]) / (2 * step)
