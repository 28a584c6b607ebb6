"""Figure 1.1: fully-connected layers of different widths."""

from __future__ import annotations

from itertools import pairwise

from builder.figures.kit.canvas import Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import SOFT
from builder.figures.kit.units import column, connect, draw_units

MIDDLE = 92.0
SPACING = 26.0
RADIUS = 8.0
LAYERS = ((58.0, 5), (160.0, 3), (262.0, 6))  # x and units
NAMES = ("L-1", "L", "L+1")


def draw(canvas: Canvas) -> None:
    """Three layers; weights and biases stand over the connections, inputs below the units."""
    columns = [column(x, MIDDLE, count, SPACING) for x, count in LAYERS]
    for sources, targets in pairwise(columns):
        connect(canvas, sources, targets)
    for centers in columns:
        draw_units(canvas, centers, RADIUS)
    for (x, _), name in zip(LAYERS, NAMES, strict=True):
        canvas.math(f"X_{{{name}}}", x, MIDDLE + 3 * SPACING + 14)
    for (x, _), name in zip(LAYERS[:2], NAMES, strict=False):
        middle = x + (LAYERS[1][0] - LAYERS[0][0]) / 2
        canvas.math(f"W_{{{name}}},\\, b_{{{name}}}", middle, 10)
    for x in (16.0, 304.0):
        canvas.math(r"\cdots", x, MIDDLE, color=SOFT)


FIGURE = Figure(
    draw,
    title="A fully-connected network",
    description="Three neighbouring layers of a longer network, with five, three and six units. "
    "Every unit is connected with every unit of the next layer. The layers hold the values "
    "X of L-1, X of L and X of L+1; the connections between them hold the weights W and biases b "
    "of L-1 and of L.",
)
