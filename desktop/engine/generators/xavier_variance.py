"""Xavier initialization: variance and bound of the weights, and the signal's variance after them.

weight_variance = 2 / (fan_in + fan_out), bound = sqrt(6 / (fan_in + fan_out))
output_variance = fan_in weight_variance input_variance, entries independent with mean 0
W of X W has the shape (fan_in, fan_out); PyTorch stores its transpose.
Source: Glorot & Bengio 2010, PMLR 9:249-256 (content key: glorot2010), section 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_digits, to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
VARIANCE_DIGITS = 4
DIGITS_ASKED = 2
BOUND_PLACES_ASKED = 3
OUTPUT_PLACES_ASKED = 2
# by fan_in + fan_out, for which the variance or the bound is tidy
FAN_IN = {
    8: (2, 3, 5, 6),
    24: (4, 6, 8, 9, 15, 16, 18, 20),
    50: (10, 15, 20, 30, 35, 40),
    72: (12, 18, 24, 48, 54, 60),
    150: (30, 50, 60, 90, 100, 120),
    200: (40, 50, 60, 80, 120, 140, 150, 160),
    600: (100, 120, 150, 200, 240, 360, 400, 450, 480, 500),
}
FANS = tuple((one, total - one) for total, fans in FAN_IN.items() for one in fans)


@dataclass(frozen=True)
class Parameters:
    """The layer's sizes and the variance of each of its inputs."""

    fan_in: int
    fan_out: int
    input_variance: Decimal


def sample(draw: Draw) -> Parameters:
    """A layer whose two sizes differ."""
    fan_in, fan_out = draw.choice(FANS)
    return Parameters(fan_in, fan_out, draw.tidy("0.5", 5, "0.5"))


def solve(p: Parameters) -> Solution:
    """Variance and bound of the weights, then the variance of an output."""
    total = p.fan_in + p.fan_out
    exact_variance = Decimal(2) / total
    weight_variance = Shown(exact_variance, VARIANCE_DIGITS - 1 - exact_variance.adjusted())
    bound = Shown((Decimal(6) / total).sqrt(), DECIMALS)
    growth = Shown(Decimal(2 * p.fan_in) / total, DECIMALS)
    output_variance = Shown(growth.number * p.input_variance, DECIMALS)
    values: Values = {
        "fan_in": Shown(p.fan_in),
        "fan_out": Shown(p.fan_out),
        "total": Shown(total),
        "input_variance": Shown(p.input_variance, 1),
        "weight_variance": weight_variance,
        "bound": bound,
        "growth": growth,
        "output_variance": output_variance,
    }
    answers = {
        "weight_variance": to_digits(weight_variance, DIGITS_ASKED),
        "bound": to_places(bound, BOUND_PLACES_ASKED),
        "output_variance": to_places(output_variance, OUTPUT_PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    total = p.fan_in + p.fan_out
    variance = Decimal(2) / total
    return {
        "fan_in_alone": _with_variance(p, Decimal(1) / p.fan_in),
        "fan_out_alone": _with_variance(p, Decimal(1) / p.fan_out),
        "he": _with_variance(p, Decimal(2) / p.fan_in),
        "not_averaged": _with_variance(p, Decimal(1) / total),
        "deviation_for_variance": {"weight_variance": variance.sqrt()},
        "deviation_for_bound": {"bound": variance.sqrt()},
        "root_left_out": {"bound": 3 * variance},
        "variance_kept": {"output_variance": p.input_variance},
        "outputs_summed": {"output_variance": p.fan_out * variance * p.input_variance},
        "one_product": {"output_variance": variance * p.input_variance},
    }


def _with_variance(p: Parameters, variance: Decimal) -> dict[str, Decimal]:
    """What follows from another variance of the weights."""
    return {
        "weight_variance": variance,
        "bound": (3 * variance).sqrt(),
        "output_variance": p.fan_in * variance * p.input_variance,
    }


GENERATOR = Generator("xavier_variance", sample, solve, presets={})
