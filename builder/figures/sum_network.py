"""Figure 4.2: the network that classifies the sum of two digits."""

from __future__ import annotations

from builder.figures.kit.canvas import Box, Canvas
from builder.figures.kit.digits import draw_digit
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import SOFT

LINE = 21.0  # px from one operation to the next
FIRST, SECOND = 54.0, 182.0  # heights of the two rows


def draw(canvas: Canvas) -> None:
    """Two rows: images and the first block; the second block, the linear layer and the scores."""
    back = draw_digit(canvas, 3, 58, FIRST - 48, 56)
    draw_digit(canvas, 8, 22, FIRST - 26, 56)
    canvas.words("two images as channels", 10, FIRST + 46, anchor="start", color=SOFT)
    first = _block(canvas, 202, FIRST, ("Conv2d(2, 8)", "MaxPool2d(2)", "BatchNorm2d", "ReLU"))
    canvas.arrow([(back.right[0] + 2, FIRST), first.left])
    second = _block(canvas, 10, SECOND, ("Conv2d(8, 16)", "MaxPool2d(2)", "BatchNorm2d", "ReLU"))
    between = (first.bottom[1] + second.top[1]) / 2
    canvas.arrow([first.bottom, (first.bottom[0], between), (second.top[0], between), second.top])
    linear = _block(canvas, 148, SECOND, ("Flatten", "Linear(k, n)"))
    canvas.arrow([second.right, linear.left])
    canvas.arrow([linear.right, (280, SECOND)])
    canvas.math("n", 298, SECOND - 8)
    canvas.words("outputs", 297, SECOND + 9)


def _block(canvas: Canvas, x: float, middle: float, operations: tuple[str, ...]) -> Box:
    """Operations in their order, in one box."""
    height = LINE * len(operations) + 8
    box = canvas.box(x, middle - height / 2, 108, height)
    for place, operation in enumerate(operations):
        canvas.code(operation, box.center[0], box.y + 4 + LINE * (place + 0.5))
    return box


FIGURE = Figure(
    draw,
    title="The network for the sum of two digits",
    description="Two images of digits are stacked as two channels. They pass "
    "Conv2d(2, 8), MaxPool2d(2), BatchNorm2d and ReLU, then Conv2d(8, 16), MaxPool2d(2), "
    "BatchNorm2d and ReLU, then Flatten and Linear(k, n), which gives n outputs.",
)
