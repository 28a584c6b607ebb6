"""RMSProp: two steps by hand, others in floats, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.rmsprop_steps import GENERATOR, Parameters, solve
from desktop.engine.generators.shown import NoAnswerError

SEEDS = range(300)
BY_HAND = Parameters((6, 8), theta=2, average=4, beta=Decimal("0.75"), learning_rate=Decimal("0.5"))


def run(
    p: Parameters, keep: float, take: float, power: float = 0.5, old: bool = False
) -> tuple[float, float]:
    """RMSProp in floats with other weights, another power of s, or the s of before the step."""
    s, theta, rate = float(p.average), float(p.theta), float(p.learning_rate)
    for g in p.gradients:
        new = keep * s + take * g * g
        theta -= rate * g / np.power(s if old else new, power)
        s = new
    return s, theta


def test_two_steps_by_hand() -> None:
    # s: 0.75 * 4 + 0.25 * 36 = 12, root 3.46410; 0.75 * 12 + 0.25 * 64 = 25, root 5
    solution = solve(BY_HAND)
    assert solution.number("average") == 25
    # 2 - 3 / 3.46410 = 2 - 0.86603; 1.13397 - 4 / 5
    assert solution.number("theta") == Decimal("0.33397")
    assert solution.number("sgd_theta") == -5
    assert {step.move.text for step in solution.values["steps"]} == {"0.86603", "0.8"}


def test_the_mistakes_by_hand() -> None:
    p = Parameters((5, 4), theta=1, average=9, beta=Decimal("0.5"), learning_rate=Decimal("0.1"))
    # s is 4.5 + 12.5 = 17, then 8.5 + 8 = 16.5
    mistakes = solve(p).mistakes
    assert mistakes["weight_left_out"]["average"] == Decimal("30.75")  # 4.5 + 25, halved, + 16
    assert mistakes["not_squared"] == {"average": Decimal("5.5")}  # 4.5 + 2.5, halved, + 2
    assert mistakes["average_not_used"] == {"theta": Decimal("0.1")}
    assert float(mistakes["old_average"]["theta"]) == pytest.approx(1 - 0.5 / 3 - 0.4 / 17**0.5)
    assert float(mistakes["root_left_out"]["theta"]) == pytest.approx(1 - 0.5 / 17 - 0.4 / 16.5)


def test_draws_agree_with_floats() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, beta = variant.parameters, float(variant.parameters.beta)
        s, theta = run(p, beta, 1 - beta)
        assert float(variant.answers["average"].key) == pytest.approx(s, abs=1e-9)
        assert float(variant.answers["theta"].key) == pytest.approx(theta, abs=5e-5)
        slips = {
            "weight_left_out": run(p, beta, 1),
            "weights_swapped": run(p, 1 - beta, beta),
            "only_last_square": run(p, 0, 1),
        }
        mistakes = solve(p).mistakes
        for name, expected in slips.items():
            found = (float(mistakes[name]["average"]), float(mistakes[name]["theta"]))
            assert found == pytest.approx(expected)
        thetas = {
            "root_left_out": run(p, beta, 1 - beta, power=1)[1],
            "average_not_used": run(p, beta, 1 - beta, power=0)[1],
            "old_average": run(p, beta, 1 - beta, old=True)[1],
            "uphill": p.theta + (p.theta - theta),
        }
        for name, wrong in thetas.items():
            assert float(mistakes[name]["theta"]) == pytest.approx(wrong)
        first, second = p.gradients
        plain = beta * (beta * p.average + (1 - beta) * first) + (1 - beta) * second
        assert float(mistakes["not_squared"]["average"]) == pytest.approx(plain)


def test_an_average_of_zero_has_no_step() -> None:
    p = Parameters((0, 1), theta=1, average=0, beta=Decimal("0.9"), learning_rate=Decimal("0.1"))
    with pytest.raises(NoAnswerError, match="divides by its root"):
        solve(p)
