"""Momentum: a case by hand, others by powers of a matrix, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.momentum_steps import GENERATOR, Parameters, solve

SEEDS = range(50)


def last_two(p: Parameters) -> tuple[float, float]:
    """Velocity and weight after the last step: (v, w) = A^steps (0, start)."""
    mu, pull = float(p.momentum), float(p.learning_rate) * p.curvature
    step = np.array([[mu, -pull], [mu, 1 - pull]])
    velocity, weight = np.linalg.matrix_power(step, p.steps) @ [0, p.start]
    return float(velocity), float(weight)


def test_a_case_by_hand() -> None:
    # g = 30, v = -3, w = 7; g = 21, v = -1.5 - 2.1 = -3.6, w = 3.4
    solution = solve(Parameters(3, 10, Decimal("0.5"), Decimal("0.1"), 2))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "velocity": "-3.6",
        "weight": "3.4",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_the_closed_form(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    found = [float(variant.answers[name].key) for name in ("velocity", "weight")]
    assert found == pytest.approx(last_two(variant.parameters), abs=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_a_computation_with_the_slip_in_it(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    mu, rate, a = float(p.momentum), float(p.learning_rate), float(p.curvature)

    def run(slip: str, steps: int = p.steps) -> tuple[float, float]:
        v, w = 0.0, float(p.start)
        for _ in range(steps):
            at = {"first_gradient_kept": float(p.start), "gradient_ahead": w + mu * v}.get(slip, w)
            g = a * at / (2 if slip == "derivative_halved" else 1)
            kept = {"no_velocity": 0.0, "momentum_left_out": 1.0}.get(slip, mu)
            share = {"averaged": 1 - mu, "uphill": -1.0}.get(slip, 1.0)
            old, v = v, kept * v - share * rate * g
            w += old if slip == "old_velocity" else v
        return v, w

    assert run("none") == pytest.approx(last_two(p))
    mistakes = dict(solve(p).mistakes)
    assert float(mistakes.pop("sum_of_gradients")["velocity"]) == pytest.approx(
        -run("none")[0] / rate
    )
    short = mistakes.pop("one_step_short")
    assert (float(short["velocity"]), float(short["weight"])) == pytest.approx(
        run("none", p.steps - 1)
    )
    assert set(mistakes) == {
        "no_velocity",
        "momentum_left_out",
        "old_velocity",
        "first_gradient_kept",
        "averaged",
        "uphill",
        "gradient_ahead",
        "derivative_halved",
    }
    for name, values in mistakes.items():
        assert (float(values["velocity"]), float(values["weight"])) == pytest.approx(run(name))
