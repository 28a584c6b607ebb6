"""Mean squared error of one sample with two outputs, the mean taken over the outputs.

loss = ((output1 - target1)^2 + (output2 - target2)^2) / 2
Source: IN2346 endterm 2022, question 6.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, exact
from desktop.engine.generators.solution import Generator, Solution

DECIMALS = 4
PLACES_ASKED = 2


@dataclass(frozen=True)
class Parameters:
    """What the network gave and what it should have given."""

    outputs: tuple[float, float]
    targets: tuple[float, float]


def sample(draw: Draw) -> Parameters:
    """Outputs in halves, targets in whole numbers."""
    outputs = (_half(draw), _half(draw))
    targets = (draw.integer(-2, 2), draw.integer(-2, 2))
    return Parameters(outputs, targets)


def _half(draw: Draw) -> float:
    return float(draw.tidy(-3, 3, "0.5"))


def rejects(p: Parameters, solution: Solution) -> bool:
    """Errors without a size of their own: squares and roots would not change them."""
    errors = [abs(y - t) for y, t in zip(p.outputs, p.targets, strict=True)]
    return 0 in errors or set(errors) == {1}


def solve(p: Parameters) -> Solution:
    """The loss, by error and square of each output."""
    count = len(p.outputs)
    errors = [_shown(exact(y) - exact(t)) for y, t in zip(p.outputs, p.targets, strict=True)]
    squares = [_shown(error.number**2) for error in errors]
    total = _shown(sum(square.number for square in squares))
    loss = _shown(total.number / count)
    values = {"count": Shown(count), "total": total, "loss": loss}
    for j in range(count):
        values[f"output{j + 1}"] = _shown(p.outputs[j])
        values[f"target{j + 1}"] = _shown(p.targets[j])
        values[f"error{j + 1}"] = errors[j]
        values[f"square{j + 1}"] = squares[j]
    mistaken = _mistaken_losses([error.number for error in errors])
    return Solution(
        values,
        {"loss": to_places(loss, PLACES_ASKED)},
        {name: {"loss": _shown(value).number} for name, value in mistaken.items()},
    )


def _mistaken_losses(errors: list[Decimal]) -> dict[str, Decimal]:
    count = len(errors)
    total = sum((error**2 for error in errors), Decimal(0))
    return {
        "not_averaged": total,
        "halved_mean": total / count / 2,
        "absolute_errors": sum((abs(error) for error in errors), Decimal(0)) / count,
        "root_taken": (total / count).sqrt(),
        "not_squared": sum(errors, Decimal(0)) / count,
    }


def _shown(value: Decimal | float) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator(
    "mean_squared_error",
    sample,
    solve,
    presets={"exam": Parameters(outputs=(2.0, 0.0), targets=(1.0, 1.0))},
    rejects=rejects,
)
