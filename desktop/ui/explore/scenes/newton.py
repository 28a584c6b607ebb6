"""Newton's method: each step goes to where the parabola that touches f here is level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.newton import Newton as NewtonMethod
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, numbers_of, whole_of

FLAT = 1e-9  # a curvature below this is none
FAR = 1e4
SAMPLES = 240
LOW, HIGH, NONE = "lowest", "highest", "none"
GOALS = {
    LOW: "To the parabola’s lowest point",
    HIGH: "To the parabola’s highest point",
    NONE: "Nowhere: there is no such point",
}


@dataclass(frozen=True)
class Way:
    """f by its coefficients of falling powers, the points w of Newton's steps, and of descent."""

    coefficients: Array
    points: Array
    descent: Array
    stopped: bool

    def f(self, w: Array | float) -> Array:
        """The function."""
        return np.asarray(np.polyval(self.coefficients, w))

    def slope(self, w: Array | float) -> Array:
        """Its first derivative."""
        return np.asarray(np.polyval(np.polyder(self.coefficients), w))

    def curvature(self, w: Array | float) -> Array:
        """Its second derivative."""
        return np.asarray(np.polyval(np.polyder(self.coefficients, 2), w))

    @property
    def goal(self) -> str:
        """What the first step's parabola has: a lowest point, a highest one, or none."""
        curvature = float(self.curvature(self.points[0]))
        return NONE if abs(curvature) < FLAT else LOW if curvature > 0 else HIGH


class Newton(Scene[Way]):
    """Steps on a polynomial in w; descent beside them."""

    name = "newton"
    played = "steps"
    stories = (
        Story("A parabola", {}),
        Story("A cubic", {"coefficients": (1, -3, -2, 4), "start": (3,), "steps": 3}),
        Story("Curved down", {"coefficients": (0.25, 0, -2, 0, 1), "start": (0.6,), "steps": 2}),
        Story("f = w x", {"coefficients": (2, 0), "start": (1,)}),
    )

    def compute(self, values: Values) -> Way:
        """The steps, with the engine's method."""
        coefficients = _coefficients(values)
        start = float(numbers_of(values, "start")[0])
        points, stopped = _steps(coefficients, start, whole_of(values, "steps"))
        rate = number_of(values, "learning_rate")
        return Way(coefficients, points, _descent(coefficients, start, rate, len(points)), stopped)

    def title(self, values: Values) -> str:
        """The degree."""
        degree = len(_coefficients(values)) - 1
        names = {1: "line", 2: "parabola", 3: "cubic", 4: "quartic"}
        return f"Newton’s method on a {names.get(degree, 'polynomial')}"

    def caption(self, values: Values, numbers: Way) -> str:
        """Where to look."""
        return "The dashed parabola has the slope and the curvature of f at the ring."

    def controls(self, values: Values) -> tuple[str, ...]:
        """Where it starts comes after what it is on."""
        return ("coefficients", "start", "steps", "learning_rate")

    def table(self, values: Values, numbers: Way) -> DataTable:
        """Slope, curvature and the new place at every step."""
        columns = (
            Column("Step"),
            *(Column(head, 4) for head in ("w", "f(w)", "f′(w)", "f″(w)", "descent: w")),
        )
        rows = tuple(
            (
                step,
                float(w),
                float(numbers.f(w)),
                float(numbers.slope(w)),
                float(numbers.curvature(w)),
                float(numbers.descent[step]),
            )
            for step, w in enumerate(numbers.points)
        )
        hidden = {(row, column) for row in range(1, len(rows)) for column in range(1, 6)}
        return DataTable(columns, rows, frozenset(hidden | {(0, 4)}))

    def prediction(self, values: Values, numbers: Way) -> Prediction:
        """Where the first step goes, in number or in kind."""
        if numbers.goal == LOW and len(numbers.points) > 1:
            new_w = f"{numbers.points[1]:.4f}"
            key = Key("number", new_w, Tolerance("absolute", "0.05"))
            return Prediction(
                f"From w = {plain(float(numbers.points[0]))}, where does one step of Newton lead?",
                key,
                "The new w",
            )
        key = Key("choice", numbers.goal, Tolerance("absolute", "0"), tuple(GOALS))
        return Prediction("Where does Newton’s step lead from the ring?", key, options=GOALS)

    def verdict(self, values: Values, numbers: Way) -> str:
        """The first step written out."""
        w = float(numbers.points[0])
        slope, curvature = float(numbers.slope(w)), float(numbers.curvature(w))
        if numbers.goal == NONE:
            return f"f″ is 0, so the step would divide {plain(slope)} by 0. A line has no vertex."
        new_w = w - slope / curvature
        kind = "lowest" if curvature > 0 else "highest"
        return (
            f"{plain(w)} − ({plain(slope)}) / ({plain(curvature)}) = {fixed(new_w, 3)}: the "
            f"{kind} point of the parabola, since f″ is {'above' if curvature > 0 else 'below'} 0."
        )

    def sentence(self, values: Values, numbers: Way) -> str:
        """The places."""
        places = ", ".join(fixed(float(w), 2) for w in numbers.points)
        return f"{self.title(values)}: w goes through {places}."

    def picture(self, appearance: Appearance) -> NewtonPicture:
        """f, its parabola and the steps."""
        return NewtonPicture(appearance)


