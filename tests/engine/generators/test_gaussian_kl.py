"""KL divergence to the standard normal: the card's case, others by integration, every mistake."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.gaussian_kl import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


def kl_by_integration(m1: float, v1: float, m2: float, v2: float) -> float:
    """KL(N(m1, v1) || N(m2, v2)) as the integral of p (ln p - ln q)."""
    room = 12 * np.sqrt(v1)
    z = np.linspace(m1 - room, m1 + room, 4001)
    log_p = -((z - m1) ** 2) / (2 * v1) - np.log(2 * np.pi * v1) / 2
    log_q = -((z - m2) ** 2) / (2 * v2) - np.log(2 * np.pi * v2) / 2
    return float(np.sum(np.exp(log_p) * (log_p - log_q)) * (z[1] - z[0]))


def test_the_numbers_of_the_explanation() -> None:
    # mu 2, variance 1/4: 2.32; mu 0, variance 1: 0
    p = Parameters((Decimal(2), Decimal(0)), (Decimal("0.25"), Decimal(1)), is_log=False)
    solution = solve(p)
    # 4 + 0.25 - 1 + 1.38629 = 4.63629
    assert solution.answers["kl"].key == "2.318145"
    wrong = solution.mistakes["half_lost"]["kl"]
    assert isinstance(wrong, Decimal)
    assert round(wrong, 5) == Decimal("4.63629")


def test_variances_and_their_logarithms_agree() -> None:
    mu = (Decimal(-1), Decimal("1.5"))
    plain = solve(Parameters(mu, (Decimal("0.5"), Decimal(4)), is_log=False))
    logs = tuple(Decimal(number).ln() for number in ("0.5", "4"))
    assert solve(Parameters(mu, logs, is_log=True)).answers["kl"].key == plain.answers["kl"].key


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_the_integral(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    mu = np.array(p.mu, dtype=float)
    spread = np.array(p.spread, dtype=float)
    variance = np.exp(spread) if p.is_log else spread
    pairs = list(zip(mu, variance, strict=True))
    kl = sum(kl_by_integration(m, v, 0, 1) for m, v in pairs)
    assert float(variant.answers["kl"].key) == pytest.approx(kl, abs=3e-5)

    deviation, log = np.sqrt(variance), np.log(variance)
    mistakes = {name: float(wrong["kl"]) for name, wrong in solve(p).mistakes.items()}
    assert mistakes == pytest.approx(
        {
            "half_lost": 2 * kl,
            "averaged": kl / 2,
            "reversed": sum(kl_by_integration(0, 1, m, v) for m, v in pairs),
            "deviation_for_variance": np.sum(mu**2 + deviation - 1 - np.log(deviation)) / 2,
            "minus_one_lost": kl + 1,
            "log_added": kl + np.sum(log),
            "log_lost": kl + np.sum(log) / 2,
            "mean_not_squared": kl + np.sum(mu - mu**2) / 2,
            "one_number_for_both": np.sum(mu**2 - 1) / 2,
        },
        abs=3e-5,  # a slip that is off by more than the tolerance of 0.0005 is not named
    )
