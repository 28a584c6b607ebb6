"""Figure 2.2: a training error that stays low for a long time."""

from __future__ import annotations

import math

from builder.figures.kit.canvas import Canvas, number
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import ACCENT, EDGE, SOFT

LEFT, RIGHT, TOP, BOTTOM = 30.0, 308.0, 14.0, 150.0


def training_error(epoch: float) -> float:
    """An error curve of our own for epochs from 0 to 1: it falls fast and stays low."""
    return 0.07 + 0.83 * math.exp(-13 * epoch)


def draw(canvas: Canvas) -> None:
    """Error over epochs, the axes without numbers."""
    canvas.line([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], color=EDGE)
    canvas.words("error", LEFT + 6, TOP - 4, anchor="start", color=SOFT)
    canvas.words("epoch", RIGHT, BOTTOM + 14, anchor="end", color=SOFT)
    points = []
    for step in range(71):
        epoch = step / 70
        x = LEFT + 4 + epoch * (RIGHT - LEFT - 8)
        points.append(f"{number(x)} {number(BOTTOM - training_error(epoch) * (BOTTOM - TOP))}")
    canvas.path("M" + "L".join(points), color=ACCENT, width=2)
    canvas.words("training", RIGHT, BOTTOM - 26, anchor="end", color=ACCENT)


FIGURE = Figure(
    draw,
    title="The training error over the epochs",
    description="One curve, the error on the training set: it falls steeply in the first epochs "
    "and then stays low and almost level for the rest of a long training.",
)
