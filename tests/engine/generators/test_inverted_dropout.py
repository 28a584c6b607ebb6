"""Inverted dropout: a case by hand, the mean over all masks, every mistake as its slip."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.inverted_dropout import GENERATOR, Parameters, solve

SEEDS = range(50)
CASE = Parameters((8, 2, 4, 6), (1, 0, 0, 1), Decimal("0.2"), "dropped")


def test_a_case_by_hand() -> None:
    # kept with probability 0.8: times 1.25
    answers = solve(CASE).answers
    assert answers["training"].key == ("10", "0", "0", "7.5")
    assert answers["test"].key == ("8", "2", "4", "6")


def test_the_stated_probability_is_named_for_what_it_is() -> None:
    assert solve(CASE).number("stated") == Decimal("0.2")
    kept = solve(replace(CASE, fate="kept"))
    assert kept.number("stated") == Decimal("0.8")
    assert kept.answers == solve(CASE).answers


@pytest.mark.parametrize("drop", ["0.2", "0.6", "0.75", "0.8"])
def test_the_mean_over_all_masks_is_the_output_at_test_time(drop: str) -> None:
    mean = np.zeros(len(CASE.activations))
    for mask in product((0, 1), repeat=len(CASE.activations)):
        solution = solve(replace(CASE, mask=mask, drop_probability=Decimal(drop)))
        kept = sum(mask)
        chance = (1 - float(drop)) ** kept * float(drop) ** (len(mask) - kept)
        mean += chance * np.array(solution.answers["training"].key, dtype=float)
    assert mean == pytest.approx(np.array(solve(CASE).answers["test"].key, dtype=float))


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_and_their_mistakes_agree_with_numpy(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    x, m = np.array(p.activations, dtype=float), np.array(p.mask)
    drop = float(p.drop_probability)
    solution = solve(p)
    training = np.array(solution.answers["training"].key, dtype=float)
    assert training == pytest.approx(np.where(m == 1, x / (1 - drop), 0))
    assert 0 < m.sum() < m.size
    expected = {
        "divided_by_drop": ("training", np.where(m == 1, x / drop, 0)),
        "not_scaled": ("training", x * m),
        "scaled_down": ("training", np.where(m == 1, x - drop * x, 0)),
        "mask_inverted": ("training", np.where(m == 0, x / (1 - drop), 0)),
        "scaled_at_test": ("test", x - drop * x),
        "dropped_at_test": ("test", training),
    }
    assert set(solution.mistakes) == set(expected)
    for name, (answer, value) in expected.items():
        assert list(solution.mistakes[name]) == [answer]
        assert np.array(solution.mistakes[name][answer], dtype=float) == pytest.approx(value)
