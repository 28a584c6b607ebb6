"""Masked attention: a case by hand, others by NumPy with a mask matrix, mistakes as slips."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.masked_attention import GENERATOR, LENGTH, Parameters, solve

SEEDS = range(300)
BY_HAND = Parameters((4, 2, -2, 6, 8), key_size=4, position=2, values=(1, -2, 3, 4, -1))


def softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum()


def attention(p: Parameters, mask: np.ndarray, scale: float) -> np.ndarray:
    """The query's row, with its row of the mask."""
    return softmax(np.where(mask[p.position - 1], np.array(p.products) / scale, -np.inf))


def test_a_case_by_hand() -> None:
    # scores 2 and 1: e / (e + 1) and 1 / (e + 1)
    solution = solve(BY_HAND)
    assert solution.answers["weights"].key == ("0.73106", "0.26894", "0", "0", "0")
    assert solution.number("output") == Decimal("0.19318")
    mistakes = solution.mistakes
    assert mistakes["itself_masked"] == {"weights": (1, 0, 0, 0, 0), "output": 1}
    last = mistakes["zero_for_infinity"]["weights"][2:]
    # e^2 + e + 3 = 13.10734
    assert [float(x) for x in last] == pytest.approx([1 / 13.10734] * 3, rel=1e-6)
    kept = sum(mistakes["mask_after_softmax"]["weights"])
    # e^2 + e over that and e^-1 + e^3 + e^4
    assert float(kept) == pytest.approx(10.10734 / 85.15891, rel=1e-6)


def test_draws_agree_with_numpy() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        root, values = p.key_size**0.5, np.array(p.values)
        causal = np.tri(LENGTH, dtype=bool)
        weights = attention(p, causal, root)
        found = [float(x) for x in variant.answers["weights"].key]
        assert found == pytest.approx(weights, abs=2e-5)
        assert sum(found) == pytest.approx(1, abs=3e-5)
        output = float(variant.answers["output"].key)
        assert output == pytest.approx(weights @ values, abs=1e-4)
        everything = attention(p, np.ones_like(causal), root)
        scores = np.where(causal[p.position - 1], np.array(p.products) / root, 0)
        wrong = {
            "no_mask": everything,
            "mask_after_softmax": np.where(causal[p.position - 1], everything, 0),
            "zero_for_infinity": softmax(scores),
            "itself_masked": attention(p, np.tri(LENGTH, k=-1, dtype=bool), root),
            "one_too_many": attention(p, np.tri(LENGTH, k=1, dtype=bool), root),
            "not_scaled": attention(p, causal, 1),
            "scaled_without_root": attention(p, causal, p.key_size),
        }
        mistakes = solve(p).mistakes
        assert set(mistakes) == set(wrong)
        for name, row in wrong.items():
            assert [float(x) for x in mistakes[name]["weights"]] == pytest.approx(row)
            assert float(mistakes[name]["output"]) == pytest.approx(row @ values)
