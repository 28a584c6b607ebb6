"""Outlines with fewer curves, for labels of a few px.

MathJax's glyphs are made for any size. In a figure a neighbouring pair of curves is replaced by one
as long as the outline moves by less than TOLERANCE.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from desktop.formulas.outline import Step, steps

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = tuple[Point, Point, Point]  # start, control point, end

TOLERANCE = 5.0  # 1/1000 em: 0.07 px in words
SHARES = (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875)


@cache
def simplified(outline: str) -> tuple[Step, ...]:
    """The steps of a glyph's outline, with as few curves as its look allows."""
    result: list[Step] = []
    here: Point = (0.0, 0.0)
    curve: Curve | None = None
    passed: list[Point] = []
    for name, points in steps(outline):
        following = (here, points[0], points[1]) if name == "Q" else None
        here = points[-1] if points else here
        if following and curve:
            merged = _merged(curve, following)
            on_the_way = [*passed, following[0], *_samples(following)]
            if merged and _covers(merged, on_the_way):
                curve, passed = merged, on_the_way
                continue
        if curve:
            result.append(("Q", curve[1:]))
        curve, passed = following, _samples(following) if following else []
        if not following:
            result.append((name, points))
    return tuple(result)


def _merged(first: Curve, second: Curve) -> Curve | None:
    """One curve with the first one's start and the second one's end, and their directions there."""
    (x1, y1), (x2, y2) = first[0], second[2]
    ax, ay = first[1][0] - x1, first[1][1] - y1
    bx, by = x2 - second[1][0], y2 - second[1][1]
    cross = ax * by - ay * bx
    if abs(cross) < 1e-6:
        return None
    ahead = ((x2 - x1) * by - (y2 - y1) * bx) / cross
    behind = ((x2 - x1) * ay - (y2 - y1) * ax) / -cross
    if ahead <= 0 or behind <= 0:
        return None
    return first[0], (x1 + ahead * ax, y1 + ahead * ay), second[2]


def _samples(curve: Curve) -> list[Point]:
    return [_at(curve, share) for share in SHARES]


def _at(curve: Curve, share: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2) = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2


def _covers(curve: Curve, points: list[Point]) -> bool:
    """Whether every point lies on the curve, within the tolerance."""
    line = [curve[0], *_samples(curve), curve[2]]
    return all(
        min(_distance(point, start, end) for start, end in pairwise(line)) < TOLERANCE
        for point in points
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = (point[0] - start[0]) * dx + (point[1] - start[1]) * dy
    share = min(1.0, max(0.0, along / length)) if length else 0.0
    return math.hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)
