"""Lines by least squares: normal equations against NumPy's own, gradients against the engine's."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.least_squares import LineFit
from desktop.engine.tensor import Tensor

POINTS = np.array([[-2.0, -1.0], [-1.0, 0.0], [0.0, 0.5], [1.0, 2.0], [2.0, 2.5]])


def test_the_best_line_is_numpys():
    assert LineFit(POINTS).best() == pytest.approx(np.polyfit(*POINTS.T, 1))
    through_zero = np.linalg.lstsq(POINTS[:, :1], POINTS[:, 1], rcond=None)[0]
    assert LineFit(POINTS, intercept=False).best() == pytest.approx([through_zero[0], 0])


@pytest.mark.parametrize("ridge", [0.0, 0.7])
@pytest.mark.parametrize("intercept", [True, False])
def test_loss_and_gradient_against_automatic_differentiation(intercept, ridge):
    fit = LineFit(POINTS, intercept, ridge)
    slope, level = Tensor(np.array(0.3), requires_grad=True), Tensor(np.array(-0.4 * intercept))
    level.requires_grad = True
    error = slope * Tensor(POINTS[:, 0]) + level - Tensor(POINTS[:, 1])
    loss = (error * error).mean() + slope * slope * ridge
    loss.backward()
    pair = np.array([0.3, -0.4 * intercept])
    assert float(fit.loss(*pair)) == pytest.approx(float(loss.data))
    assert fit.gradient(pair)[0] == pytest.approx(float(slope.grad))
    assert fit.gradient(pair)[1] == pytest.approx(float(level.grad) * intercept)
    assert fit.gradient(fit.best()) == pytest.approx([0, 0], abs=1e-12)


def test_descent_reaches_the_best_line_or_runs_away():
    fit = LineFit(POINTS)
    assert fit.descent(0.1, 400)[-1] == pytest.approx(fit.best(), abs=1e-6)
    assert np.abs(fit.descent(0.6, 200)[-1]).max() == 1e6


@pytest.mark.parametrize(
    ("points", "singular"),
    [([[1, 2]], True), ([[1, 2], [1, 3]], True), ([[1, 2], [2, 3]], False)],
)
def test_too_few_points_leave_a_valley(points, singular):
    fit = LineFit(np.array(points, dtype=float))
    assert fit.is_singular == singular
    assert not LineFit(fit.points, ridge=0.1).is_singular
    assert fit.gradient(fit.best()) == pytest.approx([0, 0], abs=1e-9)
