"""A dense layer's backward pass: by hand, by sums over paths, by differences; mistakes by NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from desktop.engine.generators.dense_backward import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)
FEW_SEEDS = range(30)
BY_HAND = Parameters(x=((1, 2), (-1, 3)), weight=((2, -1), (1, 3)), upstream=((1, -2), (3, 1)))


def values_of(name: str, solution: Any) -> Any:
    return solution.answers[name].value


def test_a_case_by_hand() -> None:
    solution = solve(BY_HAND)
    # (1, -2) meets the rows (2, -1) and (1, 3) of W
    assert values_of("input_gradient", solution) == ((4, -5), (5, 6))
    # columns of X, (1, -1) and (2, 3), meet columns of G, (1, 3) and (-2, 1)
    assert values_of("weight_gradient", solution) == ((-2, -3), (11, -1))
    assert values_of("bias_gradient", solution) == (4, -1)


def differences(p: Parameters, name: str) -> np.ndarray:
    """The derivative of L = sum of G * Y, whose upstream gradient is G, by finite differences."""
    arrays = {"x": np.array(p.x, float), "weight": np.array(p.weight, float), "bias": np.zeros(2)}
    upstream = np.array(p.upstream)

    def loss() -> float:
        return float(np.sum(upstream * (arrays["x"] @ arrays["weight"] + arrays["bias"])))

    found = np.zeros_like(arrays[name])
    for place in np.ndindex(found.shape):
        arrays[name][place] += 0.5
        above = loss()
        arrays[name][place] -= 1
        found[place] = above - loss()
        arrays[name][place] += 0.5
    return found


def test_draws_agree_with_sums_over_all_paths() -> None:
    both = (0, 1)
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        x, w, g = (variant.parameters.x, variant.parameters.weight, variant.parameters.upstream)
        assert variant.answers["input_gradient"].value == tuple(
            tuple(sum(g[n][m] * w[d][m] for m in both) for d in both) for n in both
        )
        assert variant.answers["weight_gradient"].value == tuple(
            tuple(sum(x[n][d] * g[n][m] for n in both) for m in both) for d in both
        )
        assert len(variant.mistakes) == 10  # each of them shows


def test_some_draws_agree_with_finite_differences() -> None:
    for seed in FEW_SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        for name, of in (("input", "x"), ("weight", "weight"), ("bias", "bias")):
            value = np.array(variant.answers[f"{name}_gradient"].value, float)
            assert value == pytest.approx(differences(p, of))


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in FEW_SEEDS:
        p = fresh_variant(GENERATOR, seed).parameters
        x, w, g = (np.array(rows) for rows in (p.x, p.weight, p.upstream))
        expected = {
            "weight_not_transposed": {"input_gradient": g @ w},
            "weight_in_front": {"input_gradient": w.T @ g},
            "input_for_weight": {"input_gradient": g @ x.T},
            "input_not_transposed": {"weight_gradient": x @ g},
            "input_behind": {"weight_gradient": g @ x.T},
            "result_transposed": {
                "input_gradient": (g @ w.T).T,
                "weight_gradient": (x.T @ g).T,
            },
            "entry_by_entry": {"input_gradient": g * w, "weight_gradient": x * g},
            "divided_by_batch": {
                "weight_gradient": x.T @ g / 2,
                "bias_gradient": g.mean(axis=0),
            },
            "bias_over_outputs": {"bias_gradient": g.sum(axis=1)},
            "bias_of_first_sample": {"bias_gradient": g[0]},
        }
        found = solve(p).mistakes
        assert {name: set(row) for name, row in found.items()} == {
            name: set(row) for name, row in expected.items()
        }
        for name, row in expected.items():
            for answer, value in row.items():
                assert np.array_equal(np.array(found[name][answer], float), value), name
