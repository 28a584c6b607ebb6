"""Figure 2.1: a fully-connected layer and the gradient that arrives from above."""

from __future__ import annotations

from builder.figures.kit.canvas import Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import ACCENT, SOFT

FORWARD, BACKWARD = 64.0, 96.0  # heights of the two passes


def draw(canvas: Canvas) -> None:
    """X, W and b go in, Y comes out; the upstream gradient comes back in."""
    layer = canvas.box(104, 44, 112, 72)
    canvas.math("Y = XW + b", *layer.center)
    canvas.math("X", 26, FORWARD + 16)
    canvas.arrow([(40, FORWARD + 16), (104, FORWARD + 16)])
    for x, name in ((136, "W"), (184, "b")):
        canvas.math(name, x, 10)
        canvas.arrow([(x, 20), (x, 44)])
    canvas.arrow([(216, FORWARD), (272, FORWARD)])
    canvas.math("Y", 288, FORWARD)
    canvas.arrow([(272, BACKWARD), (216, BACKWARD)], color=ACCENT, dashed=True)
    canvas.math("dout", 292, BACKWARD, color=ACCENT)
    canvas.math(r"dout = \dfrac{\partial L}{\partial Y}", 248, 142, color=ACCENT)
    canvas.words("upstream gradient", 186, 142, anchor="end", color=SOFT)


FIGURE = Figure(
    draw,
    title="A fully-connected layer in the backward pass",
    description="A box computes Y = XW + b. Arrows lead X, W and b into it and Y out of it to the "
    "right. Against that direction a dashed arrow brings the upstream gradient dout, the "
    "derivative of the loss L with respect to Y, back to the box.",
)
