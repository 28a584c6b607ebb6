"""Figure 3.1: a network that classifies handwritten digits."""

from __future__ import annotations

from builder.figures.kit.canvas import Canvas, Point
from builder.figures.kit.digits import draw_digit
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import EDGE, PAGE, SOFT
from builder.figures.kit.units import column, connect, draw_units

MIDDLE = 74.0


def draw(canvas: Canvas) -> None:
    """Image, two convolutional blocks, a fully-connected layer, ten classes."""
    image = draw_digit(canvas, 7, 4, MIDDLE - 28, 56)
    first = _feature_maps(canvas, (84, MIDDLE), 40, 4)
    second = _feature_maps(canvas, (160, MIDDLE), 24, 6)
    canvas.arrow([image.right, (first[0] - 4, MIDDLE)])
    canvas.arrow([(first[1] + 2, MIDDLE), (second[0] - 4, MIDDLE)])
    hidden = column(236, MIDDLE, 4, 24)
    classes = column(284, MIDDLE, 10, 13.6)
    canvas.arrow([(second[1] + 2, MIDDLE), (226, MIDDLE)])
    connect(canvas, hidden, classes)
    draw_units(canvas, hidden, 5)
    draw_units(canvas, classes, 4.5)
    for digit, (x, y) in enumerate(classes):
        canvas.math(str(digit), x + 16, y, size=12)
    canvas.words("image", 32, MIDDLE + 42)
    canvas.math(r"1 \times 28 \times 28", 32, MIDDLE + 58, color=SOFT, size=12)
    canvas.words("convolutional", 132, MIDDLE + 42)
    canvas.words("blocks", 132, MIDDLE + 58)
    canvas.words("fully", 232, MIDDLE + 66)
    canvas.words("connected", 232, MIDDLE + 82)
    canvas.words("classes", 290, MIDDLE + 82)


def _feature_maps(canvas: Canvas, left: Point, side: float, count: int) -> tuple[float, float]:
    """A stack of maps, the first at the back; returns its left and right end."""
    step = 4.0
    height = side + step * (count - 1)
    top = left[1] - height / 2
    for place in range(count):
        canvas.box(left[0] + step * place, top + step * place, side, side, fill=PAGE, edge=EDGE)
    return left[0], left[0] + height


FIGURE = Figure(
    draw,
    title="A network that classifies handwritten digits",
    description="A grey-scale image of 28 by 28 pixels passes two convolutional blocks, drawn as "
    "stacks of ever smaller feature maps, and a fully-connected part with one output for each of "
    "the ten classes 0 to 9.",
)
