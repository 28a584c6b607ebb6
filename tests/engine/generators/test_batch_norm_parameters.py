"""Entries of the running statistics: the exam's numbers, and the mistakes by counting arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.generators.batch_norm_parameters import GENERATOR, Parameters, solve
from desktop.engine.generators.solution import NamedMistake

sizes = st.integers(1, 12)


def test_the_exam_has_its_marked_value() -> None:
    answer = GENERATOR.preset("exam").answers["running_entries"]
    assert (answer.key, answer.kind, answer.tolerance.room) == ("6", "integer", 0)


def test_the_mistakes_of_the_exam_by_hand() -> None:
    assert GENERATOR.preset("exam").mistakes == tuple(
        NamedMistake((name,), {"running_entries": value})
        for name, value in {
            "per_position": "12288",
            "times_batch": "48",
            "one_statistic": "3",
            "learnable_too": "12",
        }.items()
    )


@given(sizes, sizes, sizes, sizes)
def test_entries_are_those_of_the_averages(
    batch: int, channels: int, height: int, width: int
) -> None:
    x = np.zeros((batch, channels, height, width))
    mean, variance = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
    solution = solve(Parameters(batch, channels, height, width))
    assert int(solution.answers["running_entries"].key) == mean.size + variance.size
    assert {name: values["running_entries"] for name, values in solution.mistakes.items()} == {
        "per_position": 2 * x.mean(axis=0).size,
        "times_batch": 2 * x.mean(axis=(2, 3)).size,
        "one_statistic": mean.size,
        "learnable_too": 2 * (mean.size + variance.size),
    }
