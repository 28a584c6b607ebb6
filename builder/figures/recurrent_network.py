"""Figure 9.1: a recurrent network, rolled and unrolled."""

from __future__ import annotations

from itertools import pairwise

from builder.figures.kit.canvas import Box, Canvas
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import SOFT

MIDDLE = 72.0
SIDE = 34.0
STEPS = ((144.0, "1"), (212.0, "2"), (280.0, "3"))


def draw(canvas: Canvas) -> None:
    """The loop at the left, the same cell at three time steps at the right."""
    _loop(canvas, _cell(canvas, 26, "t"))
    canvas.math("=", 104, MIDDLE)
    cells = [_cell(canvas, x, step) for x, step in STEPS]
    for cell, following in pairwise(cells):
        canvas.arrow([cell.right, following.left])
        canvas.math("W", (cell.right[0] + following.left[0]) / 2, MIDDLE - 12)
    canvas.words("rolled", 26, MIDDLE + 74, color=SOFT)
    canvas.words("unrolled over time", 212, MIDDLE + 74, color=SOFT)


def _cell(canvas: Canvas, x: float, step: str) -> Box:
    """A cell with its input below and its output above."""
    cell = canvas.box(x - SIDE / 2, MIDDLE - SIDE / 2, SIDE, SIDE)
    canvas.math(f"h_{step}", *cell.center)
    canvas.math(f"y_{step}", x, MIDDLE - 56)
    canvas.math(f"x_{step}", x, MIDDLE + 52)
    canvas.arrow([cell.top, (x, MIDDLE - 45)])
    canvas.arrow([(x, MIDDLE + 42), cell.bottom])
    return cell


def _loop(canvas: Canvas, cell: Box) -> None:
    """The arrow from the cell's right side back to it."""
    x, y = cell.right
    canvas.arrow([(x, y - 9), (x + 18, y - 9), (x + 18, y + 9), (x, y + 9)])
    canvas.math("W", x + 30, y)


FIGURE = Figure(
    draw,
    title="A recurrent neural network",
    description="At the left the rolled network: a cell with the state h of time t, input x of t "
    "and output y of t, and an arrow with the weights W from the cell back to itself. At the right "
    "the same network unrolled over time: three cells in a row, each with its own input and "
    "output; the arrows from cell to cell all carry the same weights W.",
)
