"""Forward pass of a network with 2 inputs, 3 hidden units with leaky ReLU, and 2 outputs.

h = x @ hidden_weight + hidden_bias
a = max(negative_slope h, h)
y = a @ output_weight + output_bias
x: (2,), hidden_weight: (2, 3), hidden_bias: (3,), output_weight: (3, 2), output_bias: (2,)
Values are named as in the exam: h1 to h3 before the activation, h4 to h6 after it.
Source: IN2346 endterm 2022, question 6.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, exact
from desktop.engine.generators.solution import Generator, SlotValue, Solution, Values

DECIMALS = 4
PLACES_ASKED = 2
INPUTS, HIDDEN, OUTPUTS = 2, 3, 2
NO_HIDDEN_BIAS, NO_OUTPUT_BIAS = (0,) * HIDDEN, (0,) * OUTPUTS
ZERO = Decimal(0)

Row3 = tuple[float, float, float]
Pair = tuple[float, float]
Layer = tuple[Shown, ...]
Activation = Callable[[Decimal, Decimal], Decimal]


@dataclass(frozen=True)
class Parameters:
    """The network and its input; 0 < negative_slope < 1."""

    x: Pair
    hidden_weight: tuple[Row3, Row3]
    hidden_bias: Row3
    output_weight: tuple[Pair, Pair, Pair]
    output_bias: Pair
    negative_slope: float


@dataclass(frozen=True)
class HiddenUnit:
    """A hidden unit: its weighted sum is h number `index`, its activation h number `next_index`."""

    index: Shown
    next_index: Shown
    w1: Shown
    w2: Shown
    bias: Shown
    before: Shown
    after: Shown


@dataclass(frozen=True)
class OutputUnit:
    """An output's weighted sum."""

    index: Shown
    v1: Shown
    v2: Shown
    v3: Shown
    bias: Shown
    value: Shown


@dataclass(frozen=True)
class Pass:
    """What a forward pass finds: the hidden units before and after the activation, the outputs."""

    before: Layer
    after: Layer
    outputs: Layer


def sample(draw: Draw) -> Parameters:
    """Whole inputs, weights and biases in halves."""
    return Parameters(
        x=(draw.sign() * draw.integer(1, 3), draw.sign() * draw.integer(1, 3)),
        hidden_weight=(_row3(draw), _row3(draw)),
        hidden_bias=(_bias(draw), _bias(draw), _bias(draw)),
        output_weight=(_pair(draw), _pair(draw), _pair(draw)),
        output_bias=(_bias(draw), _bias(draw)),
        negative_slope=draw.choice((0.1, 0.2, 0.5)),
    )


def _weight(draw: Draw) -> float:
    return float(draw.sign() * draw.tidy("0.5", 2, "0.5"))


def _bias(draw: Draw) -> float:
    return float(draw.tidy(-1, 1, "0.5"))


def _row3(draw: Draw) -> Row3:
    return (_weight(draw), _weight(draw), _weight(draw))


def _pair(draw: Draw) -> Pair:
    return (_weight(draw), _weight(draw))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A hidden unit at the kink, or all of them on one side of it."""
    before = [solution.number(f"h{k + 1}") for k in range(HIDDEN)]
    return 0 in before or min(before) > 0 or max(before) < 0


def leaky_relu(value: Decimal, negative_slope: Decimal) -> Decimal:
    """max(negative_slope value, value), for 0 < negative_slope < 1."""
    return max(negative_slope * value, value)


def forward(p: Parameters) -> Pass:
    """The network's forward pass, each step from the shown values of the one before."""
    before = _hidden(p, p.hidden_bias)
    after = _activated(p, before, leaky_relu)
    return Pass(before, after, _outputs(p, after, p.output_bias))


def _hidden(p: Parameters, bias: Sequence[float]) -> Layer:
    return _layer([exact(x) for x in p.x], p.hidden_weight, bias)


def _activated(p: Parameters, before: Layer, activate: Activation) -> Layer:
    slope = exact(p.negative_slope)
    return tuple(_shown(activate(value.number, slope)) for value in before)


def _outputs(p: Parameters, after: Layer, bias: Sequence[float]) -> Layer:
    return _layer([value.number for value in after], p.output_weight, bias)


