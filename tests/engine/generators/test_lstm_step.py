"""An LSTM step: a case by hand, others in floats and by differences, the mistakes as slips."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import exp, tanh

import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.lstm_step import GENERATOR, Parameters, solve

SEEDS = range(300)
DELTA = 1e-6
BY_HAND = Parameters(
    input_gate=Decimal("0.25"),
    forget_gate=Decimal("0.5"),
    output_gate=Decimal("0.8"),
    candidate_sum=Decimal(1),
    cell_before=Decimal(2),
    steps=4,
)


def cell_after(p: Parameters, cell: float, steps: int = 1) -> float:
    """The cell state after some steps with the same gates and candidate."""
    for _ in range(steps):
        cell = float(p.forget_gate) * cell + float(p.input_gate) * tanh(p.candidate_sum)
    return cell


def kept_by_differences(p: Parameters) -> float:
    """How the cell state at the end answers to the one before all steps."""
    start = float(p.cell_before)
    above, below = (cell_after(p, start + d, p.steps) for d in (DELTA, -DELTA))
    return (above - below) / (2 * DELTA)


def test_a_case_by_hand() -> None:
    # tanh 1 = 0.76159; 1 + 0.19040; tanh 1.19040 = 0.83070
    solution = solve(BY_HAND)
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "cell": "1.1904",
        "hidden": "0.66456",
        "kept": "0.0625",
    }


def test_the_mistakes_of_a_case_by_hand() -> None:
    found = {
        name: {answer: float(value) for answer, value in row.items()}
        for name, row in solve(replace(BY_HAND, forget_gate=Decimal("0.9"))).mistakes.items()
    }
    g, c = tanh(1), 1.8 + 0.25 * tanh(1)
    cells = {
        "gates_swapped": 0.5 + 0.9 * g,
        "forget_for_keep": 0.2 + 0.25 * g,
        "one_gate_for_both": 1.8 + 0.1 * g,
        "old_state_lost": 0.25 * g,
        "gate_for_candidate": 1.8 + 0.25 / (1 + exp(-1)),
        "candidate_not_bent": 1.8 + 0.25,
    }
    for name, cell in cells.items():
        assert found[name]["cell"] == pytest.approx(cell)
        assert found[name]["hidden"] == pytest.approx(0.8 * tanh(cell))
    assert found["gates_swapped"]["kept"] == pytest.approx(0.25**4)
    assert found["forget_for_keep"]["kept"] == pytest.approx(0.0001)
    assert found["tanh_left_out"] == {"hidden": pytest.approx(0.8 * c)}
    assert found["tanh_too_late"] == {"hidden": pytest.approx(tanh(0.8 * c))}
    assert found["tanh_on_the_way"] == {"kept": pytest.approx((0.9 * (1 - tanh(c) ** 2)) ** 4)}
    assert found["one_step_only"] == {"kept": 0.9}
    assert found["times_the_steps"] == {"kept": pytest.approx(3.6)}
    assert len(found) == len(cells) + 5


def test_draws_agree_with_floats_and_finite_differences() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        cell = cell_after(p, float(p.cell_before))
        found = {name: float(answer.key) for name, answer in variant.answers.items()}
        # five places are carried, three are asked
        assert found["cell"] == pytest.approx(cell, abs=3e-5)
        assert found["hidden"] == pytest.approx(float(p.output_gate) * tanh(cell), abs=4e-5)
        assert found["kept"] == pytest.approx(kept_by_differences(p), rel=1e-4)
        assert len({p.input_gate, p.forget_gate, p.output_gate}) == 3
