"""How much of a gradient is left after so many steps back through a recurrent network."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array


def jacobian_powers(weight_hidden: Array, slope: float, steps: int) -> Array:
    """Jacobians dh_T / dh_(T-k) for k = 0 to steps, with one slope of the activation throughout.

    (slope W)^k, for h_t = f(h_(t-1) W^T + ...)
    Shapes: weight_hidden (hidden_size, hidden_size) -> (steps + 1, hidden_size, hidden_size).
    Source: Pascanu et al. 2013, arXiv:1211.5063, section 2.
    """
    step = slope * weight_hidden
    powers = [np.eye(len(weight_hidden))]
    for _ in range(steps):
        powers.append(powers[-1] @ step)
    return np.array(powers)


def largest_stretches(jacobians: Array) -> Array:
    """The largest singular value of each: (count, n, n) -> (count,)."""
    stretches: Array = np.linalg.norm(jacobians, ord=2, axis=(1, 2))
    return stretches


def tanh_slope(hidden: float) -> float:
    """Slope of tanh where its value is `hidden`: 1 - hidden^2."""
    return 1 - hidden**2


def kept_by_cell_state(forget_gate: float, steps: int) -> Array:
    """What the cell state of an LSTM leaves of a gradient after 0 to steps steps: forget_gate^k.

    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2000 for the forget gate.
    """
    kept: Array = np.power(float(forget_gate), np.arange(steps + 1))
    return kept
