"""Signals through deep random networks: against automatic differentiation and known figures."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from desktop.engine.ops.activations import leaky_relu, tanh
from desktop.engine.signal_flow import (
    chain_factors,
    he_variance,
    output_variance,
    signal_flow,
    xavier_variance,
)
from desktop.engine.tensor import Tensor


@pytest.mark.parametrize("residual", [False, True])
@pytest.mark.parametrize("batch_norm", [False, True])
def test_gradients_are_those_of_automatic_differentiation(residual, batch_norm):
    rng = np.random.default_rng(1)
    x, last = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
    weights = rng.normal(size=(3, 4, 4))
    flow = signal_flow(x, weights, tanh, last, residual=residual, batch_norm=batch_norm)
    start = Tensor(x, requires_grad=True)
    h = start
    for weight in weights:
        z = h @ Tensor(weight)
        if batch_norm:
            centred = z - z.mean(axis=0, keepdims=True)
            z = centred / ((centred * centred).mean(axis=0, keepdims=True) + 1e-5) ** 0.5
        h = h + z.tanh() if residual else z.tanh()
    (h * Tensor(last)).sum().backward()
    np.testing.assert_allclose(flow.activations[-1], h.data)
    np.testing.assert_allclose(flow.gradients[0], start.grad, atol=1e-12)


@pytest.mark.parametrize(
    ("activation", "variance", "share"),
    [
        (tanh, xavier_variance(400, 400), 0.27),
        (tanh, xavier_variance(400, 400) / 4, 0.0008),
        (partial(leaky_relu, negative_slope=0.2), xavier_variance(400, 400), 0.04),
        (partial(leaky_relu, negative_slope=0.2), he_variance(400, 0.2), 1.0),
    ],
)
def test_the_shares_that_the_exams_explanation_names(activation, variance, share):
    rng = np.random.default_rng(0)
    weights = rng.normal(0, np.sqrt(variance), (10, 400, 400))
    x, last = rng.normal(size=(64, 400)), rng.normal(size=(64, 400))
    flow = signal_flow(x, weights, activation, last)
    assert flow.gradient_shares[0] == pytest.approx(share, rel=0.25)


def test_a_layer_keeps_its_inputs_variance_as_far_as_its_widths_agree():
    rng = np.random.default_rng(2)
    variance = xavier_variance(600, 150)
    x = rng.normal(size=(500, 600))
    measured = (x @ rng.normal(0, np.sqrt(variance), (600, 150))).var()
    assert output_variance(600, variance, 1.0) == pytest.approx(1.6)
    assert measured == pytest.approx(1.6, rel=0.05)


def test_a_chain_multiplies_from_its_end():
    assert chain_factors([0.1, 0.5], 2.0) == pytest.approx([1, 1, 0.2])
