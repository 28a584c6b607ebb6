"""Figure 9.2: the encoder-decoder transformer."""

from __future__ import annotations

from builder.figures.kit.canvas import Box, Canvas, Point
from builder.figures.kit.figure import Figure
from builder.figures.kit.palette import ACCENT_WASH, EDGE, NONE, PAGE, SOFT, SUNK

WIDTH = 108.0
LEFT, RIGHT = 84.0, 236.0  # middles of encoder and decoder
LINE = 17.0
GAP = 17.0


def draw(canvas: Canvas) -> None:
    """Inputs at the bottom, output at the top; the encoder at the left of the decoder."""


FIGURE = Figure(
    draw,
    title="The encoder-decoder transformer",
    description="",
)
