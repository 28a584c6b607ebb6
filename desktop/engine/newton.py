"""Newton's method, for losses of few parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor, zero_grad


def newton_step(w: Array, g: Array, H: Array) -> Array:
    """Where the second-order expansion at w (n,) is level: w - H^-1 g, g (n,) and H (n, n) there.

    That is its lowest point if all eigenvalues of H are positive, its highest if all are negative,
    else a saddle.
    Raises: ValueError if H is singular.
    Source: Nocedal & Wright 2006, Numerical Optimization, section 3.3.
    """
    try:
        step: Array = w - np.linalg.solve(H, g)
    except np.linalg.LinAlgError:
        raise ValueError("newton_step: the second derivatives are singular") from None
    return step


class Newton:
    """Jump to the minimum of the loss's second-order expansion.

    w = w - learning_rate (H + damping I)^-1 g, with g the gradient and H the matrix of second
    derivatives over all parameters together. H comes from central differences of exact gradients:
    two backward passes per parameter entry. learning_rate 1 is the plain method.
    Raises: ValueError if H is singular, or for float32, which is too coarse for differences.
    Source: Nocedal & Wright 2006, Numerical Optimization, section 3.3.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        loss: Callable[[], Tensor],
        learning_rate: float = 1.0,
        damping: float = 0.0,
        difference: float = 1e-5,
    ) -> None:
        self.parameters, self.loss = list(parameters), loss
        self.learning_rate, self.damping, self.difference = learning_rate, damping, difference
        for parameter in self.parameters:
            if parameter.dtype != np.float64:
                raise ValueError(f"Newton: {parameter.dtype} is too coarse: use float64")

    def step(self) -> None:
        """Move all parameters at once."""
        start = np.concatenate([parameter.data.ravel() for parameter in self.parameters])
        g, H = self.gradient(start), self.hessian(start)
        try:
            goal = newton_step(start, g, H + self.damping * np.eye(start.size))
        except ValueError:
            self._put(start)
            raise ValueError("Newton: the second derivatives are singular: add damping") from None
        self._put(start + self.learning_rate * (goal - start))

    def gradient(self, w: Array) -> Array:
        """The loss's gradient (n,) where all parameters, joined, are w (n,)."""
        self._put(w)
        zero_grad(self.parameters)
        self.loss().backward()
        return np.concatenate(
            [(np.zeros(p.shape) if p.grad is None else p.grad).ravel() for p in self.parameters]
        )

    def hessian(self, w: Array) -> Array:
        """The loss's second derivatives (n, n) at w (n,), made symmetric."""
        rows = []
        for unit in np.eye(w.size) * self.difference:
            rows.append((self.gradient(w + unit) - self.gradient(w - unit)) / (2 * self.difference))
        H: Array = np.array(rows)
        self._put(w)
        return (H + H.T) / 2

    def _put(self, w: Array) -> None:
        start = 0
        for parameter in self.parameters:
            parameter.data = w[start : start + parameter.size].reshape(parameter.shape)
            start += parameter.size
