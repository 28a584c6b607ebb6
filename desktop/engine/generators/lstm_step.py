"""One step of an LSTM unit, and what its cell state does to a gradient.

g = tanh(candidate_sum)
c = forget c_before + input g      h = output tanh(c)
kept = forget^steps   a gradient's factor along the cell state alone, at constant gates
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 10.10.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_digits, to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
DIGITS_ASKED = 3
DIGITS_SHOWN = 5
GATES = tuple(Decimal(gate) for gate in ("0.2", "0.25", "0.4", "0.6", "0.75", "0.8"))
LEAST_KEPT = Decimal("0.000001")
FORGET_GATES = tuple(Decimal(gate) for gate in ("0.3", "0.7", "0.9", "0.95"))


@dataclass(frozen=True)
class Parameters:
    """The gates after their sigmoid, the candidate before its tanh, and the old cell state."""

    input_gate: Decimal
    forget_gate: Decimal
    output_gate: Decimal
    candidate_sum: Decimal
    cell_before: Decimal
    steps: int


def sample(draw: Draw) -> Parameters:
    """Three different gates, mostly with one that remembers."""
    input_gate, output_gate = draw.sample(GATES, 2)
    return Parameters(
        input_gate=input_gate,
        forget_gate=draw.choice(FORGET_GATES),
        output_gate=output_gate,
        candidate_sum=draw.sign() * draw.tidy("0.5", 2, "0.5"),
        cell_before=draw.sign() * draw.tidy("0.5", 3, "0.5"),
        steps=draw.choice((3, 4, 5, 10, 20)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A new cell state so near to 0 that its tanh is the state itself, or a share near to 0."""
    return abs(solution.number("cell")) < Decimal("0.2") or p.forget_gate**p.steps < LEAST_KEPT


def tanh(x: Decimal) -> Decimal:
    """1 - 2 / (exp(2 x) + 1)."""
    return 1 - 2 / ((2 * x).exp() + 1)


def solve(p: Parameters) -> Solution:
    """Candidate, cell state, hidden state, and the share of the gradient that is kept."""
    candidate = _shown(tanh(p.candidate_sum))
    old_part = _shown(p.forget_gate * p.cell_before)
    new_part = _shown(p.input_gate * candidate.number)
    cell = _shown(old_part.number + new_part.number)
    squashed = _shown(tanh(cell.number))
    hidden = _shown(p.output_gate * squashed.number)
    power = p.forget_gate**p.steps
    kept = Shown(power, DIGITS_SHOWN - 1 - power.adjusted())
    values: Values = {
        "input_gate": _shown(p.input_gate),
        "forget_gate": _shown(p.forget_gate),
        "output_gate": _shown(p.output_gate),
        "candidate_sum": _shown(p.candidate_sum),
        "cell_before": _shown(p.cell_before),
        "steps": Shown(p.steps),
        "candidate": candidate,
        "old_part": old_part,
        "new_part": new_part,
        "cell": cell,
        "squashed": squashed,
        "hidden": hidden,
        "kept": kept,
    }
    answers = {
        "cell": to_places(cell, PLACES_ASKED),
        "hidden": to_places(hidden, PLACES_ASKED),
        "kept": to_digits(kept, DIGITS_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    i, f, o, old = p.input_gate, p.forget_gate, p.output_gate, p.cell_before
    g = tanh(p.candidate_sum)
    cell = f * old + i * g
    slope = 1 - tanh(cell) ** 2
    cells = {
        "gates_swapped": i * old + f * g,
        "forget_for_keep": (1 - f) * old + i * g,
        "one_gate_for_both": f * old + (1 - f) * g,
        "old_state_lost": i * g,
        "gate_for_candidate": f * old + i / (1 + (-p.candidate_sum).exp()),
        "candidate_not_bent": f * old + i * p.candidate_sum,
    }
    mistakes = {name: {"cell": c, "hidden": o * tanh(c)} for name, c in cells.items()}
    mistakes["gates_swapped"]["kept"] = i**p.steps
    mistakes["forget_for_keep"]["kept"] = (1 - f) ** p.steps
    return mistakes | {
        "tanh_left_out": {"hidden": o * cell},
        "tanh_too_late": {"hidden": tanh(o * cell)},
        "tanh_on_the_way": {"kept": (f * slope) ** p.steps},
        "one_step_only": {"kept": f},
        "times_the_steps": {"kept": f * p.steps},
    }


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator("lstm_step", sample, solve, presets={}, rejects=rejects)
