"""Principal components: against the covariance's eigenvectors, and against any other projection."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.principal_components import principal_components


@pytest.fixture
def data():
    rng = np.random.default_rng(0)
    return rng.normal(size=(60, 6)) @ rng.normal(size=(6, 6)) + rng.normal(size=6)


def test_directions_are_the_eigenvectors_of_the_covariance(data):
    found = principal_components(data)
    values, vectors = np.linalg.eigh(np.cov(data.T))
    for place, vector in enumerate(vectors[:, ::-1].T):
        assert abs(found.directions[place] @ vector) == pytest.approx(1)
    kept = found.reconstruct(data, 4)
    lost = ((data - kept) ** 2).sum() / (len(data) - 1)
    assert lost == pytest.approx(values[:2].sum())  # what is lost is the variance left out
    np.testing.assert_allclose(found.reconstruct(data, 6), data)


def test_no_other_subspace_loses_less(data):
    found, rng = principal_components(data), np.random.default_rng(1)
    best = ((data - found.reconstruct(data, 2)) ** 2).sum()
    centered = data - data.mean(axis=0)
    for _ in range(200):
        basis, _ = np.linalg.qr(rng.normal(size=(6, 2)))
        assert ((centered - centered @ basis @ basis.T) ** 2).sum() >= best


def test_angles_between_subspaces(data):
    found = principal_components(data)
    mixed = np.array([[2.0, 1.0], [-1.0, 3.0]]) @ found.directions[:2]
    assert found.largest_angle(mixed) == pytest.approx(0, abs=1e-5)
    turned = np.stack([found.directions[0], found.directions[1] + found.directions[2]])
    assert found.largest_angle(turned) == pytest.approx(45)
    assert found.largest_angle(found.directions[[0, 3]]) == pytest.approx(90)
