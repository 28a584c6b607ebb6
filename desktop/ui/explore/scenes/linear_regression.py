"""Linear regression: drag the points, and see line and loss move; closed form against descent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtWidgets import QHBoxLayout

from desktop.engine.least_squares import LineFit
from desktop.engine.ops.operation import Array
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import is_on, number_of, table_of, whole_of

ONE, MANY = "one", "many"
CONTOURS = 9
CORNERS = 90
ROWS = (0, 1, 2, 3)
NEAR = 0.3
PLACES = 12  # of decimals; what is left beyond them is rounding, where the exact number is 0


@dataclass(frozen=True)
class Regression:
    """The fit, its best pair (slope, intercept), and the pairs of descent."""

    fit: LineFit
    best: Array
    path: Array
    losses: Array
    singular: bool


class LinearRegression(Scene[Regression]):
    """Points that can be dragged, the best line, and the way of descent down the loss."""

    name = "linear_regression"
    played = "steps"
    stories = (
        Story("Five points", {}),
        Story("One point", {"points": ((1, 2),), "steps": 40}),
        Story("One point, ridge", {"points": ((1, 2),), "ridge": 0.5, "steps": 40}),
        Story("Rate too high", {"learning_rate": 0.55, "steps": 8}),
    )

    def compute(self, values: Values) -> Regression:
        """Closed form and descent."""
        points = np.array(table_of(values, "points"), dtype=np.float64)
        fit = LineFit(points, is_on(values, "intercept"), number_of(values, "ridge"))
        path = fit.descent(number_of(values, "learning_rate"), whole_of(values, "steps"))
        best, losses = fit.best().round(PLACES), fit.loss(*path.T).round(PLACES)
        return Regression(fit, best, path, losses, fit.is_singular)

    def title(self, values: Values) -> str:
        """How many points there are."""
        count = len(table_of(values, "points"))
        return "A line through one point" if count == 1 else f"A line through {count} points"

    def caption(self, values: Values, numbers: Regression) -> str:
        """Where to look."""
        if numbers.singular:
            return "Watch the loss at the right: where is it lowest, and in how many places?"
        return "Drag a point and watch two things move: the best line, and the floor of the loss."

    def controls(self, values: Values) -> tuple[str, ...]:
        """All but the points come first."""
        return ("intercept", "ridge", "learning_rate", "steps", "points")

    def table(self, values: Values, numbers: Regression) -> DataTable:
        """The closed form, then the steps of descent."""
        columns = (Column("Way"), *(Column(head, 4) for head in ("slope", "intercept", "loss")))
        best = round(float(numbers.fit.loss(*numbers.best)), PLACES)
        rows: list[tuple[float | int | str, ...]] = [
            ("closed form", float(numbers.best[0]), float(numbers.best[1]), best)
        ]
        last = len(numbers.path) - 1
        for step in sorted({*(row for row in ROWS if row <= last), last}):
            slope, intercept = map(float, numbers.path[step])
            rows.append((f"descent, step {step}", slope, intercept, float(numbers.losses[step])))
        hidden = {(0, column) for column in (1, 2, 3)}
        hidden |= {(row, column) for row in range(2, len(rows)) for column in (1, 2, 3)}
        return DataTable(columns, tuple(rows), frozenset(hidden or {(0, 1)}))

    def prediction(self, values: Values, numbers: Regression) -> Prediction:
        """The slope; or, with too few points, how many lines are best."""
        if numbers.singular:
            return Prediction(
                "How many lines reach the lowest loss here?",
                Key("choice", MANY, Tolerance("absolute", "0"), (ONE, MANY)),
                options={ONE: "One", MANY: "Infinitely many"},
            )
        slope = fixed(float(numbers.best[0]), 1).replace("−", "-")
        return Prediction(
            "What is the slope of the line with the lowest loss?",
            Key("number", slope, Tolerance("absolute", "0.15")),
            "Slope",
        )

    def verdict(self, values: Values, numbers: Regression) -> str:
        """Why."""
        slope, intercept = (fixed(float(value), 2) for value in numbers.best)
        if numbers.singular:
            return (
                "All lines through the points' one place fit alike: XᵀX has no inverse, and the "
                f"loss has a valley. The pair nearest to zero is {slope} and {intercept}."
            )
        left = float(np.hypot(*(numbers.path[-1] - numbers.best)))
        away = "has run away" if left > 1e3 else f"is still {plain(left, 2)} away"
        return (
            f"Slope {slope}, intercept {intercept}, in one step from the normal equations. "
            f"Descent {away} after {len(numbers.path) - 1} steps."
        )

    def sentence(self, values: Values, numbers: Regression) -> str:
        """What is to be seen."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> RegressionPicture:
        """Points at the left, the loss at the right."""
        return RegressionPicture(appearance)


