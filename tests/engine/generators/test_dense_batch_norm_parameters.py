"""Dense layer with batch normalization: two cases by hand, others by counting arrays."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.dense_batch_norm_parameters import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


@pytest.mark.parametrize(("bias", "parameters"), [(True, "18"), (False, "16")])
def test_a_case_by_hand(bias: bool, parameters: str) -> None:
    # 6 * 2 weights, 2 for gamma, 2 for beta, and 2 for a bias
    answers = solve(Parameters(4, 6, 2, bias)).answers
    assert answers["gamma_length"].key == "2"
    assert answers["parameters"].key == parameters


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_those_of_arrays_that_fit(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    x, weight = np.zeros((p.batch, p.in_features)), np.zeros((p.in_features, p.out_features))
    y = x @ weight
    bias = np.zeros(y.shape[1] if p.bias else 0)
    gamma, beta = np.ones(y.mean(axis=0).shape), np.zeros(y.mean(axis=0).shape)
    total = weight.size + bias.size + gamma.size + beta.size
    solution = solve(p)
    assert int(solution.answers["gamma_length"].key) == gamma.size
    assert int(solution.answers["parameters"].key) == total
    assert len({p.batch, p.in_features, p.out_features}) == 3

    def with_gamma(size: int) -> dict[str, int]:
        return {"gamma_length": size, "parameters": weight.size + bias.size + 2 * size}

    running = y.mean(axis=0).size + y.var(axis=0).size
    of_input = np.zeros(x.shape[1] if p.bias else 0)
    assert solution.mistakes == {
        "length_of_input": with_gamma(x.mean(axis=0).size),
        "length_of_batch": with_gamma(y.mean(axis=1).size),
        "one_per_entry": with_gamma(y.size),
        "vector_left_out": {"parameters": total - gamma.size},
        "bias_counted": {"parameters": total - bias.size + y.shape[1]},
        "running_statistics": {"parameters": total + running},
        "bias_per_input": {"parameters": total - bias.size + of_input.size},
    }
