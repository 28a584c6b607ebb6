"""Steps of gradient descent with momentum on a parabola, f(w) = curvature w^2 / 2.

gradient = curvature w
velocity = momentum velocity - learning_rate gradient, at first 0
w = w + velocity
Source: Goodfellow et al. 2016 (content key: goodfellow2016), section 8.3.2.
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
MOMENTA = (Decimal("0.5"), Decimal("0.8"), Decimal("0.9"))
LEARNING_RATES = (Decimal("0.1"), Decimal("0.2"))

Rule: TypeAlias = Callable[[Decimal, Decimal], tuple[Decimal, Decimal]]
"""Velocity and weight before a step -> both after it."""


@dataclass(frozen=True)
class Parameters:
    """The parabola, where the descent starts, and how it goes."""

    curvature: int
    start: int
    momentum: Decimal
    learning_rate: Decimal
    steps: int


@dataclass(frozen=True)
class Step:
    """One step; `before` and `old_velocity` are what it starts from."""

    index: Shown
    before: Shown
    gradient: Shown
    old_velocity: Shown
    velocity: Shown
    weight: Shown


def sample(draw: Draw) -> Parameters:
    """Two or three steps down a parabola."""
    return Parameters(
        curvature=draw.integer(3, 6),
        start=draw.sign() * draw.integer(1, 10),
        momentum=draw.choice(MOMENTA),
        learning_rate=draw.choice(LEARNING_RATES),
        steps=draw.integer(2, 3),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A step from or to the minimum, where there is no gradient."""
    return any(step.weight.number == 0 for step in _steps(p))


def solve(p: Parameters) -> Solution:
    """Velocity and weight after the last step."""
    steps = _steps(p)
    velocity, weight = steps[-1].velocity, steps[-1].weight
    values: Values = {
        "half_curvature": Shown(Decimal(p.curvature) / 2, 1),
        "curvature": Shown(p.curvature),
        "start": Shown(p.start),
        "momentum": Shown(p.momentum, DECIMALS),
        "learning_rate": Shown(p.learning_rate, DECIMALS),
        "count": Shown(p.steps),
        "steps": steps,
        "velocity": velocity,
        "weight": weight,
    }
    answers = {
        "velocity": to_places(velocity, PLACES_ASKED),
        "weight": to_places(weight, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p, steps))


def _steps(p: Parameters) -> tuple[Step, ...]:
    steps: list[Step] = []
    velocity, weight = Shown(0), Shown(p.start)
    for index in range(1, p.steps + 1):
        old_velocity, before = velocity, weight
        gradient = Shown(p.curvature * before.number, DECIMALS)
        decayed = p.momentum * old_velocity.number
        velocity = Shown(decayed - p.learning_rate * gradient.number, DECIMALS)
        weight = Shown(before.number + velocity.number, DECIMALS)
        steps.append(Step(Shown(index), before, gradient, old_velocity, velocity, weight))
    return tuple(steps)


def _mistakes(p: Parameters, steps: tuple[Step, ...]) -> Mistakes:
    mu, rate, start = p.momentum, p.learning_rate, Decimal(p.start)

    def pull(w: Decimal) -> Decimal:
        return rate * p.curvature * w

    def moved(velocity: Decimal, w: Decimal) -> tuple[Decimal, Decimal]:
        return velocity, w + velocity

    rules: dict[str, Rule] = {
        "no_velocity": lambda v, w: moved(-pull(w), w),
        "momentum_left_out": lambda v, w: moved(v - pull(w), w),
        "old_velocity": lambda v, w: (mu * v - pull(w), w + v),
        "first_gradient_kept": lambda v, w: moved(mu * v - pull(start), w),
        "averaged": lambda v, w: moved(mu * v - (1 - mu) * pull(w), w),
        "uphill": lambda v, w: moved(mu * v + pull(w), w),
        "gradient_ahead": lambda v, w: moved(mu * v - pull(w + mu * v), w),
        "derivative_halved": lambda v, w: moved(mu * v - pull(w) / 2, w),
    }
    mistakes = {name: _followed(p, rule) for name, rule in rules.items()}
    mistakes["one_step_short"] = {
        "velocity": steps[-2].velocity.number,
        "weight": steps[-2].weight.number,
    }
    mistakes["sum_of_gradients"] = {"velocity": -steps[-1].velocity.number / rate}
    return mistakes


def _followed(p: Parameters, rule: Rule) -> dict[str, Decimal]:
    """Where a rule leads in place of the right one."""
    velocity, weight = Decimal(0), Decimal(p.start)
    for _ in range(p.steps):
        velocity, weight = rule(velocity, weight)
    return {"velocity": velocity, "weight": weight}


GENERATOR = Generator("momentum_steps", sample, solve, presets={}, rejects=rejects)
