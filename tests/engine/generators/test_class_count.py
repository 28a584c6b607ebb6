"""Classes of sums and products: the exam's numbers, others by writing all choices down."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

from desktop.engine.generators.class_count import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.solution import NamedMistake

SEEDS = range(300)


def digits(p: Parameters) -> range:
    return range(p.lowest, p.highest + 1)


def test_the_exam_has_its_marked_value() -> None:
    variant = GENERATOR.preset("exam")
    keys = {name: answer.key for name, answer in variant.answers.items()}
    assert keys == {"sums": "19", "products": "37"}
    assert variant.mistakes == (
        NamedMistake(("end_forgotten",), {"products": "81", "sums": "18"}),
        NamedMistake(("digits_times_count",), {"sums": "20"}),
        NamedMistake(("ordered_tuples",), {"products": "100", "sums": "100"}),
        NamedMistake(("unordered_tuples",), {"products": "55", "sums": "55"}),
        NamedMistake(("gaps_counted",), {"products": "82"}),
    )


def test_draws_agree_with_all_choices() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        sums = {sum(choice) for choice in combinations_with_replacement(digits(p), p.count)}
        products = {a * b for a, b in product(digits(p), repeat=2)}
        assert int(variant.answers["sums"].key) == len(sums)
        assert int(variant.answers["products"].key) == len(products)
        rows = variant.values["rows"]
        listed = [int(number) for row in rows for number in row.fresh.numbers]
        assert len(listed) == len(set(listed))
        assert set(listed) == products
        for row in rows:
            assert row.count.number == len(row.fresh.numbers) > 0
            assert set(row.fresh.numbers) <= {row.digit.number * digit for digit in digits(p)}


def test_every_mistake_is_a_count_with_the_slip_in_it() -> None:
    for seed in range(20):
        p = fresh_variant(GENERATOR, seed).parameters
        ordered, count = len(digits(p)), p.count
        sums = [p.count * digit for digit in (p.lowest, p.highest)]
        ends = [digit * digit for digit in (p.lowest, p.highest)]
        choices = [len(list(combinations_with_replacement(digits(p), size))) for size in (count, 2)]
        assert solve(p).mistakes == {
            "end_forgotten": {"sums": len(range(*sums)), "products": len(range(*ends))},
            "digits_times_count": {"sums": ordered * count},
            "ordered_tuples": {"sums": ordered**count, "products": ordered * ordered},
            "unordered_tuples": {"sums": choices[0], "products": choices[1]},
            "gaps_counted": {"products": len(range(ends[0], ends[1] + 1))},
        }
