"""Steps of SGD on a sigmoid network without biases, in which all weights of a layer stay equal.

hidden = sigmoid(inputs x w), output = sigmoid(units hidden u), error = output - label
gradients of the binary cross-entropy, both with the weights from before the step:
    second layer: error hidden, first layer: error u hidden (1 - hidden) x
Shapes: input (inputs,) with all entries x, first layer (inputs, units), second layer (units,).
Source: IN2346 endterm 2022, question 1.9; Rumelhart et al. 1986 (content key: rumelhart1986).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
LEAST_CHANGE = Decimal("0.005")
HALF, ONE, TWO = Decimal("0.5"), Decimal(1), Decimal(2)


@dataclass(frozen=True)
class Parameters:
    """The network, its one sample, and the descent; `first` and `second` are a layer's weights."""

    inputs: int
    units: int
    x: Decimal
    label: int
    first: Decimal
    second: Decimal
    learning_rate: Decimal
    steps: int


@dataclass(frozen=True)
class Step:
    """One step: forward, backward, and the new weights."""

    index: Shown
    first: Shown
    second: Shown
    hidden_input: Shown
    hidden: Shown
    output_input: Shown
    output: Shown
    error: Shown
    slope: Shown
    second_gradient: Shown
    first_gradient: Shown
    new_second: Shown
    new_first: Shown


def sample(draw: Draw) -> Parameters:
    """One step in two of three questions, else two; hidden units that are not saturated."""
    return Parameters(
        inputs=draw.integer(2, 4),
        units=draw.integer(2, 3),
        x=draw.choice((HALF, ONE, TWO)),
        label=draw.integer(0, 1),
        first=draw.sign() * draw.choice((Decimal("0.1"), Decimal("0.2"), HALF)),
        second=draw.sign() * draw.choice((HALF, ONE, TWO)),
        learning_rate=draw.choice((HALF, ONE, TWO)),
        steps=draw.choice((1, 1, 2)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Weights that hardly move, or end at zero."""
    first, second = solution.number("first_layer"), solution.number("second_layer")
    change = min(abs(first - p.first), abs(second - p.second))
    return min(change, abs(first), abs(second)) < LEAST_CHANGE


def solve(p: Parameters) -> Solution:
    """Both layers' weights after the last step."""
    steps: list[Step] = []
    first, second = Shown(p.first, DECIMALS), Shown(p.second, DECIMALS)
    for index in range(1, p.steps + 1):
        steps.append(_step(p, index, first, second))
        first, second = steps[-1].new_first, steps[-1].new_second
    values: Values = {
        "inputs": Shown(p.inputs),
        "units": Shown(p.units),
        "x": Shown(p.x, 1),
        "label": Shown(p.label),
        "first_start": Shown(p.first, 1),
        "second_start": Shown(p.second, 1),
        "learning_rate": Shown(p.learning_rate, 1),
        "count": Shown(p.steps),
        "steps": tuple(steps),
        "first_layer": first,
        "second_layer": second,
    }
    answers = {
        "first_layer": to_places(first, PLACES_ASKED),
        "second_layer": to_places(second, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _step(p: Parameters, index: int, first: Shown, second: Shown) -> Step:
    hidden_input = _shown(p.inputs * p.x * first.number)
    hidden = _shown(_sigmoid(hidden_input.number))
    output_input = _shown(p.units * hidden.number * second.number)
    output = _shown(_sigmoid(output_input.number))
    error = _shown(output.number - p.label)
    slope = _shown(hidden.number * (1 - hidden.number))
    second_gradient = _shown(error.number * hidden.number)
    first_gradient = _shown(error.number * second.number * slope.number * p.x)
    return Step(
        index=Shown(index),
        first=first,
        second=second,
        hidden_input=hidden_input,
        hidden=hidden,
        output_input=output_input,
        output=output,
        error=error,
        slope=slope,
        second_gradient=second_gradient,
        first_gradient=first_gradient,
        new_second=_shown(second.number - p.learning_rate * second_gradient.number),
        new_first=_shown(first.number - p.learning_rate * first_gradient.number),
    )


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


def _sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


Gradients: TypeAlias = Callable[[Decimal, Decimal, Decimal, Decimal], tuple[Decimal, Decimal]]
"""Error, hidden value, its slope, u -> gradients of the second and the first layer."""


def _mistakes(p: Parameters) -> Mistakes:
    x, rate = p.x, p.learning_rate
    slips: dict[str, Gradients] = {
        "slope_left_out": lambda e, h, s, u: (e * h, e * u * x),
        "second_weight_left_out": lambda e, h, s, u: (e * h, e * s * x),
        "new_second_used": lambda e, h, s, u: (e * h, e * (u - rate * e * h) * s * x),
        "hidden_left_out": lambda e, h, s, u: (e, e * u * s * x),
        "uphill": lambda e, h, s, u: (-e * h, -e * u * s * x),
    }
    sigmoid = cache(_sigmoid)  # most slips start from one forward pass
    mistakes = {name: _followed(p, sigmoid, slip) for name, slip in slips.items()}
    mistakes["one_unit"] = _followed(p, sigmoid, units=1)
    mistakes["one_input"] = _followed(p, sigmoid, inputs=1)
    mistakes["output_slope_kept"] = _followed(p, sigmoid, output_slope=True)
    return mistakes


def _followed(
    p: Parameters,
    sigmoid: Callable[[Decimal], Decimal],
    gradients: Gradients | None = None,
    inputs: int = 0,
    units: int = 0,
    output_slope: bool = False,
) -> dict[str, Decimal]:
    """Where the descent leads with a slip: in the gradients, or in what the forward pass sums."""
    first, second = p.first, p.second
    for _ in range(p.steps):
        hidden = sigmoid((inputs or p.inputs) * p.x * first)
        output = sigmoid((units or p.units) * hidden * second)
        error = (output - p.label) * (output * (1 - output) if output_slope else 1)
        slope = hidden * (1 - hidden)
        if gradients is None:
            of_second, of_first = error * hidden, error * second * slope * p.x
        else:
            of_second, of_first = gradients(error, hidden, slope, second)
        first, second = first - p.learning_rate * of_first, second - p.learning_rate * of_second
    return {"first_layer": first, "second_layer": second}


EXAM = Parameters(4, 2, x=ONE, label=0, first=ONE, second=ONE, learning_rate=ONE, steps=3)
GENERATOR = Generator("toy_network_steps", sample, solve, presets={"exam": EXAM}, rejects=rejects)
