"""Newton's steps and those of descent, on a polynomial or on a quadratic form of two weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.newton import newton_step
from desktop.engine.ops.operation import Array
from desktop.engine.polynomials import Polynomial
from desktop.engine.surfaces import QuadraticForm
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

FLAT = 1e-9  # a curvature below this is none
FAR = 1e4
LOWEST, HIGHEST, SADDLE, NOWHERE = "lowest", "highest", "saddle", "none"


@dataclass(frozen=True)
class Way:
    """The points (steps + 1, weights) of Newton's method and of descent, on one function.

    `stopped` says that Newton's method has no next step, or has run away.
    """

    function: Polynomial | QuadraticForm
    points: Array
    descent: Array
    stopped: bool

    @property
    def curvatures(self) -> Array:
        """The eigenvalues of the second derivatives at the start, the smallest first."""
        curvatures: Array = np.linalg.eigvalsh(hessian(self.function, self.points[0]))
        return curvatures

    @property
    def goal(self) -> str:
        """Which point of the first step's parabola it leads to."""
        curvatures = self.curvatures
        if np.abs(curvatures).min() < FLAT:
            return NOWHERE
        if (curvatures > 0).all():
            return LOWEST
        return HIGHEST if (curvatures < 0).all() else SADDLE


def value(function: Polynomial | QuadraticForm, w: Array) -> float:
    """The function at w (weights,)."""
    if isinstance(function, Polynomial):
        return float(function.value(float(w[0])))
    return float(function.value(*w))


def gradient(function: Polynomial | QuadraticForm, w: Array) -> Array:
    """The slopes (weights,) at w (weights,)."""
    if isinstance(function, Polynomial):
        return np.full(1, function.slope(float(w[0])))
    return function.gradient(w)


def hessian(function: Polynomial | QuadraticForm, w: Array) -> Array:
    """The second derivatives (weights, weights) at w (weights,)."""
    if isinstance(function, Polynomial):
        return np.full((1, 1), function.curvature(float(w[0])))
    return function.hessian(w)


def way_of(values: Values) -> Way:
    """Both methods from one start."""
    steps = whole_of(values, "steps")
    function: Polynomial | QuadraticForm
    if text_of(values, "weights") == "one":
        function = Polynomial(tuple(map(float, numbers_of(values, "coefficients"))))
        start = np.array(numbers_of(values, "start"), dtype=np.float64)
    else:
        function = QuadraticForm(*map(float, numbers_of(values, "hessian")))
        start = np.array(numbers_of(values, "point"), dtype=np.float64)
    points, stopped = _newton(function, start, steps)
    return Way(function, points, _descent(function, start, values, len(points)), stopped)


def _newton(function: Polynomial | QuadraticForm, start: Array, steps: int) -> tuple[Array, bool]:
    """Fewer points where there is no step, or where the weight runs away."""
    points = [start]
    for _ in range(steps):
        w = points[-1]
        second = hessian(function, w)
        flat = np.abs(np.linalg.eigvalsh(second)).min() < FLAT
        if flat or np.abs(w).max() > FAR:
            return np.array(points), True
        points.append(newton_step(w, gradient(function, w), second))
    return np.array(points), False


def _descent(
    function: Polynomial | QuadraticForm, start: Array, values: Values, count: int
) -> Array:
    rate = number_of(values, "learning_rate")
    points = [start]
    for _ in range(count - 1):
        w = points[-1]
        points.append(np.clip(w - rate * gradient(function, w), -FAR, FAR))
    return np.array(points)
