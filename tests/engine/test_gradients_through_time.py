"""Gradients through time against automatic differentiation of the recurrent layers."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.gradients_through_time import (
    jacobian_powers,
    kept_by_cell_state,
    largest_stretches,
    tanh_slope,
)
from desktop.engine.layers.recurrent import lstm_update
from desktop.engine.tensor import Tensor


def test_powers_are_the_derivative_of_a_recurrent_unit():
    weight, hidden, steps = -1.2, 0.4, 7
    start = Tensor(np.array([[hidden]]), requires_grad=True)
    h = start
    for _ in range(steps):
        # the input is such that h stays where it is
        h = (h * weight + (np.arctanh(hidden) - weight * hidden)).tanh()
    h.sum().backward()
    powers = jacobian_powers(np.array([[weight]]), tanh_slope(hidden), steps)
    assert powers[-1, 0, 0] == pytest.approx(float(start.grad[0, 0]))
    assert powers[0, 0, 0] == 1


def test_a_shear_stretches_though_its_eigenvalues_are_one():
    powers = jacobian_powers(np.array([[1.0, 1.0], [0.0, 1.0]]), 1.0, 100)
    np.testing.assert_array_equal(powers[-1], [[1, 100], [0, 1]])
    assert largest_stretches(powers)[-1] == pytest.approx(100.01, abs=1e-3)


def test_the_cell_state_keeps_the_forget_gates_power():
    c = Tensor(np.array([0.7]), requires_grad=True)
    gates = [Tensor(np.array([value])) for value in (0.3, 0.9, -0.5, 0.6)]
    state = c
    for _ in range(5):
        _, state = lstm_update(state, *gates)
    state.sum().backward()
    assert kept_by_cell_state(0.9, 5)[-1] == pytest.approx(float(c.grad[0]))
