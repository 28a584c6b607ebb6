"""Steps of gradient descent with weight decay, and where they lead.

L(w) = (w - target)^2 / 2, with the penalty weight_decay w^2 / 2 added
w = factor w - learning_rate (w - target)      factor = 1 - learning_rate weight_decay
limit = target / (1 + weight_decay), the minimum of the sum
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 7.1.1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
LEARNING_RATES = tuple(Decimal(rate) for rate in ("0.1", "0.2", "0.5"))
WEIGHT_DECAYS = tuple(Decimal(decay) for decay in ("0.05", "0.1", "0.2", "0.25", "0.5"))

Rule: TypeAlias = Callable[[Decimal], Decimal]
"""A weight before a step -> after it."""


@dataclass(frozen=True)
class Parameters:
    """The loss, where the descent starts, and how it goes."""

    target: int
    start: int
    learning_rate: Decimal
    weight_decay: Decimal
    steps: int


@dataclass(frozen=True)
class Step:
    """One step: the gradient of the loss without penalty, and the two parts of the new weight."""

    index: Shown
    next_index: Shown
    before: Shown
    gradient: Shown
    decayed: Shown
    moved: Shown
    after: Shown


def sample(draw: Draw) -> Parameters:
    """Two or three steps from one whole number towards another."""
    return Parameters(
        target=draw.sign() * draw.integer(1, 10),
        start=draw.sign() * draw.integer(1, 10),
        learning_rate=draw.choice(LEARNING_RATES),
        weight_decay=draw.choice(WEIGHT_DECAYS),
        steps=draw.integer(2, 3),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A step from 0 or from the target, where decay or gradient is missing."""
    return any(step.before.number in (0, p.target) for step in _steps(p))


def solve(p: Parameters) -> Solution:
    """The factor of the decay, the weight after the last step, and the limit."""
    steps = _steps(p)
    factor = _factor(p)
    weight = steps[-1].after
    pull = Shown(1 + p.weight_decay, DECIMALS)
    limit = Shown(p.target / pull.number, DECIMALS)
    values: Values = {
        "target": Shown(p.target),
        "start": Shown(p.start),
        "learning_rate": Shown(p.learning_rate, DECIMALS),
        "weight_decay": Shown(p.weight_decay, DECIMALS),
        "count": Shown(p.steps),
        "share": Shown(p.learning_rate * p.weight_decay, DECIMALS),
        "steps": steps,
        "pull": pull,
        "factor": factor,
        "weight": weight,
        "limit": limit,
    }
    answers = {
        "factor": to_places(factor, PLACES_ASKED),
        "weight": to_places(weight, PLACES_ASKED),
        "limit": to_places(limit, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p, steps))


def _factor(p: Parameters) -> Shown:
    return Shown(1 - p.learning_rate * p.weight_decay, DECIMALS)


def _steps(p: Parameters) -> tuple[Step, ...]:
    steps: list[Step] = []
    after = Shown(p.start)
    for index in range(p.steps):
        before = after
        gradient = Shown(before.number - p.target, DECIMALS)
        decayed = Shown(_factor(p).number * before.number, DECIMALS)
        moved = Shown(p.learning_rate * gradient.number, DECIMALS)
        after = Shown(decayed.number - moved.number, DECIMALS)
        steps.append(Step(Shown(index), Shown(index + 1), before, gradient, decayed, moved, after))
    return tuple(steps)


def _mistakes(p: Parameters, steps: tuple[Step, ...]) -> Mistakes:
    rate, decay, target = p.learning_rate, p.weight_decay, Decimal(p.target)
    share = rate * decay

    def move(w: Decimal) -> Decimal:
        return rate * (w - target)

    rules: dict[str, Rule] = {
        "decay_left_out": lambda w: w - move(w),
        "rate_left_out": lambda w: (1 - decay) * w - move(w),
        "decay_doubled": lambda w: (1 - 2 * share) * w - move(w),
        "decay_added": lambda w: (1 + share) * w - move(w),
        "decayed_last": lambda w: (1 - share) * (w - move(w)),
        "first_gradient_kept": lambda w: (1 - share) * w - move(Decimal(p.start)),
        "uphill": lambda w: (1 - share) * w + move(w),
    }
    mistakes = {name: {"weight": _followed(p, rule)} for name, rule in rules.items()}
    mistakes["decay_left_out"] |= {"limit": target}
    mistakes["rate_left_out"] |= {"factor": 1 - decay, "limit": rate * target / (rate + decay)}
    mistakes["decay_doubled"] |= {"factor": 1 - 2 * share, "limit": target / (1 + 2 * decay)}
    mistakes["decay_added"] |= {"factor": 1 + share, "limit": target / (1 - decay)}
    return mistakes | {
        "one_step_short": {"weight": steps[-1].before.number},
        "share_for_factor": {"factor": share},
        "decayed_to_zero": {"limit": Decimal(0)},
        "decayed_once": {"limit": (1 - decay) * target},
    }


def _followed(p: Parameters, rule: Rule) -> Decimal:
    """Where a rule leads in place of the right one."""
    weight = Decimal(p.start)
    for _ in range(p.steps):
        weight = rule(weight)
    return weight


GENERATOR = Generator("weight_decay_steps", sample, solve, presets={}, rejects=rejects)
