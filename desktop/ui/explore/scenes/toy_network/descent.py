"""SGD on a sigmoid network without biases, on one sample, by the engine's own differentiation.

h = sigmoid(x W), y = sigmoid(h v), binary cross-entropy with the label t.
Shapes: x (inputs,) with equal entries, W (inputs, units), v (units,).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.losses import binary_cross_entropy
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import SGD
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, whole_of

MOST_STEPS = 20
SAME = 1e-9  # what rounding may make of equal weights


@dataclass(frozen=True)
class Start:
    """The network and its sample; `ahead` is what unit 1's first-layer weights have more."""

    inputs: int
    units: int
    x: float
    label: int
    first: float
    second: float
    ahead: float
    learning_rate: float


@dataclass(frozen=True)
class State:
    """Weights after some steps, the forward pass with them, and its gradients."""

    first: Array
    second: Array
    hidden: Array
    output: float
    first_gradient: Array
    second_gradient: Array

    @property
    def slopes(self) -> Array:
        """The slope of each hidden sigmoid, h (1 - h)."""
        return self.hidden * (1 - self.hidden)

    @property
    def signs(self) -> str:
        """What the signs of the first-layer weights are."""
        found = np.unique(np.sign(self.first))
        return (
            {1: "positive", -1: "negative", 0: "zero"}[int(found[0])]
            if len(found) == 1
            else "mixed"
        )

    @property
    def is_equal(self) -> bool:
        """Whether all hidden units have the same weights, arriving and leaving."""
        spread = max(np.ptp(self.first, axis=1).max(), np.ptp(self.second))
        return bool(spread < SAME)


@dataclass(frozen=True)
class Descent:
    """The states from the start to the last step shown."""

    start: Start
    states: tuple[State, ...]

    @property
    def last(self) -> State:
        """Where it stands."""
        return self.states[-1]


def descent_of(values: Values) -> Descent:
    """The steps that are shown."""
    start = Start(
        inputs=whole_of(values, "inputs"),
        units=whole_of(values, "hidden_units"),
        x=number_of(values, "x"),
        label=whole_of(values, "label"),
        first=number_of(values, "first_weight"),
        second=number_of(values, "second_weight"),
        ahead=number_of(values, "ahead"),
        learning_rate=number_of(values, "learning_rate"),
    )
    return Descent(start, states_of(start)[: whole_of(values, "steps") + 1])


@lru_cache(maxsize=64)
def states_of(start: Start) -> tuple[State, ...]:
    """All states, the start first."""
    x = Tensor(np.full((1, start.inputs), start.x))
    weights = np.full((start.inputs, start.units), start.first)
    weights[:, 0] += start.ahead
    w = Tensor(weights, requires_grad=True)
    v = Tensor(np.full((start.units, 1), start.second), requires_grad=True)
    optimizer = SGD([w, v], start.learning_rate)
    states = []
    for _ in range(MOST_STEPS + 1):
        hidden = (x @ w).sigmoid()
        logits = hidden @ v
        optimizer.zero_grad()
        binary_cross_entropy(logits, [[float(start.label)]]).backward()
        states.append(
            State(
                first=w.data,
                second=v.data[:, 0],
                hidden=hidden.data[0],
                output=logits.sigmoid().item(),
                first_gradient=_gradient(w),
                second_gradient=_gradient(v)[:, 0],
            )
        )
        optimizer.step()
    return tuple(states)


def _gradient(tensor: Tensor) -> Array:
    return np.zeros(tensor.shape) if tensor.grad is None else tensor.grad
