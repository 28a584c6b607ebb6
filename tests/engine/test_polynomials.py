"""Polynomials against their terms and differences."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.newton import newton_step
from desktop.engine.polynomials import Polynomial

QUARTIC = Polynomial((0.25, -1.0, -2.0, 0.5, 1.0))
PLACES = (-2.0, 0.0, 0.6, 3.0)


@pytest.mark.parametrize("w", PLACES)
def test_value_slope_and_curvature(w):
    terms = [c * w**p for c, p in zip(QUARTIC.coefficients, (4, 3, 2, 1, 0), strict=True)]
    assert float(QUARTIC.value(w)) == pytest.approx(sum(terms))
    d = 1e-4
    low, here, high = (float(QUARTIC.value(w + step)) for step in (-d, 0.0, d))
    assert float(QUARTIC.slope(w)) == pytest.approx((high - low) / (2 * d), abs=1e-5)
    assert float(QUARTIC.curvature(w)) == pytest.approx((high - 2 * here + low) / d**2, abs=1e-5)


@pytest.mark.parametrize("w", PLACES)
def test_the_parabola_touches_and_is_level_where_newton_steps(w):
    parabola = QUARTIC.parabola(w)
    for name in ("value", "slope", "curvature"):
        assert getattr(parabola, name)(w) == pytest.approx(getattr(QUARTIC, name)(w))
    g, h = QUARTIC.slope(w), QUARTIC.curvature(w)
    step = newton_step(np.array([w]), g.reshape(1), h.reshape(1, 1))
    assert float(parabola.slope(float(step[0]))) == pytest.approx(0, abs=1e-9)


def test_degree():
    assert QUARTIC.degree == 4
    assert Polynomial((0, 0, 2, 0)).degree == 1
    assert Polynomial((0, 0)).degree == 0
