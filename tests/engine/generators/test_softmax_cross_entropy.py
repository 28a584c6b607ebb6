"""Softmax and cross-entropy: a case by hand, others by NumPy, every mistake as its slip."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.softmax_cross_entropy import GENERATOR, Parameters, solve

SEEDS = range(300)


def softmax(logits: tuple[int, ...]) -> list[float]:
    shifted = np.exp(np.array(logits, dtype=float) - max(logits))
    return [float(share) for share in shifted / shifted.sum()]


def test_a_case_by_hand() -> None:
    # e^2 + e^0 + e^1 = 7.3891 + 1 + 2.7183 = 11.1074, and 2.7183 / 11.1074 = 0.24473
    solution = solve(Parameters((2, 0, 1), target=3))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "probability": "0.24473",
        "loss": "1.4076",
    }
    assert solution.number("total") == solution.number("exponential1") + 1 + (
        solution.number("exponential3")
    )


def test_draws_agree_with_numpy() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, values = variant.parameters, variant.values
        probability = softmax(p.logits)[p.target - 1]
        assert float(variant.answers["probability"].key) == pytest.approx(probability, abs=2e-5)
        # the exponentials are shown to four places; the loss is asked to two
        assert float(variant.answers["loss"].key) == pytest.approx(-np.log(probability), abs=5e-4)
        assert float(values["loss_by_logits"].number) == pytest.approx(
            -np.log(probability), abs=6e-3
        )
        assert len(set(p.logits)) == len(p.logits)
        scores = values["class_scores"]
        assert [int(score.index.number) for score in scores] == [1, 2, 3]
        assert [int(score.logit.number) for score in scores] == list(p.logits)
        assert [score.exponential for score in scores] == [
            values[f"exponential{i}"] for i in (1, 2, 3)
        ]


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in range(100):
        p = fresh_variant(GENERATOR, seed).parameters
        z, total = p.logits[p.target - 1], sum(p.logits)
        shares = softmax(p.logits)
        right, largest = shares[p.target - 1], max(shares)
        expected = {
            "logits_shared": {},
            "not_divided": {"probability": np.exp(z), "loss": -np.log(np.exp(z))},
            "largest_class": {"probability": largest, "loss": -np.log(largest)},
            "common_logarithm": {"loss": -np.log10(right)},
            "sign_lost": {"loss": np.log(right)},
            "logarithm_lost": {"loss": 1 - right},
            "all_classes": {"loss": -np.log(shares).sum()},
        }
        if total:
            expected["logits_shared"]["probability"] = z / total
        if total and z / total > 0:
            expected["logits_shared"]["loss"] = -np.log(z / total)
        mistakes = solve(p).mistakes
        assert set(mistakes) == set(expected)
        for name, values in expected.items():
            found = {answer: float(value) for answer, value in mistakes[name].items()}
            assert found == pytest.approx(values, abs=1e-3)
