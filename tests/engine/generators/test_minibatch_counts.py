"""Small batches: a case by hand, others by a training loop and by simulated gradients."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.minibatch_counts import GENERATOR, Parameters, solve

SEEDS = range(300)
BY_HAND = Parameters(
    samples=1000,
    epochs=3,
    batch_size=64,
    ratio=4,
    weights=Decimal(500_000),
    activations=Decimal(25_000),
)


def test_a_case_by_hand() -> None:
    # 15 batches of 64 and one of 40; 500,000 + 1,600,000 numbers of 4 bytes
    solution = solve(BY_HAND)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "updates": "48",
        "memory": "8.4",
        "noise": "2",
    }
    assert (solution.number("full_batches"), solution.number("rest")) == (15, 40)
    assert {name: next(iter(row.items())) for name, row in solution.mistakes.items()} == {
        "rest_dropped": ("updates", 45),
        "across_epochs": ("updates", 47),  # 3000 / 64 = 46.875
        "one_epoch": ("updates", 16),
        "by_sample": ("updates", 3000),
        "weights_by_sample": ("memory", Decimal("134.4")),
        "activations_of_one": ("memory", Decimal("2.1")),
        "weights_left_out": ("memory", Decimal("6.4")),
        "activations_of_all": ("memory", 102),
        "numbers_for_bytes": ("memory", Decimal("2.1")),
        "mebibytes": ("memory", Decimal(8_400_000) / 1_048_576),
        "variance": ("noise", 4),
        "inverted": ("noise", Decimal("0.5")),
    }


def test_draws_agree_with_a_training_loop_and_with_arrays() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, found = variant.parameters, variant.answers
        steps = sum(1 for _ in product(range(p.epochs), range(0, p.samples, p.batch_size)))
        weights = np.broadcast_to(np.float32(0), int(p.weights))
        activations = np.broadcast_to(np.float32(0), (p.batch_size, int(p.activations)))
        size = weights.size * weights.itemsize + activations.size * activations.itemsize
        assert found["updates"].key == str(steps)
        assert float(found["memory"].key) == size / 1e6
        assert float(found["noise"].key) ** 2 == p.ratio
        assert p.samples % p.batch_size


def test_the_noise_is_what_simulated_minibatches_show() -> None:
    rng = np.random.default_rng(0)
    gradients = rng.normal(1, 3, size=(4000, 16 * 9))
    spreads = [gradients[:, :count].mean(axis=1).std() for count in (16, 16 * 9)]
    assert spreads[0] / spreads[1] == pytest.approx(3, rel=0.05)
