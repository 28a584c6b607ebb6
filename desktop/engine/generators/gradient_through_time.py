"""What a gradient is multiplied by on its way back through a recurrent unit's time steps.

h_t = tanh(weight h_(t-1) + ...), so d h_t / d h_(t-1) = weight (1 - h_t^2)
factor = (weight (1 - hidden^2))^steps   from h_T to h_0, with h_t = hidden at all T = steps
Source: Pascanu et al. 2013, arXiv:1211.5063 (content key: pascanu2013), section 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import pick, to_digits
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
DIGITS_ASKED = 3
DIGITS_SHOWN = 5
VANISHES, EXPLODES = "vanishes", "explodes"
LEAST, MOST = Decimal("0.00001"), Decimal(100_000)
CLOSE = Decimal("0.05")  # a factor this near to 1 decides nothing for many steps


@dataclass(frozen=True)
class Parameters:
    """The recurrent weight, the hidden value at every step, and the number of steps."""

    weight: Decimal
    hidden: Decimal
    steps: int


def sample(draw: Draw) -> Parameters:
    """Weights on either side of 1; hidden values with tidy slopes, seldom the trivial one of 0."""
    size = draw.choice(("0.5", "0.8", "0.9", "1.1", "1.2", "1.25", "1.4", "1.5", "2"))
    hidden = draw.choice(("0", "0.2", "0.2", "0.4", "0.4", "0.5", "0.5", "0.6", "0.8"))
    return Parameters(
        weight=draw.sign() * Decimal(size),
        hidden=draw.sign() * Decimal(hidden),
        steps=draw.choice((5, 6, 8, 9, 10, 12, 15, 20, 25, 30)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A factor that hardly changes, or one beyond what a calculator shows well."""
    step_factor = abs(solution.number("step_factor"))
    total = step_factor**p.steps
    return abs(step_factor - 1) < CLOSE or not LEAST < total < MOST


def solve(p: Parameters) -> Solution:
    """The slope, the factor of one step, and its power."""
    square = _shown(p.hidden**2)
    slope = _shown(1 - square.number)
    step_factor = _shown(p.weight * slope.number)
    power = step_factor.number**p.steps
    factor = Shown(power, max(0, DIGITS_SHOWN - 1 - power.adjusted()))
    fate = _fate(abs(step_factor.number))
    values: Values = {
        "weight": _shown(p.weight),
        "hidden": _shown(p.hidden),
        "steps": Shown(p.steps),
        "square": square,
        "slope": slope,
        "step_factor": step_factor,
        "step_size": _shown(abs(step_factor.number)),
        "factor": factor,
        "fate": Word(fate),
        "side": Word("above" if fate == EXPLODES else "below"),
    }
    answers = {
        "factor": to_digits(factor, DIGITS_ASKED),
        "fate": pick(fate, (VANISHES, EXPLODES)),
    }
    return Solution(values, answers, _mistakes(p, slope.number))


def _fate(size: Decimal) -> str:
    return EXPLODES if size > 1 else VANISHES


def _mistakes(p: Parameters, slope: Decimal) -> Mistakes:
    step_factor = p.weight * slope
    not_squared = p.weight * (1 - abs(p.hidden))
    return {
        "slope_left_out": {"factor": p.weight**p.steps, "fate": _fate(abs(p.weight))},
        "slope_once": {"factor": p.weight**p.steps * slope, "fate": _fate(abs(p.weight))},
        "hidden_not_squared": {
            "factor": not_squared**p.steps,
            "fate": _fate(abs(not_squared)),
        },
        "one_step_too_few": {"factor": step_factor ** (p.steps - 1)},
        "one_step_too_many": {"factor": step_factor ** (p.steps + 1)},
        "times_the_steps": {"factor": step_factor * p.steps},
        "sign_lost": {"factor": -(step_factor**p.steps)},
        "judged_by_sign": {"fate": _fate(step_factor)},
    }


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator("gradient_through_time", sample, solve, presets={}, rejects=rejects)
