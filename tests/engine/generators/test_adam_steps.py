"""Adam: two steps by hand, others in floats, every mistake as its slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from desktop.engine.generators.adam_steps import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)
BY_HAND = Parameters((4, -2), 3, Decimal("0.5"), Decimal("0.75"), Decimal("0.1"))


@dataclass(frozen=True)
class Adam:
    """Adam in floats, with the places where a slip can happen."""

    beta1: float
    beta2: float
    new1: float
    new2: float
    divisor: Callable[[float, int], float] = lambda beta, t: 1 - beta**t
    power: float = 0.5
    momentum: bool = True
    carry: bool = False

    def run(self, p: Parameters) -> tuple[float, float, float]:
        m_old, v_old, theta = 0.0, 0.0, float(p.theta)
        for t, g in enumerate(p.gradients, 1):
            m = self.beta1 * m_old + self.new1 * g
            v = self.beta2 * v_old + self.new2 * g * g
            m_hat, v_hat = m / self.divisor(self.beta1, t), v / self.divisor(self.beta2, t)
            theta -= float(p.learning_rate) * (m_hat if self.momentum else g) / v_hat**self.power
            m_old, v_old = (m_hat, v_hat) if self.carry else (m, v)
        return m, v, theta


def test_two_steps_by_hand() -> None:
    solution = solve(BY_HAND)
    # m: 2, then 1 - 1 = 0; v: 4, then 3 + 1 = 4; the first step is 0.1 long, the second 0
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "m": "0",
        "v": "4",
        "theta": "2.9",
    }
    # 4 / 0.4375
    assert [step.v_hat.text for step in solution.values["steps"]] == ["16", "9.14286"]


def test_the_mistakes_of_a_case_by_hand() -> None:
    mistakes = solve(replace(BY_HAND, gradients=(4, 2), beta2=Decimal("0.99"))).mistakes
    # m: 2, then 2; v: 0.16, then 0.1584 + 0.04 = 0.1984
    assert mistakes["one_coefficient"]["v"] == 6  # 8, then 4 + 2
    assert mistakes["coefficients_swapped"]["m"] == Decimal("0.0596")  # 0.04, then 0.0396 + 0.02
    assert mistakes["not_squared"] == {"v": Decimal("0.0596")}
    assert mistakes["corrected_carried_on"]["m"] == 3  # 4, then 2 + 1
    uncorrected = 3 - 0.1 * 2 / 0.4 - 0.1 * 2 / 0.1984**0.5
    assert float(mistakes["no_correction"]["theta"]) == pytest.approx(uncorrected)
    rmsprop = 3 - 0.1 - 0.1 * 2 / (0.1984 / 0.0199) ** 0.5
    assert float(mistakes["momentum_left_out"]["theta"]) == pytest.approx(rmsprop)


def test_draws_agree_with_floats() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        beta1, beta2 = float(p.beta1), float(p.beta2)
        right = Adam(beta1, beta2, 1 - beta1, 1 - beta2)
        m, v, theta = right.run(p)
        found = {name: float(answer.key) for name, answer in variant.answers.items()}
        # five places are carried, three are asked: the drift is far below half a unit of those
        assert found == pytest.approx({"m": m, "v": v, "theta": theta}, abs=5e-5)
        first = variant.values["steps"][0]
        assert abs(first.move.number) == p.learning_rate
        slips = {
            "weights_swapped": Adam(1 - beta1, 1 - beta2, beta1, beta2),
            "coefficients_swapped": Adam(beta2, beta1, 1 - beta2, 1 - beta1),
            "one_coefficient": Adam(beta1, beta1, 1 - beta1, 1 - beta1),
            "corrected_carried_on": replace(right, carry=True),
            "no_correction": replace(right, divisor=lambda beta, t: 1),
            "first_correction_again": replace(right, divisor=lambda beta, t: 1 - beta),
            "root_left_out": replace(right, power=1),
            "momentum_left_out": replace(right, momentum=False),
        }
        mistakes = solve(p).mistakes
        assert set(mistakes) == {*slips, "not_squared", "uphill"}
        for name, slip in slips.items():
            expected = dict(zip(("m", "v", "theta"), slip.run(p), strict=True))
            for answer, value in mistakes[name].items():
                assert float(value) == pytest.approx(expected[answer])
        assert float(mistakes["uphill"]["theta"]) == pytest.approx(2 * p.theta - theta)
