"""Signals and gradients of a deep random network before training, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from desktop.engine.ops.normalization import normalize
from desktop.engine.ops.operation import Array, Result

Activation: TypeAlias = Callable[[Array], Result]
EPS = 1e-5  # of batch normalization, as in PyTorch


@dataclass(frozen=True)
class Flow:
    """Activations and gradients (depth + 1 arrays of (batch, width)), from the input on."""

    activations: tuple[Array, ...]
    gradients: tuple[Array, ...]

    @property
    def gradient_shares(self) -> Array:
        """Norm of each gradient over that of the last, (depth + 1,)."""
        # squares of the smallest float32 would be 0
        norms = [float(np.linalg.norm(g.astype(np.float64))) for g in self.gradients]
        return np.array(norms, dtype=np.float64) / norms[-1]


def xavier_variance(fan_in: int, fan_out: int) -> float:
    """2 / (fan_in + fan_out).

    Source: Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward
    neural networks.
    """
    return 2 / (fan_in + fan_out)


def he_variance(fan_in: int, negative_slope: float = 0.0) -> float:
    """2 / ((1 + negative_slope^2) fan_in).

    Source: He et al. 2015, arXiv:1502.01852.
    """
    return 2 / ((1 + negative_slope**2) * fan_in)


def output_variance(fan_in: int, weight_variance: float, input_variance: float) -> float:
    """Variance of a sum of fan_in products of independent entries with mean 0.

    fan_in weight_variance input_variance
    """
    return fan_in * weight_variance * input_variance


def signal_flow(
    x: Array,
    weights: Sequence[Array],
    activation: Activation,
    last_gradient: Array,
    *,
    residual: bool = False,
    batch_norm: bool = False,
) -> Flow:
    """Forward and backward through layers h = f(x W), or x + f(x W) with residual blocks.

    With batch_norm each x W is normalized over the batch before f, with its learned scale at 1.
    Shapes: x and last_gradient (batch, width), weights (width, width) each.
    """
    activations = [x]
    steps_back: list[Callable[[Array], Array]] = []
    for weight in weights:
        z: Array = activations[-1] @ weight
        from_norm: Callable[[Array], Array] | None = None
        if batch_norm:
            mean, variance = z.mean(axis=0, keepdims=True), z.var(axis=0, keepdims=True)
            z, (from_norm,) = normalize(z, mean=mean, variance=variance, eps=EPS, axes=(0,))
        value, (from_activation,) = activation(z)
        steps_back.append(_step_back(weight, from_activation, from_norm, residual))
        activations.append(activations[-1] + value if residual else value)
    gradients = [last_gradient]
    for step in reversed(steps_back):
        gradients.append(step(gradients[-1]))
    return Flow(tuple(activations), tuple(reversed(gradients)))


def _step_back(
    weight: Array,
    from_activation: Callable[[Array], Array],
    from_norm: Callable[[Array], Array] | None,
    residual: bool,
) -> Callable[[Array], Array]:
    def step(g: Array) -> Array:
        to_z = from_activation(g)
        if from_norm is not None:
            to_z = from_norm(to_z)
        to_x: Array = to_z @ weight.T
        return g + to_x if residual else to_x

    return step


def chain_factors(slopes: Sequence[float], weight: float) -> Array:
    """dh_L / dh_k of a chain of units, for k = L down to 0: products of weight f'(z_k).

    Shapes: (layers) -> (layers + 1,), the first is 1.
    Source: Goodfellow et al. 2016, section 6.5.
    """
    steps = weight * np.array(list(reversed(slopes)), dtype=np.float64)
    factors: Array = np.concatenate([[1.0], np.cumprod(steps)])
    return factors
