"""What the view of gradients through time computes, for each of its three pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from desktop.engine.clipping import clip_by_norm
from desktop.engine.gradients_through_time import (
    jacobian_powers,
    kept_by_cell_state,
    largest_stretches,
    tanh_slope,
)
from desktop.engine.layers.recurrent import lstm_update
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

SHEAR = ((1.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True)
class ThroughTime:
    """Sizes of the gradient after 0 to `steps` steps back, by cell; `factor` has its sign."""

    cell: str
    steps: int
    slope: float
    sizes: dict[str, Array]
    factor: float

    @property
    def step_factor(self) -> float:
        """By how much the last step multiplied the size."""
        size = self.sizes[self.cell]
        return float(size[-1] / size[-2]) if size[-2] else 0.0


@dataclass(frozen=True)
class Clipped:
    """A gradient before and after clipping."""

    gradient: Array
    clipped: Array
    norm: float
    max_norm: float

    @property
    def factor(self) -> float:
        """What every entry was multiplied by."""
        return min(1.0, self.max_norm / self.norm) if self.norm else 1.0


@dataclass(frozen=True)
class LstmStep:
    """One step of one unit."""

    old_part: float
    candidate: float
    new_part: float
    cell: float
    hidden: float


def computed(values: Values) -> ThroughTime | Clipped | LstmStep:
    """What is shown of the three."""
    match text_of(values, "shown"):
        case "clipping":
            return clipped(values)
        case "lstm":
            return lstm_step(values)
        case _:
            return through_time(values)


def through_time(values: Values) -> ThroughTime:
    """Powers of one step, for every cell that is compared."""
    cell, steps = text_of(values, "cell"), whole_of(values, "steps")
    weight, slope = number_of(values, "weight"), tanh_slope(number_of(values, "hidden"))
    one = np.array([[weight]])
    jacobians = {
        "linear": jacobian_powers(one, 1.0, steps),
        "tanh": jacobian_powers(one, slope, steps),
    }
    if cell == "shear":
        jacobians["shear"] = jacobian_powers(weight * np.array(SHEAR), 1.0, steps)
    sizes = {name: largest_stretches(powers) for name, powers in jacobians.items()}
    sizes["lstm"] = kept_by_cell_state(number_of(values, "forget_gate"), steps)
    signed = cell in ("linear", "tanh")
    factor = jacobians[cell][-1, 0, 0] if signed else sizes[cell][-1]
    return ThroughTime(cell, steps, slope, sizes, float(factor))


def clipped(values: Values) -> Clipped:
    """The gradient with its norm brought to max_norm, if it is larger."""
    gradient = np.array(numbers_of(values, "gradient"), dtype=np.float64)
    parameter = Tensor(np.zeros(len(gradient)), requires_grad=True)
    parameter.grad = gradient
    max_norm = number_of(values, "max_norm")
    norm = clip_by_norm([parameter], max_norm)
    return Clipped(gradient, parameter.grad, norm, max_norm)


def lstm_step(values: Values) -> LstmStep:
    """Old part and new part of the cell state, and what is seen of it."""
    before, forget, enter, output, total = (
        number_of(values, name)
        for name in ("cell_before", "forget_gate", "input_gate", "output_gate", "candidate_sum")
    )
    candidate = math.tanh(total)
    states = (Tensor(np.array([part])) for part in (before, enter, forget, candidate, output))
    hidden, cell = lstm_update(*states)
    return LstmStep(
        forget * before, candidate, enter * candidate, float(cell.data[0]), float(hidden.data[0])
    )
