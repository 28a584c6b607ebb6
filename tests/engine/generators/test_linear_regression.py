"""Linear regression: a case by hand, others by NumPy's least squares, mistakes recomputed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.linear_regression import GENERATOR, Parameters, solve
from desktop.engine.generators.shown import NoAnswerError
from desktop.questions.marking import Marker, PartAnswers
from desktop.questions.variants import row_of

SEEDS = range(300)
FEW_SEEDS = range(40)
PROBLEM = Path(__file__).parents[3] / "content" / "exams" / "in2346-2022" / "problem-2.yaml"


def test_a_case_by_hand() -> None:
    # (1, 1), (2, 2), (3, 2): (3 * 11 - 6 * 5) / (3 * 14 - 36) = 0.5, then (5 - 3) / 3
    solution = solve(Parameters(start=1, spacing=(0, 1, 2), y=(1, 2, 2)))
    assert solution.answers["slope"].key == "0.5"
    assert solution.answers["intercept"].key == "0.6667"
    sums = [solution.number(name) for name in ("sum_x", "sum_y", "sum_xx", "sum_xy")]
    assert sums == [6, 5, 14, 11]
    assert solution.values["coordinates"].text == "(1, 1), (2, 2), (3, 2)"


def test_points_above_each_other_have_no_line() -> None:
    with pytest.raises(NoAnswerError):
        solve(Parameters(start=1, spacing=(1, 1, 1), y=(1, 2, 3)))


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Intercept and slope by a least-squares solver."""
    return np.linalg.lstsq(np.column_stack([np.ones_like(x), x]), y, rcond=None)[0]


def test_draws_agree_with_least_squares() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        x, y = np.array(p.x, float), np.array(p.y, float)
        intercept, slope = fitted(x, y)
        assert float(variant.answers["slope"].key) == pytest.approx(slope, abs=1e-9)
        assert float(variant.answers["intercept"].key) == pytest.approx(intercept, abs=6e-5)
        assert max(abs(y - intercept - slope * x)) > 0.1


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in SEEDS:
        p = fresh_variant(GENERATOR, seed).parameters
        x, y, n = np.array(p.x, float), np.array(p.y, float), len(p.y)
        intercept, slope = fitted(x, y)
        across = fitted(y, x)[1]  # x predicted from y
        uncounted = (x @ y - x.sum() * y.sum()) / (x @ x - x.sum() ** 2)
        ends = (y[-1] - y[0]) / (x[-1] - x[0])
        origin = np.linalg.lstsq(x[:, None], y, rcond=None)[0][0]
        expected = {
            "swapped_axes": (across, (y - across * x).mean()),
            "axes_inverted": (1 / across, (y - x / across).mean()),
            "count_left_out": (uncounted, (y - uncounted * x).mean()),
            "first_to_last": (ends, (y - ends * x).mean()),
            "no_intercept": (origin, 0),
            "sum_for_mean": (None, intercept * n),
            "slope_added": (None, (y + slope * x).mean()),
            "mean_of_y": (None, y.mean()),
            "through_first_point": (None, y[0] - slope * x[0]),
        }
        found = solve(p).mistakes
        assert set(found) == set(expected)
        for name, (wrong_slope, wrong_intercept) in expected.items():
            row = {answer: float(value) for answer, value in found[name].items()}
            assert row["intercept"] == pytest.approx(wrong_intercept, abs=1e-9), name
            if wrong_slope is not None:
                assert row["slope"] == pytest.approx(wrong_slope), name


def test_the_intercept_of_a_wrong_slope_is_carried() -> None:
    questions = yaml.safe_load(PROBLEM.read_text(encoding="utf-8"))["questions"]
    drills = [drill for question in questions for drill in question.get("drills", [])]
    (drill,) = (drill for drill in drills if drill["generator"] == GENERATOR.name)
    parts = [
        PartAnswers(credits=1, answers=tuple(part["answers"]), carry=part.get("carry"))
        for part in drill["parts"]
    ]
    marker = Marker()
    for seed in FEW_SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        for off in (0, 1.5):
            slope = float(variant.answers["slope"].key) + off
            # the best level of a line with this slope
            intercept = (np.array(p.y) - slope * np.array(p.x)).mean()
            given = {"slope": f"{slope:.6f}", "intercept": f"{intercept:.6f}"}
            found = marker.mark_numeric(row_of(variant), parts, given).answers
            states = [found[name].state for name in ("slope", "intercept")]
            assert states == (["wrong", "carried"] if off else ["right", "right"])
