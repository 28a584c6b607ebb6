"""Classes of networks that predict the sum of several digits, and the product of two.

sums = count (highest - lowest) + 1            every whole number in between occurs
products = number of different values of a b   for lowest <= a <= b <= highest; there are gaps
Source: IN2346 endterm 2022, question 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values


@dataclass(frozen=True)
class Parameters:
    """The digits that occur, and how many of them are added."""

    lowest: int
    highest: int
    count: int


@dataclass(frozen=True)
class Row:
    """The products of one digit with itself and larger ones that no smaller digit has given."""

    digit: Shown
    fresh: Listed
    count: Shown


def sample(draw: Draw) -> Parameters:
    """Few enough digits to list their products."""
    return Parameters(
        lowest=draw.integer(0, 2), highest=draw.integer(4, 7), count=draw.integer(2, 8)
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Mistakes that count right by chance, and as many sums as products."""
    right = {name: int(solution.number(name)) for name in solution.answers}
    by_chance = any(
        value == right[answer]
        for values in solution.mistakes.values()
        for answer, value in values.items()
    )
    return by_chance or right["sums"] == right["products"]


def solve(p: Parameters) -> Solution:
    """All whole numbers from the least to the largest sum; the products one digit at a time."""
    least, largest = p.count * p.lowest, p.count * p.highest
    sums = Shown(largest - least + 1)
    rows = tuple(_rows(p))
    products = Shown(sum(row.count.number for row in rows))
    values: Values = {
        "lowest": Shown(p.lowest),
        "highest": Shown(p.highest),
        "count": Shown(p.count),
        "least": Shown(least),
        "largest": Shown(largest),
        "sums": sums,
        "rows": rows,
        "products": products,
    }
    answers = {"sums": whole_number(sums), "products": whole_number(products)}
    return Solution(values, answers, _mistakes(p))


def _rows(p: Parameters) -> Iterator[Row]:
    seen: set[int] = set()
    for digit in range(p.lowest, p.highest + 1):
        multiples = {digit * other for other in range(digit, p.highest + 1)}
        fresh = sorted(multiples - seen)
        seen |= multiples
        yield Row(Shown(digit), Listed(shown_all(fresh)), Shown(len(fresh)))


def _mistakes(p: Parameters) -> Mistakes:
    digits = p.highest - p.lowest + 1
    return {
        "end_forgotten": {
            "sums": p.count * (p.highest - p.lowest),
            "products": p.highest**2 - p.lowest**2,
        },
        "digits_times_count": {"sums": p.count * digits},
        "ordered_tuples": {"sums": digits**p.count, "products": digits**2},
        "unordered_tuples": {
            "sums": comb(digits + p.count - 1, p.count),
            "products": comb(digits + 1, 2),
        },
        "gaps_counted": {"products": p.highest**2 - p.lowest**2 + 1},
    }


GENERATOR = Generator(
    "class_count",
    sample,
    solve,
    presets={"exam": Parameters(lowest=0, highest=9, count=2)},
    rejects=rejects,
)
