"""Columns and rows of units, as networks are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from builder.figures.kit.canvas import Box, Canvas, Point
from builder.figures.kit.palette import EDGE, PAGE


def column(x: float, middle: float, count: int, spacing: float) -> list[Point]:
    """Centers of `count` units one below another, around the height `middle`."""
    top = middle - spacing * (count - 1) / 2
    return [(x, top + spacing * place) for place in range(count)]


def draw_units(canvas: Canvas, centers: Sequence[Point], radius: float, fill: str = PAGE) -> None:
    """The units themselves; draw the connections before them."""
    for x, y in centers:
        canvas.circle(x, y, radius, fill=fill)


def connect(
    canvas: Canvas, sources: Sequence[Point], targets: Sequence[Point], color: str = EDGE
) -> None:
    """A line from every unit to every unit of the next layer."""
    canvas.lines([(source, target) for source in sources for target in targets], color=color)


def hull(centers: Sequence[Point], margin: float) -> Box:
    """The box around units."""
    left, right = min(x for x, _ in centers), max(x for x, _ in centers)
    top, bottom = min(y for _, y in centers), max(y for _, y in centers)
    return Box(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
