"""Binary cross-entropy: a case by hand, others as softplus in NumPy, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.binary_cross_entropy import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


def test_a_case_by_hand() -> None:
    # sigmoid(-1) = 0.26894 and sigmoid(2) = 0.88080: both likelihoods are the probabilities' rest
    solution = solve(Parameters((Decimal(-1), Decimal(2)), (0, 0)))
    assert solution.number("total") == Decimal("0.3133") + Decimal("2.1270")
    assert solution.answers["loss"].key == "1.2202"


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_numpy(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    z = np.array(variant.parameters.logits, dtype=float)
    t = np.array(variant.parameters.labels)
    losses = np.logaddexp(0, (1 - 2 * t) * z)  # softplus
    assert float(variant.answers["loss"].key) == pytest.approx(losses.mean(), abs=2e-4)
    assert set(variant.parameters.labels) == {0, 1}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    z, t = np.array(p.logits, dtype=float), np.array(p.labels)
    probability = 1 / (1 + np.exp(-z))
    losses = -t * np.log(probability) - (1 - t) * np.log(1 - probability)
    expected = {
        "labels_swapped": np.logaddexp(0, (2 * t - 1) * z).mean(),
        "label_zero_left_out": (-t * np.log(probability)).mean(),
        "base_ten": np.log10(np.exp(losses)).mean(),
        "not_averaged": losses.sum(),
        "averaged_first": -np.log(np.where(t == 1, probability, 1 - probability).mean()),
        "squared_error": ((probability - t) ** 2).mean(),
        "sign_lost": -losses.mean(),
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, value in expected.items():
        assert float(mistakes[name]["loss"]) == pytest.approx(value, abs=4e-4)
