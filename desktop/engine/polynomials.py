"""Polynomials of one variable with their derivatives in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array


@dataclass(frozen=True)
class Polynomial:
    """f(w) with the coefficients of falling powers: (a, b, c) is a w^2 + b w + c."""

    coefficients: tuple[float, ...]

    @property
    def degree(self) -> int:
        """The highest power whose coefficient is not 0."""
        powers = range(len(self.coefficients) - 1, -1, -1)
        pairs = zip(powers, self.coefficients, strict=True)
        return next((power for power, coefficient in pairs if coefficient), 0)

    def value(self, w: Array | float) -> Array:
        """f(w)."""
        return np.asarray(np.polyval(self.coefficients, w))

    def slope(self, w: Array | float) -> Array:
        """The first derivative."""
        return np.asarray(np.polyval(np.polyder(self.coefficients), w))

    def curvature(self, w: Array | float) -> Array:
        """The second derivative."""
        return np.asarray(np.polyval(np.polyder(self.coefficients, 2), w))

    def parabola(self, at: float) -> Polynomial:
        """The parabola, or line, with the value, slope and curvature of f at a place."""
        value, slope, half = self.value(at), self.slope(at), self.curvature(at) / 2
        c = value - slope * at + half * at * at
        return Polynomial((float(half), float(slope - 2 * half * at), float(c)))