def _coefficients(values: Values) -> Array:
    """Without zeros at the front, but never fewer than a line's two."""
    given = np.array(numbers_of(values, "coefficients"), dtype=np.float64)
    zeros = int(np.argmax(given != 0)) if given.any() else len(given)
    return given[min(zeros, len(given) - 2) :]


def _steps(coefficients: Array, start: float, steps: int) -> tuple[Array, bool]:
    """The places; fewer where there is no step, or where w runs away."""
    w = Tensor(np.array([start]), requires_grad=True)

    def loss() -> Tensor:
        value = w * 0.0 + float(coefficients[0])
        for coefficient in coefficients[1:]:
            value = value * w + float(coefficient)
        return value.sum()

    method = NewtonMethod([w], loss)
    points = [start]
    for _ in range(steps):
        flat = abs(np.polyval(np.polyder(coefficients, 2), points[-1])) < FLAT
        if flat or abs(points[-1]) > FAR:
            return np.array(points), True
        method.step()
        points.append(float(w.data[0]))
    return np.array(points), False


def _descent(coefficients: Array, start: float, rate: float, count: int) -> Array:
    derivative = np.polyder(coefficients)
    points = [start]
    for _ in range(count - 1):
        step = rate * float(np.polyval(derivative, points[-1]))
        points.append(float(np.clip(points[-1] - step, -FAR, FAR)))
    return np.array(points)


class NewtonPicture(PlotPicture[Way]):
    """f, the parabola at the last place but one, and the places; the start can be dragged."""

    def show_numbers(self, values: Values, numbers: Way, revealed: bool) -> None:
        """Draw everything within the sight of the start and the first steps."""
        near = np.clip(numbers.points[:3], -12, 12)
        low, high = float(near.min()) - 2, float(near.max()) + 2
        x = np.linspace(low, high, SAMPLES)
        y = numbers.f(x)
        bottom, top = float(y.min()), float(y.max())
        room = max(0.15 * (top - bottom), 0.5)
        self.begin()
        self.axes((low, high), (bottom - room, top + room), _ticks(low, high), _ticks(bottom, top))
        self.curve("f", x, y, series=0, label="f")
        at = float(numbers.points[0])
        self._draw_parabola(numbers, x, at, (bottom - room, top + room))
        if revealed:
            seen = numbers.points[np.abs(numbers.points) < FAR]
            self.curve("steps", seen, numbers.f(seen), series=3, markers=True, label="Newton")
            self.curve(
                "descent", numbers.descent, numbers.f(numbers.descent), series=1, markers=True,
                label="descent",
            )  # fmt: skip
        self.handle("start", at, float(numbers.f(at)), self._drag)
        self.finish()

    def _draw_parabola(self, way: Way, x: Array, at: float, ends: tuple[float, float]) -> None:
        curve = way.f(at) + way.slope(at) * (x - at) + way.curvature(at) / 2 * (x - at) ** 2
        inside = (curve >= ends[0]) & (curve <= ends[1])
        y = np.where(inside, curve, np.nan)
        self.curve("parabola", x, y, token="edge", dashed=True, label="its parabola")

    def _drag(self, x: float, y: float) -> None:
        self.set_parameter("start", (round(min(max(x, -10.0), 10.0), 2),))


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """At most six round numbers."""
    span = max(high - low, 1e-6)
    step = next(s * 10.0**e for e in range(-6, 8) for s in (1, 2, 5) if span / (s * 10.0**e) <= 5)
    first = np.ceil(low / step) * step
    return [(float(v), plain(float(round(v, 6)))) for v in np.arange(first, high + 1e-9, step)]


SCENE = Newton
