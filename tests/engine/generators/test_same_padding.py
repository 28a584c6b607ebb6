"""Padding that keeps the size: the exam's triplet, others by trying every padding."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.same_padding import GENERATOR, Parameters, solve
from desktop.engine.generators.shown import NoAnswerError

SEEDS = range(300)


def out_size(p: Parameters, padding: int) -> int:
    """The length of a convolution with a kernel that is spread out by zeros."""
    kernel = np.zeros(p.dilation * (p.kernel_size - 1) + 1)
    kernel[:: p.dilation] = 1
    assert kernel.sum() == p.kernel_size
    return len(np.convolve(np.zeros(p.size + 2 * padding), kernel, mode="valid"))


def test_the_exam_has_its_triplet() -> None:
    answers = GENERATOR.preset("exam").answers
    assert {name: answer.key for name, answer in answers.items()} == {
        "unpadded_size": "26",
        "padding": "1",
    }


def test_the_mistakes_by_hand() -> None:
    # 2 (5 - 1) = 8 rows are lost, 4 on each side
    assert solve(Parameters(size=40, kernel_size=5, dilation=2)).mistakes == {
        "total_padding": {"padding": 8},
        "dilation_ignored": {"unpadded_size": 36, "padding": 2},
        "kernel_not_less_one": {"unpadded_size": 30, "padding": 5},
        "no_plus_one": {"unpadded_size": 31},
    }


def test_an_odd_loss_cannot_be_shared() -> None:
    with pytest.raises(NoAnswerError, match="two sides"):
        solve(Parameters(size=40, kernel_size=4, dilation=1))


def test_draws_agree_with_the_padding_that_works() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        keeps = [padding for padding in range(p.size) if out_size(p, padding) == p.size]
        assert [int(variant.answers["padding"].key)] == keeps
        assert int(variant.answers["unpadded_size"].key) == out_size(p, 0)


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in range(50):
        p = fresh_variant(GENERATOR, seed).parameters
        k, d = p.kernel_size, p.dilation
        undilated = Parameters(p.size, k, dilation=1)
        one_more = Parameters(p.size, d * k + 1, dilation=1)  # costs d k rows
        mistakes = solve(p).mistakes
        assert mistakes["total_padding"] == {"padding": p.size - out_size(p, 0)}
        assert mistakes["dilation_ignored"] == {
            "unpadded_size": out_size(undilated, 0),
            "padding": k // 2,
        }
        assert mistakes["kernel_not_less_one"] == {
            "unpadded_size": out_size(one_more, 0),
            "padding": round(d * k / 2 + 0.1),
        }
        assert mistakes["no_plus_one"] == {"unpadded_size": out_size(p, 0) - 1}
