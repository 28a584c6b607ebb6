"""Closed forms of surfaces against automatic differentiation and differences."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.surfaces import Plateau, Quadratic, QuadraticForm, Saddle, TwoMinima
from desktop.engine.tensor import Tensor

FORMS = [QuadraticForm(3.0, -1.0, 2.0), QuadraticForm(0.0, 1.0, 0.0)]
SURFACES = [Quadratic(1.0), Quadratic(12.0), Saddle(), TwoMinima(), Plateau()]


def recorded(surface, w):
    """The surface's formula once more, recorded by the engine."""
    x, y = w[0], w[1]
    match surface:
        case Quadratic():
            return (x * x + surface.steepness * y * y) / 2
        case QuadraticForm():
            squares = surface.xx * x * x + surface.yy * y * y
            return squares / 2 + surface.xy * x * y
        case Saddle():
            return x * x / 2 - y * y / 2 + y**4 / 16
        case TwoMinima():
            return (x * x - 9) ** 2 / 40 + x / 4 + 2 * y * y
        case Plateau():
            return 4 - 4 * (-(x * x + y * y) / 6).exp()


@pytest.mark.parametrize("surface", SURFACES + FORMS, ids=lambda surface: type(surface).__name__)
def test_value_gradient_and_second_derivatives(surface):
    for point in np.random.default_rng(1).uniform(-3, 3, (8, 2)):
        w = Tensor(point, requires_grad=True)
        loss = recorded(surface, w)
        loss.backward()
        assert surface.value(*point) == pytest.approx(float(loss.data), abs=1e-12)
        assert surface.gradient(point) == pytest.approx(w.grad, abs=1e-9)
        small = 1e-5 * np.eye(2)
        rows = [
            (surface.gradient(point + unit) - surface.gradient(point - unit)) / 2e-5
            for unit in small
        ]
        assert surface.hessian(point) == pytest.approx(np.array(rows), abs=1e-6)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: type(surface).__name__)
def test_minima_are_the_lowest_points(surface):
    grid = np.meshgrid(np.linspace(-5, 5, 201), np.linspace(-3, 3, 121))
    assert surface.value(*grid).min() >= surface.floor - 1e-5
    for minimum in surface.minima:
        assert surface.gradient(np.array(minimum)) == pytest.approx([0, 0], abs=2e-3)
