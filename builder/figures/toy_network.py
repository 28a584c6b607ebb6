"""Figure 1.2: the network whose weights all start at 1."""

from __future__ import annotations

from builder.figures.kit.canvas import Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import SOFT
from builder.figures.kit.units import column, connect, draw_units

MIDDLE = 98.0
RADIUS = 14.0
INPUT, HIDDEN, OUTPUT = 34.0, 152.0, 252.0  # x


def draw(canvas: Canvas) -> None:
    """Four inputs of 1, two sigmoid units, one sigmoid unit."""
    inputs = column(INPUT, MIDDLE, 4, 42)
    hidden = column(HIDDEN, MIDDLE, 2, 64)
    output = column(OUTPUT, MIDDLE, 1, 0)
    for sources, targets in ((inputs, hidden), (hidden, output)):
        connect(canvas, sources, targets)
    for centers, sign in ((inputs, "1"), (hidden, r"\sigma"), (output, r"\sigma")):
        draw_units(canvas, centers, RADIUS)
        for x, y in centers:
            canvas.math(sign, x, y)
    canvas.arrow([(OUTPUT + RADIUS, MIDDLE), (296, MIDDLE)])
    canvas.math(r"\hat{y}", 308, MIDDLE)
    canvas.math("L_1", (INPUT + HIDDEN) / 2, 12)
    canvas.math("L_2", (HIDDEN + OUTPUT) / 2, 12)
    canvas.words("every weight starts at 1, no biases", 160, 192, color=SOFT)


FIGURE = Figure(
    draw,
    title="The toy network",
    description="Four inputs, each with the value 1, lead to two units with a sigmoid: layer L1. "
    "The two lead to one output unit with a sigmoid: layer L2. Every weight starts at 1, and there "
    "are no biases.",
)
