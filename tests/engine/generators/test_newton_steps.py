"""Newton's step: cases by hand, others by fitting the local parabola, every mistake as its slip."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.newton_steps import GENERATOR, Parameters, solve
from desktop.engine.generators.shown import NoAnswerError

SEEDS = range(300)
BY_HAND = Parameters(a=1, b=-1, c=-7, d=-3, w=-3)
DELTA = 1e-3


def local_parabola(p: Parameters) -> np.ndarray:
    """Coefficients by falling power of the parabola through three close points of f."""
    w = p.w + np.array([-DELTA, 0, DELTA])
    return np.polyfit(w - p.w, p.a * w**3 + p.b * w**2 + p.c * w + p.d, 2)


def test_a_step_towards_a_maximum_by_hand() -> None:
    # f' = 27 + 6 - 7, f'' = -18 - 2, f = -27 - 9 + 21 - 3 = -18
    solution = solve(BY_HAND)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "slope": "26",
        "curvature": "-20",
        "new_w": "-1.7",
        "goal": "highest point",
    }
    assert solution.mistakes == {
        "root_of_f": {"new_w": -3 + Decimal(18) / 26},
        "gradient_step": {"new_w": -29},
        "inverted": {"new_w": -3 + Decimal(20) / 26},
        "sign_changed": {"new_w": Decimal("-4.3")},
        "linear_term_lost": {"slope": 33, "new_w": Decimal("-1.35")},
        "step_for_point": {"new_w": Decimal("1.3")},
        "other_goal": {"goal": "lowest point"},
    }


def test_a_parabola_needs_one_step() -> None:
    # 2 w^2 - 8 w + 1 is lowest at 2
    solution = solve(Parameters(a=0, b=2, c=-8, d=1, w=3))
    assert solution.number("new_w") == 2
    assert solution.answers["goal"].key == "lowest point"


def test_the_function_of_the_exam_has_no_step() -> None:
    # f(x, w) = w x at x = 5: linear in w
    with pytest.raises(NoAnswerError, match="f'' is 0"):
        solve(Parameters(a=0, b=0, c=5, d=0, w=1))


def test_draws_agree_with_the_local_parabola() -> None:
    goals = set()
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, answers = variant.parameters, variant.answers
        half_curvature, slope, value = local_parabola(p)
        curvature = 2 * half_curvature
        assert float(answers["slope"].key) == pytest.approx(slope, abs=1e-4)
        assert float(answers["curvature"].key) == pytest.approx(curvature, abs=1e-4)
        assert float(answers["new_w"].key) == pytest.approx(p.w - slope / curvature, abs=2e-4)
        goals.add(answers["goal"].key)
        assert answers["goal"].key == ("lowest point" if curvature > 0 else "highest point")
        no_constant = local_parabola(replace(p, c=0))[1]
        wrong = {
            "root_of_f": p.w - value / slope,
            "gradient_step": p.w - slope,
            "inverted": p.w - curvature / slope,
            "sign_changed": p.w + slope / curvature,
            "linear_term_lost": p.w - no_constant / curvature,
            "step_for_point": -slope / curvature,
        }
        mistakes = solve(p).mistakes
        for name, new_w in wrong.items():
            assert float(mistakes[name]["new_w"]) == pytest.approx(new_w, abs=1e-3)
    assert len(goals) == 2
