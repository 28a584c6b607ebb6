"""The line through points in its view is the generator's answer."""

from __future__ import annotations

import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.linear_regression import LinearRegression


@pytest.mark.parametrize("seed", range(6))
def test_slope_and_intercept_are_the_generators(seed):
    parameters = generate("linear_regression", seed).parameters
    solution = GENERATORS["linear_regression"].solve(parameters)
    points = tuple(zip(parameters.x, parameters.y, strict=True))
    shown = Exploration(LinearRegression(), {"points": points}).numbers
    assert shown.best == pytest.approx(
        [float(solution.number("slope")), float(solution.number("intercept"))], abs=1e-4
    )
