"""Functions of two variables to descend on, with gradient and second derivatives in closed form.

Closed forms, since a window computes whole paths at every move of a slider; tests hold them against
automatic differentiation. Two of one kind and size are equal, so that contours can be kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array


class Surface(ABC):
    """f(x, y); `minima` are its lowest points, `floor` its value there."""

    minima: tuple[tuple[float, float], ...] = ((0.0, 0.0),)

    @abstractmethod
    def value(self, x: Array, y: Array) -> Array:
        """F at every point of two arrays of one shape."""

    @abstractmethod
    def gradient(self, w: Array) -> Array:
        """(df/dx, df/dy) at w (2,)."""

    @abstractmethod
    def hessian(self, w: Array) -> Array:
        """The second derivatives (2, 2) at w (2,)."""

    @property
    def floor(self) -> float:
        """The lowest value."""
        return float(self.value(*np.array(self.minima[0])))


@dataclass(frozen=True)
class Quadratic(Surface):
    """f = (x^2 + steepness y^2) / 2."""

    steepness: float = 1.0

    def value(self, x: Array, y: Array) -> Array:
        """F."""
        return (x * x + self.steepness * y * y) / 2

    def gradient(self, w: Array) -> Array:
        """(x, steepness y)."""
        return np.array([w[0], self.steepness * w[1]])

    def hessian(self, w: Array) -> Array:
        """The same everywhere."""
        return np.diag([1.0, self.steepness])


@dataclass(frozen=True)
class QuadraticForm(Surface):
    """f = (xx x^2 + 2 xy x y + yy y^2) / 2, of any curvature: a bowl, a saddle, a hill, a valley.

    Its origin is level; it is lowest there only where no curvature is negative.
    """

    xx: float
    xy: float
    yy: float

    def value(self, x: Array, y: Array) -> Array:
        """F."""
        return (self.xx * x * x + 2 * self.xy * x * y + self.yy * y * y) / 2

    def gradient(self, w: Array) -> Array:
        """(xx x + xy y, xy x + yy y)."""
        slope: Array = self.hessian(w) @ w
        return slope

    def hessian(self, w: Array) -> Array:
        """The same everywhere."""
        return np.array([[self.xx, self.xy], [self.xy, self.yy]])


@dataclass(frozen=True)
class Saddle(Surface):
    """f = x^2 / 2 - y^2 / 2 + y^4 / 16: a saddle at the origin between two minima at y = -2, 2."""

    minima = ((0.0, 2.0), (0.0, -2.0))

    def value(self, x: Array, y: Array) -> Array:
        """F."""
        return x * x / 2 - y * y / 2 + y**4 / 16

    def gradient(self, w: Array) -> Array:
        """(x, y^3 / 4 - y)."""
        return np.array([w[0], w[1] ** 3 / 4 - w[1]])

    def hessian(self, w: Array) -> Array:
        """Negative along y between the two minima's slopes."""
        return np.diag([1.0, 3 * w[1] ** 2 / 4 - 1])


@dataclass(frozen=True)
class TwoMinima(Surface):
    """f = (x^2 - 9)^2 / 40 + x / 4 + 2 y^2: the left minimum is lower than the right one."""

    minima = ((-3.13028, 0.0),)

    def value(self, x: Array, y: Array) -> Array:
        """F."""
        return (x * x - 9) ** 2 / 40 + x / 4 + 2 * y * y

    def gradient(self, w: Array) -> Array:
        """(x (x^2 - 9) / 10 + 1/4, 4 y)."""
        return np.array([w[0] * (w[0] ** 2 - 9) / 10 + 0.25, 4 * w[1]])

    def hessian(self, w: Array) -> Array:
        """Negative along x between the minima."""
        return np.diag([(3 * w[0] ** 2 - 9) / 10, 4.0])


@dataclass(frozen=True)
class Plateau(Surface):
    """f = 4 - 4 exp(-(x^2 + y^2) / 6): hardly a slope far away from the minimum."""

    def value(self, x: Array, y: Array) -> Array:
        """F."""
        return 4 - 4 * np.exp(-(x * x + y * y) / 6)

    def gradient(self, w: Array) -> Array:
        """4/3 exp(-(x^2 + y^2) / 6) (x, y)."""
        slope: Array = 4 / 3 * np.exp(-(w @ w) / 6) * w
        return slope

    def hessian(self, w: Array) -> Array:
        """Negative along the way to the minimum where the plateau begins."""
        curvature: Array = 4 / 3 * np.exp(-(w @ w) / 6) * (np.eye(2) - np.outer(w, w) / 3)
        return curvature
