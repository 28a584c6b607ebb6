"""Max pooling: a case by hand, others by finite differences, every mistake as its slip."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.max_pool_gradient import GENERATOR, Parameters, solve

SEEDS = range(50)
DELTA = 1e-4

Array = NDArray[np.float64]


def windows(x: Array) -> Array:
    """Each window's entries, by output position: (2, 2, 4)."""
    views = np.lib.stride_tricks.sliding_window_view(x, (2, 2))
    return views.reshape(2, 2, 4)


def by_finite_differences(x: Array, upstream: Array) -> Array:
    gradient = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        change = np.zeros_like(x)
        change[at] = DELTA
        rise = windows(x + change).max(axis=2) - windows(x - change).max(axis=2)
        gradient[at] = (rise * upstream).sum() / (2 * DELTA)
    return gradient


def scattered(x: Array, weights: Array, add: bool = True) -> Array:
    """weights (2, 2, 4) back at the positions that they belong to."""
    gradient = np.zeros_like(x)
    for i, j in np.ndindex(2, 2):
        target = gradient[i : i + 2, j : j + 2]
        sent = weights[i, j].reshape(2, 2)
        target[...] = target + sent if add else np.where(sent != 0, sent, target)
    return gradient


def test_a_case_by_hand() -> None:
    # the 9 in the middle of the upper row is the maximum of both upper windows
    solution = solve(Parameters(((1, 9, 2), (3, 4, 5), (8, 6, 7)), ((2, -3), (1, 4))))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "output": (("9", "9"), ("8", "7")),
        "input_gradient": (("0", "-1", "0"), ("0", "0", "0"), ("1", "0", "4")),
        "reached": "3",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_finite_differences(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    x = np.array(variant.parameters.x, dtype=float)
    gradient = by_finite_differences(x, np.array(variant.parameters.upstream))
    key = variant.answers["output"].key
    assert np.array(key, dtype=float) == pytest.approx(windows(x).max(axis=2))
    key = variant.answers["input_gradient"].key
    assert np.array(key, dtype=float) == pytest.approx(gradient, abs=1e-8)
    reached = np.count_nonzero(np.abs(gradient) > 0.5)
    assert variant.answers["reached"].key == str(reached)
    assert 2 <= reached <= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    x, g = np.array(p.x, dtype=float), np.array(p.upstream, dtype=float)[:, :, None]
    entries = windows(x)
    largest = entries == entries.max(axis=2, keepdims=True)
    right = scattered(x, largest * g)
    expected = {
        "mean_for_maximum": {"output": entries.mean(axis=2)},
        "spread_evenly": {"input_gradient": scattered(x, np.ones((2, 2, 4)) * g / 4)},
        "sent_to_all": {"input_gradient": scattered(x, np.ones((2, 2, 4)) * g)},
        "value_routed": {"input_gradient": scattered(x, largest * entries)},
        "not_added": {"input_gradient": scattered(x, largest * g, add=False)},
        "windows_counted": {"reached": np.array(largest.sum())},
        "zeros_counted": {"reached": np.array((right == 0).sum())},
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, values in expected.items():
        assert set(mistakes[name]) == set(values)
        for answer, value in values.items():
            assert np.array(mistakes[name][answer], dtype=float) == pytest.approx(value)
