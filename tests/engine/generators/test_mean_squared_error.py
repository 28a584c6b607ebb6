"""Mean squared error: the exam's numbers by hand, others by a second computation in floats."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.generators.mean_squared_error import GENERATOR, Parameters, solve
from desktop.engine.generators.solution import NamedMistake
from tests.engine.generators.network import halves

pairs = st.tuples(halves, halves)


def test_the_exam_has_its_marked_value() -> None:
    answer = GENERATOR.preset("exam").answers["loss"]
    assert (answer.key, answer.kind) == ("1", "number")


def test_the_mistakes_of_the_exam_by_hand() -> None:
    # the errors are 1 and -1, so that the mean absolute error and the root are 1 as well
    assert GENERATOR.preset("exam").mistakes == (
        NamedMistake(("not_averaged",), {"loss": "2"}),
        NamedMistake(("halved_mean",), {"loss": "0.5"}),
        NamedMistake(("not_squared",), {"loss": "0"}),
    )


@given(pairs, pairs)
def test_loss_and_mistakes_agree_with_numpy(
    outputs: tuple[float, float], targets: tuple[float, float]
) -> None:
    errors = np.array(outputs) - np.array(targets)
    solution = solve(Parameters(outputs, targets))
    expected = {
        "not_averaged": (errors**2).sum(),
        "halved_mean": (errors**2).mean() / 2,
        "absolute_errors": np.abs(errors).mean(),
        "root_taken": np.sqrt((errors**2).mean()),
        "not_squared": errors.mean(),
    }
    assert float(solution.answers["loss"].key) == pytest.approx((errors**2).mean())
    assert set(solution.mistakes) == set(expected)
    for name, value in expected.items():
        assert float(solution.mistakes[name]["loss"]) == pytest.approx(value, abs=6e-5)
