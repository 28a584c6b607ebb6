"""The network of problem 6, one pass forward and back and one step of SGD, quantity by quantity.

A quantity has a key: x1, w11 (from x1 to h1), b1, h1 to h3 before leaky ReLU, h4 to h6 after it,
v11 (from h4 to y1), b4, the outputs y1 and y2, the targets t1 and t2, and loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop.engine.functional import linear
from desktop.engine.losses import mean_squared_error
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import SGD
from desktop.engine.tensor import Tensor
from desktop.questions.views.parameters import Value
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, table_of, whole_of

INPUTS, HIDDEN, OUTPUTS = (1, 2), (1, 2, 3), (1, 2)

W = {f"w{i}{j}": (i, j) for i in INPUTS for j in HIDDEN}
V = {f"v{i}{j}": (i, j) for i in HIDDEN for j in OUTPUTS}
BIASES = tuple(f"b{j}" for j in range(1, 6))
LEARNED = (*W, *BIASES[:3], *V, *BIASES[3:])

FORWARD = ("h1", "h2", "h3", "h4", "h5", "h6", "y1", "y2", "loss")
BACKWARD = ("y1", "y2", "h4", "h5", "h6", "h1", "h2", "h3")
LAST_FORWARD = len(FORWARD)
LAST_BACKWARD = LAST_FORWARD + len(BACKWARD)
STEP = LAST_BACKWARD + 1  # the descent

PLACES: Mapping[str, tuple[str, tuple[int, ...]]] = {
    **{f"x{i}": ("x", (i - 1,)) for i in INPUTS},
    **{key: ("hidden_weight", (i - 1, j - 1)) for key, (i, j) in W.items()},
    **{f"b{j}": ("hidden_bias", (j - 1,)) for j in HIDDEN},
    **{key: ("output_weight", (i - 1, j - 1)) for key, (i, j) in V.items()},
    **{f"b{j + 3}": ("output_bias", (j - 1,)) for j in OUTPUTS},
    **{f"t{j}": ("targets", (j - 1,)) for j in OUTPUTS},
}
"""What can be set: the view's parameter and where in it."""


@dataclass(frozen=True)
class Pass:
    """Values and gradients by key; `updated` has what is learned after the step."""

    values: Mapping[str, float]
    gradients: Mapping[str, float]
    updated: Mapping[str, float]
    loss_after: float
    negative_slope: float
    learning_rate: float

    def slope(self, unit: int) -> float:
        """The derivative of leaky ReLU at a hidden unit; at 0 the one from below, as in PyTorch."""
        return 1.0 if self.values[f"h{unit}"] > 0 else self.negative_slope


