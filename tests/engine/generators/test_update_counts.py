"""Update counts: a case by hand, others by going through the training set batch by batch."""

from __future__ import annotations

from math import ceil

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.update_counts import GENERATOR, Parameters, solve

SEEDS = range(300)


def by_training(p: Parameters, batch_size: int) -> int:
    """The batches that a training loop meets."""
    return sum(1 for _ in range(p.epochs) for _ in range(0, p.samples, batch_size))


def test_a_case_by_hand() -> None:
    # an epoch has 15 minibatches of 64 and one of 40
    solution = solve(Parameters(samples=1000, batch_size=64, epochs=5))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "gd_updates": "5",
        "minibatch_updates": "80",
        "single_updates": "5000",
    }
    assert solution.number("rest") == 40
    assert solution.mistakes == {
        "gd_by_batch": {"gd_updates": 80},
        "gd_by_sample": {"gd_updates": 5000},
        "one_epoch": {"gd_updates": 1, "minibatch_updates": 16, "single_updates": 1000},
        "last_batch_dropped": {"minibatch_updates": 75},
        "across_epochs": {"minibatch_updates": 79},
        "by_sample": {"minibatch_updates": 5000},
        "batch_size_for_batches": {"minibatch_updates": 320},
        "single_by_batch": {"single_updates": 80},
    }


@pytest.mark.parametrize(("samples", "batches"), [(127, 2), (128, 2), (129, 3), (64, 1), (1, 1)])
def test_a_rest_is_a_batch_and_no_rest_is_none(samples: int, batches: int) -> None:
    solution = solve(Parameters(samples, batch_size=64, epochs=1))
    assert solution.answers["minibatch_updates"].value == batches


def test_draws_agree_with_a_training_loop() -> None:
    easy = 0
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, solution = variant.parameters, solve(variant.parameters)
        found = {name: int(answer.key) for name, answer in variant.answers.items()}
        assert found == {
            "gd_updates": p.epochs,
            "minibatch_updates": by_training(p, p.batch_size),
            "single_updates": p.epochs * p.samples,
        }
        assert solution.mistakes["across_epochs"] == {
            "minibatch_updates": ceil(p.epochs * p.samples / p.batch_size)
        }
        assert solution.mistakes["last_batch_dropped"] == {
            "minibatch_updates": p.epochs * (p.samples // p.batch_size)
        }
        assert p.batch_size < p.samples
        easy += p.samples % p.batch_size == 0
    assert 0.1 < easy / len(SEEDS) < 0.4
