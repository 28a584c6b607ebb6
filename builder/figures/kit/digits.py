"""Ten digits as a hand might write them: strokes of our own, no data set's."""

from __future__ import annotations

from builder.figures.kit.canvas import Box, Canvas, Point, number
from builder.figures.kit.palette import INK, PAGE, RULE

SIDE = 28.0  # the strokes' units a side

# Each stroke is a smooth line through its points, x to the right and y down.
STROKES: dict[int, tuple[tuple[Point, ...], ...]] = {
    0: (((16, 5), (11, 6), (8, 12), (8, 19), (12, 23), (17, 22), (20, 15), (19.5, 8), (16, 5)),),
    1: (((11, 9), (15.5, 5)), ((15.5, 5), (14.5, 14), (13, 23.5))),
    2: (
        ((8.5, 9), (11, 5.5), (16, 5), (18.5, 8.5), (16, 14), (11, 18.5), (8, 22.5)),
        ((8, 22.5), (14, 21.8), (20.5, 22.5)),
    ),
    3: (
        ((9, 6.5), (13.5, 4.8), (18, 6.5), (17.5, 10.5), (12.5, 13)),
        ((12.5, 13), (18, 14), (19.5, 18), (16, 22.5), (11, 23), (8, 20.5)),
    ),
    4: (
        ((11.5, 5), (9.5, 10), (8, 15.5)),
        ((8, 15.5), (14, 15.8), (20.5, 15)),
        ((17.8, 6), (16.5, 15), (15.5, 23.5)),
    ),
    5: (
        ((18.8, 5.2), (14.5, 5.4), (10.8, 5.8)),
        ((10.8, 5.8), (10, 9), (9.4, 12.6)),
        ((9.4, 12.6), (13.5, 11.2), (18, 13), (19, 18), (15.5, 22.5), (11, 23), (8, 21)),
    ),
    6: (
        (
            (17.5, 4.8), (12.5, 8), (9, 14.5), (9, 20), (12.5, 23.2), (17, 22), (19, 18),
            (16.5, 14.2), (12, 15), (9.2, 19),
        ),
    ),
    7: (
        ((8, 6.5), (13, 6), (19.5, 5.5)),
        ((19.5, 5.5), (15.5, 12), (12, 23.5)),
        ((10.5, 14.5), (17.5, 13.8)),
    ),
    8: (
        (
            (17.8, 7), (14, 4.8), (10, 7), (11.5, 11.5), (16.5, 15), (18.5, 19.5), (14.5, 23.2),
            (9.8, 21), (10.2, 16.5), (15, 12.5), (18.2, 9.5), (17.8, 7),
        ),
    ),
    9: (
        (
            (18.8, 8.5), (15.5, 5.2), (11, 6.5), (9.5, 10.5), (12, 14), (16, 13), (18.8, 8.5),
        ),
        ((18.8, 8.5), (18.2, 15), (16.2, 23.5)),
    ),
}  # fmt: skip


def draw_digit(canvas: Canvas, digit: int, x: float, y: float, side: float) -> Box:
    """A square image with a digit, its upper left corner at (x, y)."""
    tile = canvas.box(x, y, side, side, fill=PAGE, edge=RULE)
    scale = side / SIDE
    data = "".join(
        _smooth([(x + scale * u, y + scale * v) for u, v in points]) for points in STROKES[digit]
    )
    canvas.path(data, color=INK, width=2.2 * scale)
    return tile


def _smooth(points: list[Point]) -> str:
    """A Catmull-Rom line through points, as cubic curves: tangents a sixth of the way around."""
    closed = points[0] == points[-1]
    ends = [points[-2 if closed else 0], *points, points[1 if closed else -1]]
    data = f"M{number(points[0][0])} {number(points[0][1])}"
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        leave = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        reach = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        numbers = [number(value) for point in (leave, reach, end) for value in point]
        data += f"C{' '.join(numbers)}"
    return data
