"""A line fitted to a few points by least squares, from the normal equations.

X^T X (intercept, slope) = X^T y, where the rows of X are (1, x):
slope = (n sum_xy - sum_x sum_y) / (n sum_xx - sum_x^2)      intercept = (sum_y - slope sum_x) / n
Raises: NoAnswerError if all x are the same.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 5.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError, Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
PLACES_ASKED = 2
MINUS = "−"  # as slots write it
SPACINGS = (  # slopes are whole multiples of 1/2, 1/4 and 1/10: short decimals
    (0, 1, 2),
    (0, 2, 4),
    (0, 1, 2, 3),
    (0, 1, 3, 4),
)
STARTS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True)
class Parameters:
    """The points are (start + spacing, y)."""

    start: int
    spacing: tuple[int, ...]
    y: tuple[int, ...]

    @property
    def x(self) -> tuple[int, ...]:
        """Where the points lie."""
        return tuple(self.start + step for step in self.spacing)


@dataclass(frozen=True)
class Point:
    """A point with the products that the sums need."""

    x: Shown
    y: Shown
    xx: Shown
    xy: Shown


def sample(draw: Draw) -> Parameters:
    """Three or four points with small whole coordinates."""
    spacing = draw.choice(SPACINGS)
    return Parameters(
        start=draw.choice(STARTS),
        spacing=spacing,
        y=tuple(draw.integer(-3, 6) for _ in spacing),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Points on a line, a line through the origin or a level one, or sums of 0."""
    slope, intercept = solution.number("slope"), solution.number("intercept")
    on_line = all(y == intercept + slope * x for x, y in zip(p.x, p.y, strict=True))
    return on_line or 0 in (slope, intercept, sum(p.x), sum(p.y), solution.number("top"))


def solve(p: Parameters) -> Solution:
    """Slope and intercept, by way of the sums in X^T X and X^T y."""
    count = len(p.y)
    points = tuple(
        Point(Shown(x), Shown(y), Shown(x * x), Shown(x * y)) for x, y in zip(p.x, p.y, strict=True)
    )
    sum_x, sum_y = Shown(sum(p.x)), Shown(sum(p.y))
    sum_xx = Shown(sum(point.xx.number for point in points))
    sum_xy = Shown(sum(point.xy.number for point in points))
    top = Shown(count * sum_xy.number - sum_x.number * sum_y.number)
    bottom = Shown(count * sum_xx.number - sum_x.number**2)
    if bottom.number == 0:
        raise NoAnswerError("all x are the same: X^T X has no inverse")
    slope = Shown(top.number / bottom.number, DECIMALS)
    rest = Shown(sum_y.number - slope.number * sum_x.number, DECIMALS)
    intercept = Shown(rest.number / count, DECIMALS)
    values: Values = {
        "count": Shown(count),
        "coordinates": _coordinates(points),
        "points": points,
        "sum_x": sum_x,
        "sum_y": sum_y,
        "sum_xx": sum_xx,
        "sum_xy": sum_xy,
        "top": top,
        "bottom": bottom,
        "rest": rest,
        "slope": slope,
        "intercept": intercept,
    }
    answers = {
        "slope": to_places(slope, PLACES_ASKED),
        "intercept": to_places(intercept, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    """Raises: NoAnswerError if a slip has no value here."""
    x, y, n = [Decimal(x) for x in p.x], [Decimal(y) for y in p.y], len(p.y)
    xy, xx = _product(x, y), _product(x, x)
    top, yy = n * xy - sum(x) * sum(y), n * _product(y, y) - sum(y) ** 2
    slope = top / (n * xx - sum(x) ** 2)
    if 0 in (xx, top, xx - sum(x) ** 2):
        raise NoAnswerError("a slip divides by 0 here")
    ends = (y[-1] - y[0]) / (x[-1] - x[0])
    slopes = {
        "swapped_axes": top / yy,
        "axes_inverted": yy / top,
        "count_left_out": (xy - sum(x) * sum(y)) / (xx - sum(x) ** 2),
        "first_to_last": ends,
    }
    mistakes = {
        name: {"slope": wrong, "intercept": _level(p, wrong)} for name, wrong in slopes.items()
    }
    return mistakes | {
        "no_intercept": {"slope": xy / xx, "intercept": Decimal(0)},
        "sum_for_mean": {"intercept": sum(y) - slope * sum(x)},
        "slope_added": {"intercept": (sum(y) + slope * sum(x)) / n},
        "mean_of_y": {"intercept": sum(y) / n},
        "through_first_point": {"intercept": y[0] - slope * x[0]},
    }


def _coordinates(points: tuple[Point, ...]) -> Word:
    listed = ", ".join(f"({point.x.text}, {point.y.text})" for point in points)
    return Word(listed.replace("-", MINUS))


def _product(left: list[Decimal], right: list[Decimal]) -> Decimal:
    return sum((a * b for a, b in zip(left, right, strict=True)), Decimal(0))


def _level(p: Parameters, slope: Decimal) -> Decimal:
    """The intercept of the best line with this slope."""
    return (sum(p.y) - slope * sum(p.x)) / len(p.y)


GENERATOR = Generator("linear_regression", sample, solve, presets={}, rejects=rejects)
