"""A line through points by least squares: closed form, loss and descent.

loss(slope, intercept) = mean of (slope x + intercept - y)^2 + ridge slope^2
The intercept is not penalized; without one it is 0.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), sections 5.1.4, 7.1.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array


@dataclass(frozen=True)
class LineFit:
    """A line's problem: points (count, 2) as (x, y), with or without intercept, and the ridge."""

    points: Array
    intercept: bool = True
    ridge: float = 0.0

    @property
    def design(self) -> Array:
        """X: (count, 2) with columns x and 1, or (count, 1)."""
        x = self.points[:, :1]
        return np.concatenate([x, np.ones_like(x)], axis=1) if self.intercept else x

    @property
    def curvature(self) -> Array:
        """Half the loss's second derivatives: X^T X / count, the ridge added for the slope."""
        matrix: Array = self.design.T @ self.design / len(self.points)
        matrix[0, 0] += self.ridge
        return matrix

    @property
    def is_singular(self) -> bool:
        """Whether the loss has a valley of minima instead of one: too few different x."""
        matrix = self.curvature
        return bool(np.linalg.matrix_rank(matrix) < len(matrix))

    def best(self) -> Array:
        """(slope, intercept) of the lowest loss; in a valley the pair nearest to 0."""
        target = self.design.T @ self.points[:, 1] / len(self.points)
        return self._pair(np.linalg.pinv(self.curvature) @ target)

    def loss(self, slope: Array | float, intercept: Array | float) -> Array:
        """The loss, for arrays of one shape."""
        x, y = self.points.T
        error = np.multiply.outer(slope, x) + np.asarray(intercept)[..., None] - y
        result: Array = (error**2).mean(axis=-1) + self.ridge * np.asarray(slope) ** 2
        return result

    def gradient(self, pair: Array) -> Array:
        """The loss's derivatives by slope and intercept; 0 for an intercept that there is not."""
        x, y = self.points.T
        error = pair[0] * x + pair[1] - y
        slope = 2 * float((error * x).mean()) + 2 * self.ridge * pair[0]
        return np.array([slope, 2 * float(error.mean()) if self.intercept else 0.0])

    def descent(self, learning_rate: float, steps: int, largest: float = 1e6) -> Array:
        """The pairs (steps + 1, 2) from (0, 0) on; one that runs away stays at `largest`."""
        pairs = [np.zeros(2)]
        for _ in range(steps):
            following = pairs[-1] - learning_rate * self.gradient(pairs[-1])
            pairs.append(np.clip(following, -largest, largest))
        return np.array(pairs)

    def _pair(self, found: Array) -> Array:
        return found if self.intercept else np.array([found[0], 0.0])
