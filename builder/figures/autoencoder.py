"""Figure 5.1: a fully-connected autoencoder."""

from __future__ import annotations

from itertools import pairwise

from builder.figures.kit.canvas import Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.units import column, connect, draw_units

MIDDLE = 84.0
SPACING = 22.0
RADIUS = 6.5
LAYERS = ((52.0, 7), (106.0, 5), (160.0, 2), (214.0, 5), (268.0, 7))  # x and units


def draw(canvas: Canvas) -> None:
    """Columns of units that narrow and widen again."""
    columns = [column(x, MIDDLE, count, SPACING) for x, count in LAYERS]
    for sources, targets in pairwise(columns):
        connect(canvas, sources, targets)
    for centers in columns:
        draw_units(canvas, centers, RADIUS)
    canvas.math("x", 12, MIDDLE)
    canvas.arrow([(22, MIDDLE), (LAYERS[0][0] - RADIUS, MIDDLE)])
    canvas.arrow([(LAYERS[-1][0] + RADIUS, MIDDLE), (298, MIDDLE)])
    canvas.math(r"\hat{x}", 309, MIDDLE)


FIGURE = Figure(
    draw,
    title="A fully-connected autoencoder",
    description="Five layers of units, each connected with every unit of the next. The layers "
    "narrow from seven units to five and two and widen again to five and seven. x goes in at the "
    "left, x hat comes out at the right.",
)
