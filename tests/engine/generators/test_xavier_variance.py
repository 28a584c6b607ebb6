"""Xavier: a case by hand, one by simulation, others by NumPy, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.xavier_variance import FANS, GENERATOR, Parameters, solve

SEEDS = range(50)


def key_of(p: Parameters) -> dict[str, float]:
    return {name: float(answer.key) for name, answer in solve(p).answers.items()}


def uniform_variance(bound: float) -> float:
    return float(np.linspace(-bound, bound, 10_001).var())


def test_a_case_by_hand() -> None:
    # 2 / 8, the root of 6 / 8, and 2 inputs * 0.25 * 3
    assert key_of(Parameters(2, 6, Decimal(3))) == {
        "weight_variance": 0.25,
        "bound": 0.86603,
        "output_variance": 1.5,
    }


def test_a_simulated_layer_has_these_variances() -> None:
    p = Parameters(100, 500, Decimal(2))
    key = key_of(p)
    random = np.random.default_rng(0)
    weight = random.uniform(-key["bound"], key["bound"], (p.fan_in, p.fan_out))
    x = random.normal(0, np.sqrt(2), (1000, p.fan_in))
    assert weight.var() == pytest.approx(key["weight_variance"], rel=0.02)
    assert (x @ weight).var() == pytest.approx(key["output_variance"], rel=0.02)


def test_the_widths_differ() -> None:
    assert all(fan_in != fan_out and min(fan_in, fan_out) > 0 for fan_in, fan_out in FANS)


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_and_their_mistakes_agree_with_numpy(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    weight = np.zeros((p.fan_in, p.fan_out))
    signal, rows, columns = float(p.input_variance), *weight.shape

    def drawn(variance: float) -> dict[str, float]:
        return {
            "weight_variance": variance,
            "bound": np.sqrt(12 * variance) / 2,  # a uniform distribution's width, halved
            "output_variance": rows * variance * signal,
        }

    xavier = 1 / np.mean(weight.shape)
    assert key_of(p) == pytest.approx(drawn(xavier), abs=1e-4)
    assert uniform_variance(key_of(p)["bound"]) == pytest.approx(xavier, rel=1e-3)
    expected = {
        "fan_in_alone": drawn(1 / rows),
        "fan_out_alone": drawn(1 / columns),
        "he": drawn(2 / rows),
        "not_averaged": drawn(1 / np.sum(weight.shape)),
        "deviation_for_variance": {"weight_variance": np.sqrt(xavier)},
        "deviation_for_bound": {"bound": np.sqrt(xavier)},
        "root_left_out": {"bound": drawn(xavier)["bound"] ** 2},
        "variance_kept": {"output_variance": signal},
        "outputs_summed": {"output_variance": columns * xavier * signal},
        "one_product": {"output_variance": xavier * signal},
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(expected)
    for name, values in expected.items():
        found = {answer: float(value) for answer, value in mistakes[name].items()}
        assert found == pytest.approx(values)
