"""Running statistics: a case by hand, others by NumPy, every mistake as its slip."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.running_statistics import GENERATOR, Parameters, solve

SEEDS = range(50)


def test_a_case_by_hand() -> None:
    # 0, 2, 3, 4, 6: mean 3, squares 20, unbiased 5; 1, 1, 1, 1, 6 shifted: mean 2, squares 20
    p = Parameters(((0, 2, 3, 4, 6), (1, 1, 1, 1, 6)), Decimal("0.1"))
    solution = solve(p)
    # mean 0.3, then 0.27 + 0.2; variance 0.9 + 0.5 = 1.4, then 1.26 + 0.5
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "running_mean": "0.47",
        "running_var": "1.76",
    }
    # 4 for 5: 0.9 + 0.4 = 1.3, then 1.17 + 0.4
    assert solution.mistakes["biased_variance"] == {"running_var": Decimal("1.57")}
    # 0.5, then 0.45 + 0.5
    assert solution.mistakes["variance_from_zero"] == {"running_var": Decimal("0.95")}


def running(start: float, news: Sequence[float], momentum: float) -> float:
    """A sum in which each batch's weight has decayed once for every later batch."""
    weights = [momentum * (1 - momentum) ** (len(news) - i) for i in range(1, len(news) + 1)]
    return start * (1 - momentum) ** len(news) + float(np.dot(weights, news))


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_numpy(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    m = float(p.momentum)
    x = np.array(p.batches, dtype=float)
    means, variances, biased = x.mean(axis=1), x.var(axis=1, ddof=1), x.var(axis=1)
    answers = [float(answer.value) for answer in variant.answers.values()]
    assert answers == pytest.approx([running(0, means, m), running(1, variances, m)])

    mistakes = solve(p).mistakes
    slips = {
        "momentum_swapped": (running(0, means, 1 - m), running(1, variances, 1 - m)),
        "biased_variance": (running(1, biased, m),),
        "variance_from_zero": (running(0, variances, m),),
        "deviation_averaged": (running(1, np.sqrt(variances), m),),
        "started_with_first_batch": (
            running(means[0], means[1:], m),
            running(variances[0], variances[1:], m),
        ),
        "plain_mean": (means.mean(), variances.mean()),
        "first_batch_forgotten": (running(0, means[1:], m), running(1, variances[1:], m)),
    }
    assert set(mistakes) == set(slips)
    for name, wrong in slips.items():
        found = [float(value) for value in mistakes[name].values()]
        assert found == pytest.approx(list(wrong)), name
