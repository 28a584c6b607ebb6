"""Principal component analysis: the directions of largest variance, and projections onto them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array


@dataclass(frozen=True)
class PrincipalComponents:
    """Mean (features,) and orthonormal directions (components, features), by falling variance.

    Source: Jolliffe 2002, Principal component analysis; by the singular value decomposition
    X - mean = U S V^T, whose rows V^T are the directions.
    """

    mean: Array
    directions: Array

    def reconstruct(self, data: Array, count: int) -> Array:
        """Data (samples, features) projected: mean + (x - mean) V V^T with `count` directions."""
        kept = self.directions[:count]
        result: Array = self.mean + (data - self.mean) @ kept.T @ kept
        return result

    def largest_angle(self, other: Array) -> float:
        """The largest angle in degrees between two subspaces of equal dimension, from 0 to 90.

        `other` (count, features) spans one, the first `count` directions the other; the cosines of
        the angles are the singular values of the product of their orthonormal bases.
        Source: Bjoerck & Golub 1973, Numerical methods for computing angles between linear
        subspaces.
        """
        basis, _ = np.linalg.qr(other.T)
        cosines = np.linalg.svd(self.directions[: len(other)] @ basis, compute_uv=False)
        return float(np.degrees(np.arccos(min(float(cosines.min()), 1.0))))


def principal_components(data: Array) -> PrincipalComponents:
    """All principal components of data (samples, features)."""
    mean: Array = data.mean(axis=0)
    _, _, directions = np.linalg.svd(data - mean, full_matrices=False)
    return PrincipalComponents(mean, directions)
