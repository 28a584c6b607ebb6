from __future__ import annotations

import numpy as np
import pytest

from desktop.engine import initializers as start


@pytest.mark.parametrize(
    ("initializer", "variance"),
    [
        (start.xavier_uniform, 2 / 1000),
        (start.xavier_normal, 2 / 1000),
        (start.he_uniform, 2 / 600),
        (start.he_normal, 2 / 600),
        (start.lecun_uniform, 1 / 1800),
    ],
)
def test_variance(initializer: start.Initializer, variance: float) -> None:
    weights = initializer(np.random.default_rng(0), (600, 400), 600, 400)
    assert weights.shape == (600, 400)
    assert weights.var() == pytest.approx(variance, rel=0.02)
    assert weights.mean() == pytest.approx(0, abs=0.001)


def test_he_keeps_the_scale_of_activations_through_ten_layers() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(500, 200))
    for _ in range(10):
        x = np.maximum(x @ start.he_normal(rng, (200, 200), 200, 200), 0)
    assert 0.5 < (x**2).mean() < 2
