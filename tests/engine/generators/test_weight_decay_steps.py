"""Weight decay: a case by hand, others by differences of the penalized loss, mistakes as slips."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.weight_decay_steps import GENERATOR, Parameters, solve

SEEDS = range(300)
DELTA = 1e-5
BY_HAND = Parameters(
    target=6, start=2, learning_rate=Decimal("0.5"), weight_decay=Decimal("0.2"), steps=2
)


def test_a_case_by_hand() -> None:
    # 0.9 * 2 + 0.5 * 4 = 3.8, then 0.9 * 3.8 + 0.5 * 2.2 = 4.52, on the way to 6 / 1.2
    solution = solve(BY_HAND)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "factor": "0.9",
        "weight": "4.52",
        "limit": "5",
    }
    steps = solution.values["steps"]
    assert [step.gradient.number for step in steps] == [-4, Decimal("-2.2")]
    assert [step.after.number for step in steps] == [Decimal("3.8"), Decimal("4.52")]


def after_steps(p: Parameters, step: Callable[[float], float], count: int | None = None) -> float:
    weight = float(p.start)
    for _ in range(p.steps if count is None else count):
        weight = step(weight)
    return weight


def by_differences(p: Parameters, weight: float) -> float:
    """A descent step on loss plus penalty, the derivative by a central difference."""

    def objective(w: float) -> float:
        return (w - p.target) ** 2 / 2 + float(p.weight_decay) * w**2 / 2

    slope = (objective(weight + DELTA) - objective(weight - DELTA)) / (2 * DELTA)
    return weight - float(p.learning_rate) * slope


def test_draws_agree_with_steps_on_the_penalized_loss() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        found = {name: float(answer.key) for name, answer in variant.answers.items()}
        weight = after_steps(p, lambda w, p=p: by_differences(p, w))
        limit = after_steps(p, lambda w, p=p: by_differences(p, w), 150)
        # five places are carried over up to three steps
        assert found["weight"] == pytest.approx(weight, abs=3e-5)
        assert found["limit"] == pytest.approx(limit, abs=1e-5)
        assert found["factor"] == pytest.approx(1 - float(p.learning_rate * p.weight_decay))


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in SEEDS:
        p = fresh_variant(GENERATOR, seed).parameters
        a, decay, c = float(p.learning_rate), float(p.weight_decay), p.target
        rules: dict[str, Callable[[float], float]] = {
            "decay_left_out": lambda w, a=a, c=c: w - a * (w - c),
            "rate_left_out": lambda w, a=a, c=c, d=decay: w - d * w - a * (w - c),
            "decay_doubled": lambda w, a=a, c=c, d=decay: w - a * (w - c + 2 * d * w),
            "decay_added": lambda w, a=a, c=c, d=decay: w - a * (w - c - d * w),
            "decayed_last": lambda w, a=a, c=c, d=decay: (w - a * (w - c)) * (1 - a * d),
            "first_gradient_kept": lambda w, a=a, c=c, d=decay, s=p.start: (
                w - a * (s - c) - a * d * w
            ),
            "uphill": lambda w, a=a, c=c, d=decay: w + a * (w - c) - a * d * w,
        }
        found = solve(p).mistakes
        for name, rule in rules.items():
            weight = float(found[name]["weight"])
            assert weight == pytest.approx(after_steps(p, rule)), name
            if "limit" in found[name]:  # a step does not move the limit
                limit = float(found[name]["limit"])
                assert rule(limit) == pytest.approx(limit), name
            if "factor" in found[name]:  # what a step makes of a weight whose gradient is 0
                assert float(found[name]["factor"]) == pytest.approx(rule(c) / c), name
        assert float(found["one_step_short"]["weight"]) == pytest.approx(
            after_steps(p, lambda w, p=p: by_differences(p, w), p.steps - 1), abs=3e-5
        )
        assert found["share_for_factor"] == {"factor": p.learning_rate * p.weight_decay}
        assert found["decayed_to_zero"] == {"limit": 0}
        assert float(found["decayed_once"]["limit"]) == pytest.approx(c - decay * c)
        assert len(found) == len(rules) + 4
