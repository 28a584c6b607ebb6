"""Output size of a convolution: the exam's case, others by laying the kernel down everywhere."""

from __future__ import annotations

import math

from desktop.engine.generators.conv_output_size import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def positions(p: Parameters) -> int:
    """How many places the kernel finds, each of its entries within the padded map."""
    rows = range(-p.padding, p.size + p.padding)
    entries = [p.dilation * k for k in range(p.kernel_size)]
    return sum(all(top + e in rows for e in entries) for top in rows[:: p.stride])


def test_the_exam_keeps_the_size() -> None:
    variant = GENERATOR.preset("exam")
    assert variant.answers["out_size"].key == "28"
    assert {name for mistake in variant.mistakes for name in mistake.names} == {
        "no_plus_one",
        "padding_once",
    }


def test_a_case_by_hand() -> None:
    # the kernel spans 2 * 2 + 1 = 5 of 30 + 2 * 1 rows; 27 / 2 leaves room for 13 steps
    solution = solve(Parameters(size=30, kernel_size=3, stride=2, padding=1, dilation=2))
    assert solution.answers["out_size"].key == "14"
    assert {name: values["out_size"] for name, values in solution.mistakes.items()} == {
        "no_plus_one": 13,
        "padding_once": 14,  # 26 / 2 happens to give as many steps
        "rounded_up": 15,
        "dilation_ignored": 15,
        "dilation_times_kernel": 14,
        "stride_only": 15,
    }


def test_draws_agree_with_the_places_that_the_kernel_finds() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, values = variant.parameters, variant.values
        out_size = positions(p)
        assert int(variant.answers["out_size"].key) == out_size == values["steps"].number + 1
        assert out_size not in (p.size, 1)
        assert values["span"].number == len(range(0, p.dilation * (p.kernel_size - 1) + 1))


def test_every_mistake_is_the_formula_with_the_slip_in_it() -> None:
    for seed in range(50):
        p = fresh_variant(GENERATOR, seed).parameters
        n, k, s, pad, d = p.size, p.kernel_size, p.stride, p.padding, p.dilation
        expected = {
            "no_plus_one": math.floor((n + 2 * pad - d * (k - 1) - 1) / s),
            "padding_once": math.floor((n + pad - d * (k - 1) - 1) / s + 1),
            "rounded_up": math.ceil((n + 2 * pad - d * (k - 1) - 1) / s + 1),
            "dilation_ignored": math.floor((n + 2 * pad - (k - 1) - 1) / s + 1),
            "dilation_times_kernel": math.floor((n + 2 * pad - d * k) / s + 1),
            "stride_only": math.floor(n / s),
        }
        mistakes = solve(p).mistakes
        assert {name: values["out_size"] for name, values in mistakes.items()} == expected
