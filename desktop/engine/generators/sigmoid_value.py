"""The sigmoid at a point, at its mirror image, and its slope, from one exponential.

value = 1 / (1 + exp(-z)), mirrored = value at -z = 1 - value, slope = value (1 - value)
Source: Goodfellow et al. 2016 (content key: goodfellow2016), sections 3.10 and 6.3.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3


@dataclass(frozen=True)
class Parameters:
    """The point."""

    z: Decimal


def sample(draw: Draw) -> Parameters:
    """A point between -3 and 3, away from 0."""
    return Parameters(draw.sign() * draw.tidy("0.2", 3, "0.05"))


def solve(p: Parameters) -> Solution:
    """The exponential, the value, and what follows from it."""
    exponential = Shown((-p.z).exp(), DECIMALS)
    value = Shown(1 / (1 + exponential.number), DECIMALS)
    mirrored = Shown(1 - value.number, DECIMALS)
    slope = Shown(value.number * mirrored.number, DECIMALS)
    values: Values = {
        "z": Shown(p.z, 2),
        "minus_z": Shown(-p.z, 2),
        "exponential": exponential,
        "value": value,
        "mirrored": mirrored,
        "slope": slope,
    }
    answers = {
        name: to_places(shown, PLACES_ASKED)
        for name, shown in (("value", value), ("mirrored", mirrored), ("slope", slope))
    }
    return Solution(values, answers, _mistakes(p.z))


def _mistakes(z: Decimal) -> Mistakes:
    value, grown = 1 / (1 + (-z).exp()), z.exp()
    mirrored, tanh = 1 - value, 1 - 2 / ((2 * z).exp() + 1)
    return {
        "sign_in_exponent": {"value": mirrored, "mirrored": value},
        "mirrored_negated": {"mirrored": -value},
        "one_left_out": {"value": grown, "mirrored": 1 - grown, "slope": grown * (1 - grown)},
        "tanh_for_sigmoid": {"value": tanh, "mirrored": -tanh, "slope": 1 - tanh**2},
        "slope_of_tanh": {"slope": 1 - value**2},
        "slope_of_input": {"slope": z * (1 - z)},
        "inner_sign_lost": {"slope": -value * mirrored},
    }


GENERATOR = Generator("sigmoid_value", sample, solve, presets={})
