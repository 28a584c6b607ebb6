"""One step of Newton's method on a cubic or a parabola in one variable.

f(w) = a w^3 + b w^2 + c w + d
new_w = w - f'(w) / f''(w),  f'(w) = 3 a w^2 + 2 b w + c,  f''(w) = 6 a w + 2 b
The step leads to the lowest point of the local parabola if f''(w) > 0, to its highest if < 0.
Raises: NoAnswerError if f''(w) is 0, where the parabola is a line.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 8.6.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import pick, to_places, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError, Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
PLACES_ASKED = 2
FARTHEST = 5
LOWEST, HIGHEST = "lowest point", "highest point"
PARABOLAS_ONE_IN = 5  # where one step finds the optimum of f itself


@dataclass(frozen=True)
class Parameters:
    """The coefficients of f by falling power, and where the step begins."""

    a: int
    b: int
    c: int
    d: int
    w: int


def sample(draw: Draw) -> Parameters:
    """Small whole numbers; now and then a parabola."""
    return Parameters(
        a=0 if draw.integer(1, PARABOLAS_ONE_IN) == 1 else draw.sign() * draw.integer(1, 2),
        b=draw.sign() * draw.integer(1, 5),
        c=draw.sign() * draw.integer(1, 9),
        d=draw.sign() * draw.integer(1, 5),
        w=draw.sign() * draw.integer(1, 3),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """An optimum at the start, a quotient of size 1, or a step beyond what f looks like nearby."""
    slope, move = solution.number("slope"), abs(solution.number("move"))
    return slope == 0 or move == 1 or move > FARTHEST


def solve(p: Parameters) -> Solution:
    """Slope, curvature, the new w, and which point of the local parabola it is."""
    a, b, w = 3 * p.a, 2 * p.b, p.w
    slope, curvature = a * w**2 + b * w + p.c, 2 * a * w + b
    if curvature == 0:
        raise NoAnswerError("f'' is 0: the step divides by it")
    move = Shown(Decimal(slope) / curvature, DECIMALS)
    new_w = Shown(w - move.number, DECIMALS)
    goal = LOWEST if curvature > 0 else HIGHEST
    values: Values = {
        **{name: Shown(getattr(p, name)) for name in ("a", "b", "c", "d", "w")},
        "a3": Shown(a),
        "b2": Shown(b),
        "a6": Shown(2 * a),
        "square": Shown(w**2),
        "square_term": Shown(a * w**2),
        "linear_term": Shown(b * w),
        "curvature_term": Shown(2 * a * w),
        "slope": Shown(slope),
        "curvature": Shown(curvature),
        "move": move,
        "new_w": new_w,
        "goal": Word(goal),
        "side": Word("positive" if curvature > 0 else "negative"),
    }
    answers = {
        "slope": whole_number(Shown(slope)),
        "curvature": whole_number(Shown(curvature)),
        "new_w": to_places(new_w, PLACES_ASKED),
        "goal": pick(goal, (LOWEST, HIGHEST)),
    }
    return Solution(values, answers, _mistakes(p, slope, curvature))


def _mistakes(p: Parameters, slope: int, curvature: int) -> Mistakes:
    value = p.a * p.w**3 + p.b * p.w**2 + p.c * p.w + p.d
    no_constant = slope - p.c
    return {
        "root_of_f": {"new_w": p.w - Decimal(value) / slope} if slope else {},
        "gradient_step": {"new_w": p.w - slope},
        "inverted": {"new_w": p.w - Decimal(curvature) / slope} if slope else {},
        "sign_changed": {"new_w": p.w + Decimal(slope) / curvature},
        "linear_term_lost": {"slope": no_constant, "new_w": p.w - Decimal(no_constant) / curvature},
        "step_for_point": {"new_w": -Decimal(slope) / curvature},
        "other_goal": {"goal": HIGHEST if curvature > 0 else LOWEST},
    }


GENERATOR = Generator("newton_steps", sample, solve, presets={}, rejects=rejects)
