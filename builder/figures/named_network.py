"""Figure 6.1: a small network with a name on every weight and bias."""

from __future__ import annotations

from builder.figures.kit.canvas import Canvas, Point
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import SOFT

RADIUS = 15.0
INPUTS: tuple[Point, ...] = ((92, 19), (206, 19))
HIDDEN: tuple[Point, ...] = ((36, 130), (149, 130), (262, 130))
ACTIVE: tuple[Point, ...] = ((36, 206), (149, 206), (262, 206))
OUTPUTS: tuple[Point, ...] = ((92, 317), (206, 317))
NEAR = 0.3  # of the way from the side with three units, where the names stand apart


def draw(canvas: Canvas) -> None:
    """Inputs above, outputs below: x, h1 to h3, leaky ReLU, h4 to h6, y hat."""
    _weights(canvas, "w", INPUTS, HIDDEN, 1 - NEAR)
    _weights(canvas, "v", ACTIVE, OUTPUTS, NEAR)
    for (x, y), (_, below) in zip(HIDDEN, ACTIVE, strict=True):
        canvas.arrow([(x, y + RADIUS), (x, below - RADIUS)])
    canvas.words("leaky ReLU", 205, 168, color=SOFT)
    for centers, name, first in (
        (INPUTS, "x_{}", 1),
        (HIDDEN, "h_{}", 1),
        (ACTIVE, "h_{}", 4),
        (OUTPUTS, r"\hat{{y}}_{}", 1),
    ):
        for place, (x, y) in enumerate(centers):
            canvas.circle(x, y, RADIUS)
            canvas.math(name.format(first + place), x, y)
    for place, (x, y) in enumerate((*HIDDEN, *OUTPUTS), start=1):
        canvas.arrow([(x + RADIUS + 18, y), (x + RADIUS, y)], head=5)
        canvas.math(f"b_{place}", x + RADIUS + 22, y, anchor="start")


def _weights(
    canvas: Canvas, name: str, sources: tuple[Point, ...], targets: tuple[Point, ...], at: float
) -> None:
    """The connections of a layer, each with its name at a share of its length."""
    pairs = [
        (source, target, f"{name}_{{{i}{j}}}")
        for i, source in enumerate(sources, start=1)
        for j, target in enumerate(targets, start=1)
    ]
    canvas.lines([(source, target) for source, target, _ in pairs])
    for (x1, y1), (x2, y2), label in pairs:
        canvas.math(label, x1 + at * (x2 - x1), y1 + at * (y2 - y1), over=True)


FIGURE = Figure(
    draw,
    title="A network with two inputs, three hidden units and two outputs",
    description="The inputs x1 and x2 lead to the hidden units h1, h2 and h3; the weight from "
    "input i to hidden unit j is called w with the indices i, j. A leaky ReLU turns h1, h2 and h3 "
    "into h4, h5 and h6. These lead to the outputs y hat 1 and y hat 2; the weight from the i-th "
    "of them to output j is called v with the indices i, j. The biases are b1 to b3 at the hidden "
    "units and b4 and b5 at the outputs.",
)
