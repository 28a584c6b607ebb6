"""Two steps of Adam for one parameter whose gradients are given.

m = beta1 m + (1 - beta1) gradient        m_hat = m / (1 - beta1^t)
v = beta2 v + (1 - beta2) gradient^2      v_hat = v / (1 - beta2^t)
theta = theta - learning_rate m_hat / sqrt(v_hat)
m = v = 0 before step t = 1; epsilon = 0 for hand work.
Source: Kingma & Ba 2015, arXiv:1412.6980 (content key: kingma2015), algorithm 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
ZERO = Decimal(0)
# without pairs of (1 - beta1)^2 = 1 - beta2, where two slips at the correction coincide
COEFFICIENTS = (("0.5", "0.9"), ("0.5", "0.99"), ("0.8", "0.9"), ("0.8", "0.99"), ("0.9", "0.96"))

Correction: TypeAlias = Callable[[Decimal, int], Decimal]  # beta, t -> the divisor


@dataclass(frozen=True)
class Parameters:
    """The start, the coefficients, and the gradient at each step."""

    gradients: tuple[int, int]
    theta: int
    beta1: Decimal
    beta2: Decimal
    learning_rate: Decimal


@dataclass(frozen=True)
class Step:
    """One step: both averages, their corrections, and where theta goes."""

    index: Shown
    gradient: Shown
    square: Shown
    m_before: Shown
    m: Shown
    v_before: Shown
    v: Shown
    m_divisor: Shown
    v_divisor: Shown
    m_hat: Shown
    v_hat: Shown
    root: Shown
    move: Shown
    theta_before: Shown
    theta: Shown


def sample(draw: Draw) -> Parameters:
    """Whole gradients of different sizes."""
    first, second = draw.sample((1, 2, 3, 4, 5, 6), 2)
    beta1, beta2 = draw.choice(COEFFICIENTS)
    return Parameters(
        gradients=(draw.sign() * first, draw.sign() * second),
        theta=draw.integer(1, 4),
        beta1=Decimal(beta1),
        beta2=Decimal(beta2),
        learning_rate=draw.choice((Decimal("0.1"), Decimal("0.2"), Decimal("0.5"))),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A second step that goes nowhere."""
    return solution.number("m") == 0


def solve(p: Parameters) -> Solution:
    """Both averages and the parameter after both steps."""
    steps = tuple(_steps(p))
    last = steps[-1]
    values: Values = {
        **numbered("gradient", shown_all(p.gradients)),
        "theta_start": Shown(p.theta),
        "beta1": _shown(p.beta1),
        "beta2": _shown(p.beta2),
        "rest1": _shown(1 - p.beta1),
        "rest2": _shown(1 - p.beta2),
        "learning_rate": _shown(p.learning_rate),
        "steps": steps,
        "m": last.m,
        "v": last.v,
        "theta": last.theta,
    }
    answers = {name: to_places(getattr(last, name), PLACES_ASKED) for name in ("m", "v", "theta")}
    return Solution(values, answers, _mistakes(p))


def correction(beta: Decimal, t: int) -> Decimal:
    """What an average is divided by at step t: the sum of the weights given so far."""
    return 1 - beta**t


def _steps(p: Parameters) -> Iterator[Step]:
    m, v, theta = Shown(0), Shown(0), Shown(p.theta)
    for t, gradient in enumerate(p.gradients, 1):
        before = {"m_before": m, "v_before": v, "theta_before": theta}
        square = Shown(gradient**2)
        m = _shown(p.beta1 * m.number + (1 - p.beta1) * gradient)
        v = _shown(p.beta2 * v.number + (1 - p.beta2) * square.number)
        m_divisor, v_divisor = _shown(correction(p.beta1, t)), _shown(correction(p.beta2, t))
        m_hat = _shown(m.number / m_divisor.number)
        v_hat = _shown(v.number / v_divisor.number)
        root = _shown(v_hat.number.sqrt())
        move = _shown(p.learning_rate * m_hat.number / root.number)
        theta = _shown(theta.number - move.number)
        yield Step(
            index=Shown(t),
            gradient=Shown(gradient),
            square=square,
            m=m,
            v=v,
            m_divisor=m_divisor,
            v_divisor=v_divisor,
            m_hat=m_hat,
            v_hat=v_hat,
            root=root,
            move=move,
            theta=theta,
            **before,
        )


def _mistakes(p: Parameters) -> Mistakes:
    right = _slip(p)
    theta_only = {
        "no_correction": _slip(p, divisor=lambda beta, t: Decimal(1)),
        "first_correction_again": _slip(p, divisor=lambda beta, t: 1 - beta),
        "root_left_out": _slip(p, root=False),
        "momentum_left_out": _slip(p, momentum=False),
    }
    return {
        "weights_swapped": _slip(p, keep1=1 - p.beta1, keep2=1 - p.beta2),
        "coefficients_swapped": _slip(p, keep1=p.beta2, keep2=p.beta1),
        "one_coefficient": _slip(p, keep2=p.beta1),
        "not_squared": {"v": _slip(p, keep1=p.beta2)["m"]},
        "corrected_carried_on": _slip(p, carry=True),
        **{name: {"theta": slip["theta"]} for name, slip in theta_only.items()},
        "uphill": {"theta": 2 * p.theta - right["theta"]},
    }


def _slip(
    p: Parameters,
    *,
    keep1: Decimal | None = None,
    keep2: Decimal | None = None,
    divisor: Correction = correction,
    root: bool = True,
    momentum: bool = True,
    carry: bool = False,
) -> dict[str, Decimal]:
    """Both steps with a slip in them, at full precision.

    keep1, keep2: other weights of the old averages; carry: the corrected averages go on.
    """
    keep1, keep2 = keep1 or p.beta1, keep2 or p.beta2
    m = v = m_old = v_old = ZERO
    theta = Decimal(p.theta)
    for t, gradient in enumerate(p.gradients, 1):
        m = keep1 * m_old + (1 - keep1) * gradient
        v = keep2 * v_old + (1 - keep2) * gradient**2
        m_hat, v_hat = m / divisor(keep1, t), v / divisor(keep2, t)
        m_old, v_old = (m_hat, v_hat) if carry else (m, v)
        direction = m_hat if momentum else Decimal(gradient)
        theta -= p.learning_rate * direction / (v_hat.sqrt() if root else v_hat)
    return {"m": m, "v": v, "theta": theta}


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator("adam_steps", sample, solve, presets={}, rejects=rejects)
