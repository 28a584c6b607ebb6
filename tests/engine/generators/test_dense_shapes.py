"""Shapes of two dense layers: a case by hand, others as NumPy's products have them."""

from __future__ import annotations

import numpy as np

from desktop.engine.generators.dense_shapes import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def sizes_by_backpropagation(p: Parameters) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays of a pass there and back, with the mean square as the loss."""
    x = np.ones((p.batch, p.in_features))
    weight1, bias = np.ones((p.in_features, p.hidden)), np.ones(p.hidden)
    weight2 = np.ones((p.hidden, p.out_features))
    hidden = np.maximum(x @ weight1 + bias, 0)
    output_gradient = 2 * (hidden @ weight2) / (p.batch * p.out_features)
    return {
        "bias": bias.shape,
        "output_gradient": output_gradient.shape,
        "weight_gradient": (hidden.T @ output_gradient).shape,
        "hidden_gradient": (output_gradient @ weight2.T).shape,
    }


def test_a_case_by_hand() -> None:
    solution = solve(Parameters(batch=32, in_features=100, hidden=16, out_features=10))
    assert {name: answer.value for name, answer in solution.answers.items()} == {
        "bias": (16,),
        "output_gradient": (32, 10),
        "weight_gradient": (16, 10),
        "hidden_gradient": (32, 16),
    }
    assert solution.answers["bias"].accepts((1, 16))
    assert not solution.answers["bias"].accepts((16, 1))
    assert solution.mistakes == {
        "bias_by_sample": {"bias": (32,)},
        "bias_of_inputs": {"bias": (100,)},
        "bias_copied": {"bias": (32, 16)},
        "bias_of_weight": {"bias": (100, 16)},
        "one_sample": {"output_gradient": (10,), "hidden_gradient": (16,)},
        "loss_is_a_number": {"output_gradient": (1,), "weight_gradient": (1,)},
        "gradient_by_sample": {"weight_gradient": (32, 16, 10)},
        "stored_out_in": {"weight_gradient": (10, 16)},
        "rows_for_columns": {"output_gradient": (10, 32), "hidden_gradient": (16, 32)},
        "first_weight": {"weight_gradient": (100, 16)},
        "weight_for_output": {"output_gradient": (16, 10)},
        "upstream_passed_on": {"hidden_gradient": (32, 10)},
        "input_for_hidden": {"hidden_gradient": (32, 100)},
    }


def test_draws_agree_with_arrays() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        found = {name: answer.value for name, answer in variant.answers.items()}
        assert found == sizes_by_backpropagation(p)
        assert len({p.batch, p.in_features, p.hidden, p.out_features}) == 4
