"""Two steps of RMSProp for one parameter whose gradients are given.

s = beta s + (1 - beta) gradient^2
theta = theta - learning_rate gradient / sqrt(s)   with the new s; epsilon = 0 for hand work
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 8.5.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError, Shown, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3


@dataclass(frozen=True)
class Parameters:
    """The state before the first step, and the gradient at each step."""

    gradients: tuple[int, int]
    theta: int
    average: int  # s
    beta: Decimal
    learning_rate: Decimal


@dataclass(frozen=True)
class Step:
    """One step: what is squared and averaged, and where theta goes."""

    index: Shown
    gradient: Shown
    square: Shown
    average_before: Shown
    average: Shown
    root: Shown
    move: Shown
    theta_before: Shown
    theta: Shown


def sample(draw: Draw) -> Parameters:
    """Whole gradients of different sizes, and an average that is neither 0 nor 1."""
    first, second = draw.sample((1, 2, 3, 4, 5, 6, 8), 2)
    return Parameters(
        gradients=(draw.sign() * first, draw.sign() * second),
        theta=draw.integer(1, 4),
        average=draw.choice((2, 4, 9, 10, 16, 20)),
        beta=draw.choice((Decimal("0.75"), Decimal("0.8"), Decimal("0.9"))),
        learning_rate=draw.choice((Decimal("0.1"), Decimal("0.2"), Decimal("0.5"))),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """An average that a step leaves as it is or that is its own root."""
    steps = tuple(_steps(p))
    unchanged = any(step.average.number == step.average_before.number for step in steps)
    return unchanged or any(step.average.number == 1 for step in steps)


def solve(p: Parameters) -> Solution:
    """Average and parameter after every step.

    Raises: NoAnswerError if the average is zero, where the step divides by it.
    """
    steps = tuple(_steps(p))
    last = steps[-1]
    values: Values = {
        **numbered("gradient", shown_all(p.gradients)),
        "theta_start": Shown(p.theta),
        "average_start": Shown(p.average),
        "beta": _shown(p.beta),
        "rest": _shown(1 - p.beta),
        "learning_rate": _shown(p.learning_rate),
        "steps": steps,
        "average": last.average,
        "theta": last.theta,
        "sgd_theta": _shown(_without_average(p)),
    }
    answers = {
        "average": to_places(last.average, PLACES_ASKED),
        "theta": to_places(last.theta, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _steps(p: Parameters) -> Iterator[Step]:
    average, theta = Shown(p.average), Shown(p.theta)
    for index, gradient in enumerate(p.gradients, 1):
        square = Shown(gradient**2)
        new = _shown(p.beta * average.number + (1 - p.beta) * square.number)
        if new.number == 0:
            raise NoAnswerError("the average is 0: the step divides by its root")
        root = _shown(new.number.sqrt())
        move = _shown(p.learning_rate * gradient / root.number)
        moved = _shown(theta.number - move.number)
        yield Step(Shown(index), Shown(gradient), square, average, new, root, move, theta, moved)
        average, theta = new, moved


def _mistakes(p: Parameters) -> Mistakes:
    keep, take = p.beta, 1 - p.beta
    right = _slip(p)
    return {
        "weight_left_out": _slip(p, weights=(keep, Decimal(1))),
        "weights_swapped": _slip(p, weights=(take, keep)),
        "only_last_square": _slip(p, weights=(Decimal(0), Decimal(1))),
        "not_squared": {"average": _average_of_gradients(p)},
        "root_left_out": {"theta": _slip(p, root=False)["theta"]},
        "old_average": {"theta": _slip(p, new=False)["theta"]},
        "average_not_used": {"theta": _without_average(p)},
        "uphill": {"theta": 2 * p.theta - right["theta"]},
    }


def _slip(
    p: Parameters,
    weights: tuple[Decimal, Decimal] | None = None,
    root: bool = True,
    new: bool = True,
) -> dict[str, Decimal]:
    """All steps with other weights in the average, without the root, or with the old average."""
    keep, take = weights or (p.beta, 1 - p.beta)
    average, theta = Decimal(p.average), Decimal(p.theta)
    for gradient in p.gradients:
        before, average = average, keep * average + take * gradient**2
        divisor = average if new else before
        theta -= p.learning_rate * gradient / (divisor.sqrt() if root else divisor)
    return {"average": average, "theta": theta}


def _average_of_gradients(p: Parameters) -> Decimal:
    average = Decimal(p.average)
    for gradient in p.gradients:
        average = p.beta * average + (1 - p.beta) * gradient
    return average


def _without_average(p: Parameters) -> Decimal:
    """Where plain gradient descent would have gone."""
    return p.theta - p.learning_rate * sum(p.gradients)


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator("rmsprop_steps", sample, solve, presets={}, rejects=rejects)
