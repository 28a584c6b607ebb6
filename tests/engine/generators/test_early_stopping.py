"""Early stopping: cases by hand, mistakes included, others by a trainer with a counter."""

from __future__ import annotations

import pytest

from desktop.engine.generators.early_stopping import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.shown import NoAnswerError

SEEDS = range(300)


def train(p: Parameters) -> tuple[int, int]:
    """A training loop that counts, and the epoch that it saved last."""
    lowest, saved, waited = 101, 0, 0
    for epoch, error in enumerate(p.errors, 1):
        waited += 1
        if error < lowest:
            lowest, saved, waited = error, epoch, 0
        if waited >= p.patience:
            return epoch, saved
    raise AssertionError("it goes on")


def test_a_case_by_hand() -> None:
    # 30 and 20 are new best errors; 22, 21 and 25 in epochs 4 to 6 are not
    solution = solve(Parameters(errors=(30, 33, 20, 22, 21, 25, 18), patience=3))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "stop_epoch": "6",
        "best_epoch": "3",
    }
    assert [row.count.number for row in solution.values["epochs"]] == [0, 1, 0, 1, 2, 3]
    assert solution.mistakes == {
        "first_rise": {"stop_epoch": 2, "best_epoch": 1},
        "one_too_patient": {"stop_epoch": 7, "best_epoch": 7},
        "one_too_impatient": {"stop_epoch": 5, "best_epoch": 3},
        "compared_with_previous": {"stop_epoch": 7, "best_epoch": 7},
        "count_not_reset": {"stop_epoch": 5, "best_epoch": 3},  # epochs 2, 4 and 5
        "last_kept": {"best_epoch": 6},
        "later_minimum": {"best_epoch": 7},
        "one_before_stop": {"best_epoch": 5},
        "best_for_stop": {"stop_epoch": 3},
        "trained_to_the_end": {"stop_epoch": 7},
    }


def test_rises_in_a_row_reset_the_count_of_one_who_compares_with_the_epoch_before() -> None:
    # rises to epochs 2, 4 and 5, two of them in a row; the right one waits for epoch 3 and on
    solution = solve(Parameters(errors=(30, 33, 31, 32, 34, 20), patience=2))
    assert solution.answers["stop_epoch"].value == 3
    assert solution.mistakes["compared_with_previous"] == {"stop_epoch": 5, "best_epoch": 1}


def test_errors_that_keep_falling_have_no_answer() -> None:
    with pytest.raises(NoAnswerError):
        solve(Parameters(errors=(5, 4, 3, 2), patience=2))


def test_draws_agree_with_a_training_loop() -> None:
    later = 0
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        stop, saved = train(p)
        assert variant.answers["stop_epoch"].value == stop == saved + p.patience
        assert variant.answers["best_epoch"].value == saved
        assert any(p.errors[i] > p.errors[i - 1] for i in range(1, saved - 1))
        later += min(p.errors) < p.errors[saved - 1]
    assert 50 < later < 250  # a lower error beyond the stop is no rule