def solve(p: Parameters) -> Solution:
    """The two outputs, with every hidden unit on the way."""
    found = forward(p)
    answers = {f"y{j}": to_places(y, PLACES_ASKED) for j, y in enumerate(found.outputs, 1)}
    mistakes = {
        name: {f"y{j}": y.number for j, y in enumerate(outputs, 1)}
        for name, outputs in _mistaken_outputs(p, found).items()
    }
    return Solution(_values(p, found), answers, mistakes)


def _mistaken_outputs(p: Parameters, found: Pass) -> dict[str, Layer]:
    unbiased = _activated(p, _hidden(p, NO_HIDDEN_BIAS), leaky_relu)
    activations: dict[str, Activation] = {
        "relu_for_leaky": lambda value, a: max(ZERO, value),
        "no_activation": lambda value, a: value,
        "slope_on_positive": lambda value, a: min(a * value, value),
    }
    return {
        "biases_left_out": _outputs(p, unbiased, NO_OUTPUT_BIAS),
        "hidden_biases_left_out": _outputs(p, unbiased, p.output_bias),
        "output_biases_left_out": _outputs(p, found.after, NO_OUTPUT_BIAS),
        **{
            name: _outputs(p, _activated(p, found.before, activate), p.output_bias)
            for name, activate in activations.items()
        },
        "activation_on_output": _activated(p, found.outputs, leaky_relu),
    }


def _values(p: Parameters, found: Pass) -> Values:
    values: dict[str, SlotValue | tuple[HiddenUnit | OutputUnit, ...]] = {
        "negative_slope": _shown(p.negative_slope)
    }
    for i, x in enumerate(p.x, 1):
        values[f"x{i}"] = _shown(x)
    values |= _matrix("w", p.hidden_weight) | _matrix("v", p.output_weight)
    for k, bias in enumerate((*p.hidden_bias, *p.output_bias), 1):
        values[f"b{k}"] = _shown(bias)
    for k, h in enumerate((*found.before, *found.after), 1):
        values[f"h{k}"] = h
    for j, y in enumerate(found.outputs, 1):
        values[f"y{j}"] = y
    values["hidden_units"] = tuple(_hidden_unit(p, found, j) for j in range(HIDDEN))
    values["output_units"] = tuple(_output_unit(p, found, j) for j in range(OUTPUTS))
    return values


def _hidden_unit(p: Parameters, found: Pass, j: int) -> HiddenUnit:
    return HiddenUnit(
        index=Shown(j + 1),
        next_index=Shown(j + 1 + HIDDEN),
        w1=_shown(p.hidden_weight[0][j]),
        w2=_shown(p.hidden_weight[1][j]),
        bias=_shown(p.hidden_bias[j]),
        before=found.before[j],
        after=found.after[j],
    )


def _output_unit(p: Parameters, found: Pass, j: int) -> OutputUnit:
    v1, v2, v3 = (_shown(row[j]) for row in p.output_weight)
    return OutputUnit(Shown(j + 1), v1, v2, v3, _shown(p.output_bias[j]), found.outputs[j])


def _matrix(letter: str, rows: Sequence[Sequence[float]]) -> dict[str, Shown]:
    return {
        f"{letter}{i}{j}": _shown(entry)
        for i, row in enumerate(rows, 1)
        for j, entry in enumerate(row, 1)
    }


def _layer(x: Sequence[Decimal], weight: Sequence[Sequence[float]], bias: Sequence[float]) -> Layer:
    """A fully-connected layer: x @ weight + bias, weight (in, out)."""
    return tuple(
        _shown(sum((value * exact(row[j]) for value, row in zip(x, weight, strict=True)), exact(b)))
        for j, b in enumerate(bias)
    )


def _shown(value: Decimal | float) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator(
    "mlp_forward",
    sample,
    solve,
    rejects=rejects,
    presets={
        "exam": Parameters(
            x=(1.0, -2.0),
            hidden_weight=((-0.5, 1.0, 2.0), (-1.0, 0.5, 1.5)),
            hidden_bias=(0.5, 0.0, -1.0),
            output_weight=((1.0, -0.5), (-0.5, 2.0), (-1.0, 1.0)),
            output_bias=(-1.0, 2.0),
            negative_slope=0.5,
        )
    },
)
