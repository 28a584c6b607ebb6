"""Backward pass to one first-layer weight, w11, and one step of gradient descent on it.

loss = mean over the n = 2 outputs of (output_k - target_k)^2
gradient = (sum over k of 2/n (output_k - target_k) v_1k) * slope * x1, slope = 1 or negative_slope
new_weight = w11 - learning_rate gradient
Raises: NoAnswerError if h1 is 0, where leaky ReLU has no derivative.
Source: IN2346 endterm 2022, question 6.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError, Shown, exact
from desktop.engine.generators.solution import Generator, Solution, Values

DECIMALS = 4
PLACES_ASKED = 2


@dataclass(frozen=True)
class Parameters:
    """What lies on the way from the loss to w11, the weight from input x1 to the first hidden unit.

    `h1` is the unit before its activation, `output_weight` its two weights v11 and v12.
    """

    x1: float
    w11: float
    h1: float
    negative_slope: float
    output_weight: tuple[float, float]
    outputs: tuple[float, float]
    targets: tuple[float, float]
    learning_rate: float


@dataclass(frozen=True)
class Backward:
    """The steps of the backward pass."""

    activation: Shown  # h4
    slope: Shown
    output_gradients: tuple[Shown, Shown]
    paths: tuple[Shown, Shown]
    activation_gradient: Shown
    gradient: Shown


def sample(draw: Draw) -> Parameters:
    """Weights and activations in halves, a unit on either side of the kink."""
    return Parameters(
        x1=draw.sign() * draw.integer(1, 3),
        w11=_half(draw, 2),
        h1=_half(draw, 3),
        negative_slope=draw.choice((0.1, 0.2, 0.5)),
        output_weight=(_half(draw, 2), _half(draw, 2)),
        outputs=(_half(draw, 3), _half(draw, 3)),
        targets=(draw.integer(-2, 2), draw.integer(-2, 2)),
        learning_rate=draw.choice((0.1, 0.2, 0.5)),
    )


def _half(draw: Draw, high: int) -> float:
    return float(draw.sign() * draw.tidy("0.5", high, "0.5"))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A path that brings nothing, errors of one size, or paths that cancel."""
    errors = [abs(y - t) for y, t in zip(p.outputs, p.targets, strict=True)]
    return 0 in errors or set(errors) == {1} or solution.answers["gradient"].key == "0"


def solve(p: Parameters) -> Solution:
    """The gradient of the loss with respect to w11, and w11 after the step."""
    if p.h1 == 0:
        raise NoAnswerError("h1 is 0: leaky ReLU has no derivative there")
    found = _backward(p)
    new_weight = _step(p, found.gradient.number)
    answers = {
        "gradient": to_places(found.gradient, PLACES_ASKED),
        "new_weight": to_places(new_weight, PLACES_ASKED),
    }
    return Solution(_values(p, found, new_weight), answers, _mistakes(p, found))


def _backward(p: Parameters) -> Backward:
    negative_slope, h1 = exact(p.negative_slope), exact(p.h1)
    count = len(p.outputs)
    first, second = (
        _shown(2 * (exact(y) - exact(t)) / count) for y, t in zip(p.outputs, p.targets, strict=True)
    )
    path1 = _shown(first.number * exact(p.output_weight[0]))
    path2 = _shown(second.number * exact(p.output_weight[1]))
    slope = _shown(1 if h1 > 0 else negative_slope)
    both = _shown(path1.number + path2.number)
    return Backward(
        activation=_shown(max(negative_slope * h1, h1)),
        slope=slope,
        output_gradients=(first, second),
        paths=(path1, path2),
        activation_gradient=both,
        gradient=_shown(both.number * slope.number * exact(p.x1)),
    )


def _step(p: Parameters, gradient: Decimal) -> Shown:
    return _shown(exact(p.w11) - exact(p.learning_rate) * gradient)


def _mistakes(p: Parameters, found: Backward) -> dict[str, dict[str, Decimal]]:
    path1, path2 = (path.number for path in found.paths)
    slope, x1, right = found.slope.number, exact(p.x1), found.gradient.number
    other_slope = exact(p.negative_slope) if slope == 1 else Decimal(1)
    count = len(p.outputs)
    gradients = {
        "only_first_output": path1 * slope * x1,
        "only_second_output": path2 * slope * x1,
        "wrong_slope": (path1 + path2) * other_slope * x1,
        "not_averaged": right * count,
        "two_lost": right / 2,
        "activation_for_input": (path1 + path2) * slope * found.activation.number,
        "error_reversed": -right,
    }
    mistakes = {
        name: {"gradient": gradient, "new_weight": _step(p, gradient).number}
        for name, gradient in gradients.items()
    }
    mistakes["step_uphill"] = {"new_weight": _step(p, -right).number}
    mistakes["rate_left_out"] = {"new_weight": exact(p.w11) - right}
    return mistakes


def _values(p: Parameters, found: Backward, new_weight: Shown) -> Values:
    values = {
        name: _shown(getattr(p, name))
        for name in ("x1", "w11", "h1", "negative_slope", "learning_rate")
    }
    for k in range(len(p.outputs)):
        values[f"v1{k + 1}"] = _shown(p.output_weight[k])
        values[f"output{k + 1}"] = _shown(p.outputs[k])
        values[f"target{k + 1}"] = _shown(p.targets[k])
        values[f"output_gradient{k + 1}"] = found.output_gradients[k]
        values[f"path{k + 1}"] = found.paths[k]
    return values | {
        "count": Shown(len(p.outputs)),
        "h4": found.activation,
        "slope": found.slope,
        "activation_gradient": found.activation_gradient,
        "gradient": found.gradient,
        "new_weight": new_weight,
    }


def _shown(value: Decimal | float) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator(
    "mlp_backward_step",
    sample,
    solve,
    rejects=rejects,
    presets={
        "exam": Parameters(
            x1=1.0,
            w11=-0.5,
            h1=2.0,
            negative_slope=0.5,
            output_weight=(1.0, -0.5),
            outputs=(2.0, 0.0),
            targets=(1.0, 1.0),
            learning_rate=0.1,
        )
    },
)
