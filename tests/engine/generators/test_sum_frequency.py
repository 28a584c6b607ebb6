"""How often a sum occurs: the exam's 7 of 100, others by counting all pairs."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.sum_frequency import GENERATOR, Parameters, solve

SEEDS = range(300)


def digits(p: Parameters) -> range:
    return range(p.lowest, p.highest + 1)


@pytest.mark.parametrize(("target", "pairs"), [(12, "7"), (18, "1"), (9, "10")])
def test_the_exam_has_its_numbers(target: int, pairs: str) -> None:
    answers = solve(Parameters(0, 9, target)).answers
    assert answers["pairs"].key == pairs
    assert answers["probability"].accepts(int(pairs) / 100)


def test_the_preset_is_the_exams_class() -> None:
    assert GENERATOR.preset("exam").answers["probability"].key == "0.07"


def test_draws_agree_with_all_pairs() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, values = variant.parameters, variant.values
        everything = list(product(digits(p), repeat=2))
        pairs = [pair for pair in everything if sum(pair) == p.target]
        assert int(variant.answers["pairs"].key) == len(pairs) > 1
        share = len(pairs) / len(everything)
        assert float(variant.answers["probability"].key) == pytest.approx(share, abs=5e-6)
        assert (values["smallest_first"].number, values["first_second"].number) == pairs[0]
        assert (values["largest_first"].number, values["last_second"].number) == pairs[-1]
        assert float(values["expected"].number) == pytest.approx(10_000 * share, abs=0.5)


def test_every_mistake_is_a_count_with_the_slip_in_it() -> None:
    for seed in range(50):
        p = fresh_variant(GENERATOR, seed).parameters
        ordered = list(product(digits(p), repeat=2))
        unordered = list(combinations_with_replacement(digits(p), 2))
        pairs = sum(sum(pair) == p.target for pair in ordered)
        once = sum(sum(pair) == p.target for pair in unordered)
        rising = p.target - min(map(sum, ordered)) + 1
        expected = {
            "unordered": {"pairs": once, "probability": Fraction(once, len(unordered))},
            "pairs_unordered_total_ordered": {
                "pairs": once,
                "probability": Fraction(once, len(ordered)),
            },
            "total_unordered": {"probability": Fraction(pairs, len(unordered))},
            "sums_equally_likely": {"probability": Fraction(1, len({sum(x) for x in ordered}))},
            "rising_beyond_the_middle": {
                "pairs": rising,
                "probability": Fraction(rising, len(ordered)),
            },
            "end_forgotten": {"pairs": pairs - 1, "probability": Fraction(pairs - 1, len(ordered))},
        }
        mistakes = solve(p).mistakes
        assert set(mistakes) == set(expected)
        for name, values in expected.items():
            found = {answer: float(value) for answer, value in mistakes[name].items()}
            assert found == pytest.approx(
                {answer: float(value) for answer, value in values.items()}
            )