class Network:
    """The layers as tensors; `run` keeps what flows between them."""

    def __init__(self, values: Values) -> None:
        self.hidden_weight = _learned(table_of(values, "hidden_weight"))
        self.hidden_bias = _learned(numbers_of(values, "hidden_bias"))
        self.output_weight = _learned(table_of(values, "output_weight"))
        self.output_bias = _learned(numbers_of(values, "output_bias"))
        self._x = Tensor([[float(x) for x in numbers_of(values, "x")]])
        self._targets = [[float(y) for y in numbers_of(values, "targets")]]
        self._negative_slope = number_of(values, "negative_slope")

    @property
    def parameters(self) -> list[Tensor]:
        """What is learned."""
        return [self.hidden_weight, self.hidden_bias, self.output_weight, self.output_bias]

    def run(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Hidden units before and after the activation, outputs, loss."""
        before = linear(self._x, self.hidden_weight, self.hidden_bias).retain_grad()
        after = before.leaky_relu(self._negative_slope).retain_grad()
        outputs = linear(after, self.output_weight, self.output_bias).retain_grad()
        return before, after, outputs, mean_squared_error(outputs, self._targets)


def one_step(values: Values) -> Pass:
    """Forward, backward by the engine's own differentiation, and a step on all parameters."""
    network = Network(values)
    before, after, outputs, loss = network.run()
    loss.backward()
    tensors = [before, after, outputs, *network.parameters]
    found = _named([tensor.data for tensor in tensors])
    gradients = _named([_gradient(tensor) for tensor in tensors])
    optimizer = SGD(network.parameters, number_of(values, "learning_rate"))
    optimizer.step()
    after_step = _named([tensor.data for tensor in tensors])
    given = {key: given_value(values, key) for key in PLACES if key[0] in "xt"}
    return Pass(
        values=given | found | {"loss": loss.item()},
        gradients=gradients,
        updated={key: after_step[key] for key in LEARNED},
        loss_after=network.run()[3].item(),
        negative_slope=number_of(values, "negative_slope"),
        learning_rate=number_of(values, "learning_rate"),
    )


def _learned(data: object) -> Tensor:
    return Tensor(np.array(data, dtype=np.float64), requires_grad=True)


def _gradient(tensor: Tensor) -> Array:
    return np.zeros(tensor.shape) if tensor.grad is None else tensor.grad


def _named(arrays: list[Array]) -> dict[str, float]:
    """Entries by key, of arrays in the order of `one_step`."""
    before, after, outputs, w, hidden_bias, v, output_bias = arrays
    return {
        **{f"h{j}": float(before[0, j - 1]) for j in HIDDEN},
        **{f"h{j + 3}": float(after[0, j - 1]) for j in HIDDEN},
        **{f"y{j}": float(outputs[0, j - 1]) for j in OUTPUTS},
        **{key: float(w[i - 1, j - 1]) for key, (i, j) in W.items()},
        **{f"b{j}": float(hidden_bias[j - 1]) for j in HIDDEN},
        **{key: float(v[i - 1, j - 1]) for key, (i, j) in V.items()},
        **{f"b{j + 3}": float(output_bias[j - 1]) for j in OUTPUTS},
    }


def given_value(values: Values, key: str) -> float:
    """The value that a key has among the parameters."""
    parameter, place = PLACES[key]
    if len(place) == 1:
        return float(numbers_of(values, parameter)[place[0]])
    return float(table_of(values, parameter)[place[0]][place[1]])


def with_value(values: Values, key: str, value: float) -> tuple[str, Value]:
    """The parameter that a key belongs to, and its new value."""
    parameter, place = PLACES[key]
    if len(place) == 1:
        numbers = list(numbers_of(values, parameter))
        numbers[place[0]] = value
        return parameter, tuple(numbers)
    rows = [list(row) for row in table_of(values, parameter)]
    rows[place[0]][place[1]] = value
    return parameter, tuple(map(tuple, rows))


GIVEN = {"output": 0, "loss": 8, "gradient": 9, "new_weight": 9, "loss_after": LAST_BACKWARD}
"""How many steps the question that is asked may show."""


def steps_shown(values: Values, revealed: bool) -> int:
    """How many steps stand in the picture: before the prediction none that gives it away."""
    step = whole_of(values, "step")
    return step if revealed else min(step, GIVEN[str(values["asked"])])


def value_step(key: str) -> int:
    """The step that computes a value; 0 where it is given."""
    return FORWARD.index(key) + 1 if key in FORWARD else 0


def gradient_step(key: str) -> int:
    """The step that computes a quantity's gradient; a weight's comes with the unit it leads to."""
    unit = {"w": f"h{key[-1]}", "v": f"y{key[-1]}"}.get(key[0], key)
    if key in BIASES:
        unit = BIAS_UNITS[key]
    return LAST_FORWARD + BACKWARD.index(unit) + 1


BIAS_UNITS = dict(zip(BIASES, ("h1", "h2", "h3", "y1", "y2"), strict=True))


def edges_of(key: str) -> frozenset[tuple[str, str]]:
    """The edges on the way from a quantity to the loss, its own included."""
    match key[0]:
        case "x":
            steps = [(key, f"h{j}") for j in HIDDEN]
        case "w":
            steps = [(f"x{key[1]}", f"h{key[2]}")]
        case "v":
            steps = [(f"h{int(key[1]) + 3}", f"y{key[2]}")]
        case "h" if int(key[1]) <= len(HIDDEN):
            steps = [(key, f"h{int(key[1]) + 3}")]
        case "h":
            steps = [(key, f"y{j}") for j in OUTPUTS]
        case "y":
            return frozenset({(key, "loss")})
        case "b":
            return edges_of(BIAS_UNITS[key])
        case _:
            return frozenset()
    return frozenset(steps).union(*(edges_of(end) for _, end in steps))
