"""A sample's whole way through a small network: outputs, loss, gradient of w11, a step on it.

The three families of problem 6 one after another on one sample: mlp_forward gives the outputs,
mean_squared_error their loss, mlp_backward_step the gradient and the new weight.
Every later answer can be computed from the learner's own earlier ones:
loss = ((y1 - target1)^2 + (y2 - target2)^2) / 2
gradient = ((y1 - target1) v11 + (y2 - target2) v12) slope x1
new_weight = w11 - learning_rate gradient
Raises: NoAnswerError if h1 is 0, where leaky ReLU has no derivative.
Source: IN2346 endterm 2022, questions 6.1 to 6.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from desktop.engine.generators import mean_squared_error, mlp_backward_step, mlp_forward
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.solution import Generator, Solution

LARGEST_OUTPUT = 10
INPUTS = (1.0, 2.0)
HIDDEN_WEIGHTS = (1.0, 2.0)
OUTPUT_WEIGHTS = (1.0, 1.0, 2.0)
HIDDEN_BIASES = (0.5, 1.5)
OUTPUT_BIASES = (0.5, 1.0)
NEGATIVE_SLOPES = (0.2, 0.4)  # all outputs are whole tenths

Pair: TypeAlias = tuple[float, float]
Sizes: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Parameters:
    """The network with its input, what it should give, and the learning rate."""

    network: mlp_forward.Parameters
    targets: Pair
    learning_rate: float


def sample(draw: Draw) -> Parameters:
    """Whole inputs, weights and targets; halves in the hidden biases keep off the kink."""
    return Parameters(
        network=mlp_forward.Parameters(
            x=_pair(draw, INPUTS),
            hidden_weight=(_row3(draw, HIDDEN_WEIGHTS), _row3(draw, HIDDEN_WEIGHTS)),
            hidden_bias=_row3(draw, HIDDEN_BIASES),
            output_weight=(
                _pair(draw, OUTPUT_WEIGHTS),
                _pair(draw, OUTPUT_WEIGHTS),
                _pair(draw, OUTPUT_WEIGHTS),
            ),
            output_bias=_pair(draw, OUTPUT_BIASES),
            negative_slope=draw.choice(NEGATIVE_SLOPES),
        ),
        targets=(draw.integer(-3, 3), draw.integer(-3, 3)),
        learning_rate=draw.choice((0.1, 0.2, 0.5)),
    )


def _row3(draw: Draw, sizes: Sizes) -> mlp_forward.Row3:
    return (*_pair(draw, sizes), draw.sign() * draw.choice(sizes))


def _pair(draw: Draw, sizes: Sizes) -> Pair:
    return (draw.sign() * draw.choice(sizes), draw.sign() * draw.choice(sizes))


def rejects(p: Parameters, solution: Solution) -> bool:
    """What one of the three families rejects, or outputs that are laborious to square."""
    outputs = _outputs(solution)
    return (
        max(abs(output) for output in outputs) > LARGEST_OUTPUT
        or mlp_forward.rejects(p.network, solution)
        or mean_squared_error.rejects(_loss_of(p, outputs), solution)
        or mlp_backward_step.rejects(_step_from(p, outputs, solution.number("h1")), solution)
    )


def solve(p: Parameters) -> Solution:
    """The solutions of the three families, each from the shown results of the one before.

    A slip is given with the values of its own part: what follows from it is carried forward.
    """
    forward = mlp_forward.solve(p.network)
    outputs = _outputs(forward)
    loss = mean_squared_error.solve(_loss_of(p, outputs))
    backward = mlp_backward_step.solve(_step_from(p, outputs, forward.number("h1")))
    parts = {"forward": forward, "loss": loss, "backward": backward}
    return Solution(
        {**forward.values, **loss.values, **backward.values},
        {**forward.answers, **loss.answers, **backward.answers},
        {
            f"{part}_{name}": row
            for part, solution in parts.items()
            for name, row in solution.mistakes.items()
        },
    )


def _outputs(solution: Solution) -> Pair:
    return (float(solution.number("y1")), float(solution.number("y2")))


def _loss_of(p: Parameters, outputs: Pair) -> mean_squared_error.Parameters:
    return mean_squared_error.Parameters(outputs, p.targets)


def _step_from(p: Parameters, outputs: Pair, h1: Decimal) -> mlp_backward_step.Parameters:
    return mlp_backward_step.Parameters(
        x1=p.network.x[0],
        w11=p.network.hidden_weight[0][0],
        h1=float(h1),
        negative_slope=p.network.negative_slope,
        output_weight=p.network.output_weight[0],
        outputs=outputs,
        targets=p.targets,
        learning_rate=p.learning_rate,
    )


GENERATOR = Generator(
    "backpropagation_by_hand",
    sample,
    solve,
    rejects=rejects,
    presets={
        "exam": Parameters(
            network=mlp_forward.GENERATOR.presets["exam"],
            targets=(1.0, 1.0),
            learning_rate=0.1,
        )
    },
)
