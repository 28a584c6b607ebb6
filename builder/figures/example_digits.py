"""Figure 4.1: ten handwritten digits."""

from __future__ import annotations

from builder.figures.kit.canvas import Canvas
from builder.figures.kit.digits import draw_digit
from builder.figures.kit.figure import Figure

SIDE = 54.0
GAP = 10.0


def draw(canvas: Canvas) -> None:
    """The digits in two rows of five."""
    left = (320 - 5 * SIDE - 4 * GAP) / 2
    for digit in range(10):
        row, place = divmod(digit, 5)
        draw_digit(canvas, digit, left + place * (SIDE + GAP), 4 + row * (SIDE + GAP), SIDE)


FIGURE = Figure(
    draw,
    title="Images of handwritten digits",
    description="Ten square images in two rows show the digits 0 to 9, one each. They are drawn "
    "for this deck in the manner of MNIST; they are not taken from the data set.",
)