class RegressionPicture(Picture[Regression]):
    """Two plots side by side."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.points = PointsPlot(appearance)
        self.bowl = BowlPlot(appearance)
        self.points.parameter_changed.connect(self.parameter_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.points)
        row.addWidget(self.bowl)

    def show_numbers(self, values: Values, numbers: Regression, revealed: bool) -> None:
        """Draw both."""
        self.points.show_numbers(values, numbers, revealed)
        self.bowl.show_numbers(values, numbers, revealed)


class PointsPlot(PlotPicture[Regression]):
    """The points as rings to drag, the best line, and descent's line."""

    width_units, height_units = 312, 330

    def show_numbers(self, values: Values, numbers: Regression, revealed: bool) -> None:
        """Draw points and lines."""
        self._dragged = table_of(values, "points")
        x_range, y_range = _range(numbers.fit.points[:, 0]), _range(numbers.fit.points[:, 1])
        self.begin()
        self.axes(x_range, y_range, _ticks(x_range), _ticks(y_range), lines=True)
        ends = np.array(x_range)
        if revealed:
            slope, intercept = numbers.path[-1]
            self.curve("descent", ends, slope * ends + intercept, series=1, label="descent")
            slope, intercept = numbers.best
            self.curve("best", ends, slope * ends + intercept, series=0, label="closed form")
        for place, (x, y) in enumerate(self._dragged):
            self.handle(f"point{place}", float(x), float(y), _Mover(self, place))
        self.finish()

    def drag_point(self, place: int, x: float, y: float) -> None:
        """Drag a point."""
        points = [tuple(map(float, point)) for point in self._dragged]
        points[place] = (round(min(max(x, -20), 20), 1), round(min(max(y, -20), 20), 1))
        self.set_parameter("points", tuple(points))


class _Mover:
    """Tells the plot which of its points was dragged."""

    def __init__(self, plot: PointsPlot, place: int) -> None:
        self._plot = plot
        self._place = place

    def __call__(self, x: float, y: float) -> None:
        self._plot.drag_point(self._place, x, y)


class BowlPlot(PlotPicture[Regression]):
    """Contours of the loss over slope and intercept, with the way of descent."""

    width_units, height_units = 312, 330

    def show_numbers(self, values: Values, numbers: Regression, revealed: bool) -> None:
        """Draw contours, path and floor."""
        best = numbers.best
        half = max(2.0, 1.4 * float(np.abs(best).max()))
        x_range, y_range = (best[0] - half, best[0] + half), (best[1] - half, best[1] + half)
        self.begin()
        self.axes(x_range, y_range, _ticks(x_range), _ticks(y_range))
        if revealed:
            self.contours("contours", _contours(numbers.fit, best, half))
            path = np.clip(numbers.path, best - 3 * half, best + 3 * half)
            self.curve("path", *path.T, series=1, markers=True, label="descent")
            self.dots("best", best[:1], best[1:], size=13, symbol="+")
            self.tag("floor", "lowest", float(best[0]), float(best[1]))
        self.tag("axis", "slope across, intercept up", float(best[0]), y_range[0], token="faint")
        self.finish()


def _contours(fit: LineFit, best: Array, half: float) -> list[tuple[Array, Array]]:
    """Ellipses of equal loss; in a valley pairs of parallel lines."""
    matrix = fit.curvature if fit.intercept else np.diag([fit.curvature[0, 0], 1e-9])
    sizes, axes = np.linalg.eigh(matrix)
    angle = np.linspace(0, 2 * np.pi, CORNERS)
    lines = []
    for share in np.linspace(0.15, 1.6, CONTOURS):
        height = (share * half) ** 2 * float(sizes[-1]) * NEAR
        radii = np.sqrt(height / np.maximum(sizes, height / (20 * half) ** 2))
        corners = axes @ (radii[:, None] * np.stack([np.cos(angle), np.sin(angle)]))
        lines.append((best[0] + corners[0], best[1] + corners[1]))
    return lines


def _range(values: Array) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = max(1.0, 0.3 * (high - low))
    return float(np.floor(low - room)) - 0.15, float(
        np.ceil(high + room)
    ) + 0.15  # ticks stand free


def _ticks(ends: tuple[float, float]) -> list[tuple[float, str]]:
    """At most six round numbers."""
    span = ends[1] - ends[0]
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 50, 1e9) if span / s <= 6)
    first = np.ceil(ends[0] / step) * step
    return [(float(v), plain(float(v))) for v in np.arange(first, ends[1] + 1e-9, step)]


SCENE = LinearRegression
