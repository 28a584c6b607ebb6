"""How often two random digits add up to a given sum.

pairs = largest_first - smallest_first + 1   ordered; the second digit follows from the first
smallest_first = max(lowest, target - highest), largest_first = min(highest, target - lowest)
probability = pairs / digits^2               digits independent, each equally likely
Source: IN2346 endterm 2022, question 4.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
EXAMPLES = 10_000  # pairs in a training set, to see what the probability means


@dataclass(frozen=True)
class Parameters:
    """The digits that occur, and the sum that is asked for."""

    lowest: int
    highest: int
    target: int


def sample(draw: Draw) -> Parameters:
    """Sums above the middle more often than below, where the count is less plain."""
    lowest = draw.choice((0, 0, 1))
    highest = draw.integer(4, 9)
    middle = lowest + highest
    below = draw.integer(1, 4) == 1
    first, last = (2 * lowest + 1, middle - 1) if below else (middle + 1, 2 * highest - 1)
    return Parameters(lowest, highest, draw.integer(first, last))


def solve(p: Parameters) -> Solution:
    """The first digits that leave a digit for the second, over all pairs."""
    digits = p.highest - p.lowest + 1
    smallest = max(p.lowest, p.target - p.highest)
    largest = min(p.highest, p.target - p.lowest)
    pairs = Shown(largest - smallest + 1)
    total = Shown(digits**2)
    probability = Shown(pairs.number / total.number, DECIMALS)
    values: Values = {
        "lowest": Shown(p.lowest),
        "highest": Shown(p.highest),
        "target": Shown(p.target),
        "digits": Shown(digits),
        "smallest_first": Shown(smallest),
        "largest_first": Shown(largest),
        "last_second": Shown(p.target - largest),
        "first_second": Shown(p.target - smallest),
        "pairs": pairs,
        "total": total,
        "probability": probability,
        "examples": Shown(EXAMPLES),
        "expected": Shown(EXAMPLES * pairs.number / total.number),
    }
    answers = {
        "pairs": whole_number(pairs),
        "probability": to_places(probability, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p, digits, int(pairs.number)))


def _mistakes(p: Parameters, digits: int, pairs: int) -> Mistakes:
    total = Decimal(digits**2)
    unordered, unordered_total = (pairs + 1) // 2, digits * (digits + 1) // 2
    rising = p.target - 2 * p.lowest + 1
    return {
        "unordered": {"pairs": unordered, "probability": Decimal(unordered) / unordered_total},
        "pairs_unordered_total_ordered": {"pairs": unordered, "probability": unordered / total},
        "total_unordered": {"probability": Decimal(pairs) / unordered_total},
        "sums_equally_likely": {"probability": Decimal(1) / (2 * digits - 1)},
        "rising_beyond_the_middle": {"pairs": rising, "probability": rising / total},
        "end_forgotten": {"pairs": pairs - 1, "probability": (pairs - 1) / total},
    }


GENERATOR = Generator(
    "sum_frequency",
    sample,
    solve,
    presets={"exam": Parameters(lowest=0, highest=9, target=12)},
)
