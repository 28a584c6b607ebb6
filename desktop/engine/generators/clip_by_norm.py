"""Gradient clipping by the global norm, over the two weights and the bias of one layer.

norm = sqrt(sum of gradient_i^2), over all parameters together
clipped = gradient max_norm / norm   where norm > max_norm, else the gradient itself
PyTorch's 1e-6 in the denominator is left out.
Source: Pascanu et al. 2013, arXiv:1211.5063 (content key: pascanu2013), algorithm 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import places, to_places, vector
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
FACTOR_DECIMALS = 6  # it is multiplied by entries of two digits
PLACES_ASKED = 2
TRIPLES = ((1, 2, 2), (2, 3, 6), (1, 4, 8), (3, 4, 12), (2, 6, 9), (2, 4, 4))  # whole norms
ONE_IN = 5  # questions in which nothing is to be clipped


@dataclass(frozen=True)
class Parameters:
    """The gradient by the two weights and by the bias, and the largest norm that it may have."""

    gradient: tuple[int, int, int]
    max_norm: Decimal


def sample(draw: Draw) -> Parameters:
    """A gradient of whole numbers with a whole norm, now and then too short to be clipped."""
    first, second, third = draw.shuffled(draw.choice(TRIPLES))
    gradient = (draw.sign() * first, draw.sign() * second, draw.sign() * third)
    if draw.integer(1, ONE_IN) == 1:
        return Parameters(gradient, draw.tidy(14, 20, 1))
    return Parameters(gradient, draw.tidy("0.5", 5, "0.5"))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A norm of just the bound, where clipping makes no difference."""
    return solution.number("norm") == p.max_norm


def solve(p: Parameters) -> Solution:
    """The norm, the factor, and the clipped gradient."""
    squares = shown_all(entry**2 for entry in p.gradient)
    total = Shown(sum((square.number for square in squares), Decimal(0)))
    norm = Shown(total.number.sqrt(), DECIMALS)
    quotient = Shown(p.max_norm / norm.number, FACTOR_DECIMALS)
    factor = Shown(min(Decimal(1), quotient.number), FACTOR_DECIMALS)
    clipped = shown_all((entry * factor.number for entry in p.gradient), DECIMALS)
    values: Values = {
        **numbered("gradient", shown_all(p.gradient)),
        **numbered("square", squares),
        **numbered("after", clipped),
        "max_norm": Shown(p.max_norm, DECIMALS),
        "total": total,
        "norm": norm,
        "quotient": quotient,
        "factor": factor,
        "clipped": Listed(clipped),
    }
    answers = {
        "norm": to_places(norm, PLACES_ASKED),
        "clipped": vector(clipped, places(PLACES_ASKED)),
    }
    return Solution(values, answers, _mistakes(p, total.number))


def _mistakes(p: Parameters, total: Decimal) -> Mistakes:
    absolute = Decimal(sum(abs(entry) for entry in p.gradient))
    weights, bias = p.gradient[:2], p.gradient[2:]
    return {
        "entry_by_entry": {
            "clipped": tuple(x for entry in p.gradient for x in _clipped(p, (entry,)))
        },
        "weights_and_bias_apart": {"clipped": _clipped(p, weights) + _clipped(p, bias)},
        "root_forgotten": {"norm": total, "clipped": _clipped(p, p.gradient, total)},
        "absolute_values": {"norm": absolute, "clipped": _clipped(p, p.gradient, absolute)},
        "scaled_up": {"clipped": _scaled(p.gradient, p.max_norm / total.sqrt())},
        "only_divided": {"clipped": _scaled(p.gradient, 1 / total.sqrt())},
    }


def _clipped(
    p: Parameters, entries: Sequence[int], norm: Decimal | None = None
) -> tuple[Decimal, ...]:
    """Some entries clipped by their own norm, or by what was taken for it."""
    norm = norm or Decimal(sum(entry**2 for entry in entries)).sqrt()
    return _scaled(entries, min(Decimal(1), p.max_norm / norm))


def _scaled(entries: Sequence[int], factor: Decimal) -> tuple[Decimal, ...]:
    return tuple(entry * factor for entry in entries)


GENERATOR = Generator("clip_by_norm", sample, solve, presets={}, rejects=rejects)
