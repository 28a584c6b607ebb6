"""What a chain of layers makes of the gradient, with sigmoid, tanh and leaky ReLU.

h_k = f(z_k), z_k = weight h_(k-1) + b_k, one unit a layer; z_k is `size` or -`size`
dh_L/dh_0 = product over the L layers of weight f'(z_k)
Source: Goodfellow et al. 2016 (content key: goodfellow2016), section 6.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_digits
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
DIGITS = 4
DIGITS_ASKED = 2
SMALLEST = Decimal("1e-5")
ONE = Decimal(1)
WEIGHTS = tuple(Decimal(text) for text in ("0.5", "0.8", "1", "1.5", "2", "2.5"))


@dataclass(frozen=True)
class Parameters:
    """The chain: z is `size` in `positive` layers and -`size` in `negative` ones."""

    positive: int
    negative: int
    size: Decimal
    weight: Decimal
    negative_slope: Decimal

    @property
    def layers(self) -> int:
        """The number of layers."""
        return self.positive + self.negative


def sample(draw: Draw) -> Parameters:
    """Three to five layers, at least one of them on either side of zero."""
    layers = draw.integer(3, 5)
    positive = draw.integer(1, layers - 1)
    return Parameters(
        positive=positive,
        negative=layers - positive,
        size=draw.tidy("0.4", "1.6", "0.2"),
        weight=draw.choice(WEIGHTS),
        negative_slope=draw.choice((Decimal("0.1"), Decimal("0.2"))),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Factors with so many zeros that they can't be read."""
    return min(solution.number(f"{name}_factor") for name in ("sigmoid", "tanh")) < SMALLEST


def solve(p: Parameters) -> Solution:
    """The factor of each activation: value, slope, one layer, all layers."""
    value = {"sigmoid": Shown(_sigmoid(p.size), DECIMALS), "tanh": Shown(_tanh(p.size), DECIMALS)}
    s, t = value["sigmoid"].number, value["tanh"].number
    slope = {"sigmoid": Shown(s * (1 - s), DECIMALS), "tanh": Shown(1 - t**2, DECIMALS)}
    weight_power = Shown(p.weight**p.layers, DECIMALS)
    slope_power = Shown(p.negative_slope**p.negative, DECIMALS)
    steps: dict[str, Shown] = {}
    factors: dict[str, Shown] = {}
    for name in ("sigmoid", "tanh"):
        step = Shown(p.weight * slope[name].number, DECIMALS)
        factors[f"{name}_factor"] = _significant(step.number**p.layers)
        steps |= {f"{name}_value": value[name], f"{name}_slope": slope[name], f"{name}_step": step}
    factors["leaky_factor"] = _significant(weight_power.number * slope_power.number)
    values: Values = {
        "layers": Shown(p.layers),
        "positive": Shown(p.positive),
        "negative": Shown(p.negative),
        "size": Shown(p.size, 1),
        "weight": Shown(p.weight, 1),
        "negative_slope": Shown(p.negative_slope, 1),
        "weight_power": weight_power,
        "slope_power": slope_power,
        **steps,
        **factors,
    }
    answers = {name: to_digits(factor, DIGITS_ASKED) for name, factor in factors.items()}
    return Solution(values, answers, _mistakes(p))


def _significant(value: Decimal) -> Shown:
    return Shown(value, DIGITS - 1 - value.adjusted())


def _sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def _tanh(z: Decimal) -> Decimal:
    return 1 - 2 / ((2 * z).exp() + 1)


def _mistakes(p: Parameters) -> Mistakes:
    a, w, n = p.size, p.weight, p.layers
    s, t, leaky = _sigmoid(a), _tanh(a), p.negative_slope
    sigmoid_slope, tanh_slope = s * (1 - s), 1 - t**2
    leaky_product = _product(p, ONE, leaky)
    # each: what was taken for the slope where z is positive, and where it is negative
    return {
        "value_for_slope": _factors(p, (s, 1 - s), (t, -t), (a, -leaky * a)),
        "slope_of_input": _factors(p, (a * (1 - a), -a * (1 + a)), (1 - a**2, 1 - a**2)),
        "formulas_exchanged": _factors(
            p, (1 - s**2, 1 - (1 - s) ** 2), (t * (1 - t), -t * (1 + t))
        ),
        "leaky_everywhere": {"leaky_factor": w**n * leaky**n},
        "leaky_exchanged": {"leaky_factor": w**n * _product(p, leaky, ONE)},
        "weight_left_out": {
            "sigmoid_factor": sigmoid_slope**n,
            "tanh_factor": tanh_slope**n,
            "leaky_factor": leaky_product,
        },
        "weight_once": {
            "sigmoid_factor": w * sigmoid_slope**n,
            "tanh_factor": w * tanh_slope**n,
            "leaky_factor": w * leaky_product,
        },
        "added": {
            "sigmoid_factor": n * w * sigmoid_slope,
            "tanh_factor": n * w * tanh_slope,
            "leaky_factor": w * (p.positive + p.negative * leaky),
        },
        "one_layer_short": {
            "sigmoid_factor": (w * sigmoid_slope) ** (n - 1),
            "tanh_factor": (w * tanh_slope) ** (n - 1),
        },
    }


def _factors(p: Parameters, *slopes: Sequence[Decimal]) -> dict[str, Decimal]:
    """The three factors, or the first of them, with these pairs taken for the slopes."""
    names = ("sigmoid_factor", "tanh_factor", "leaky_factor")[: len(slopes)]
    return {
        name: p.weight**p.layers * _product(p, positive, negative)
        for name, (positive, negative) in zip(names, slopes, strict=True)
    }


def _product(p: Parameters, positive: Decimal, negative: Decimal) -> Decimal:
    return positive**p.positive * negative**p.negative


GENERATOR = Generator("gradient_through_depth", sample, solve, presets={}, rejects=rejects)
