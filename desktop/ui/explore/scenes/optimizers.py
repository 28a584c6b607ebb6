"""Optimizers racing down a surface: who is nearest after so many steps, and by which way."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import SGD, AdaGrad, Adam, Optimizer, RMSProp
from desktop.engine.surfaces import Plateau, Quadratic, Saddle, Surface, TwoMinima
from desktop.engine.tensor import Tensor
from desktop.questions.rows import Key, Tolerance
from desktop.questions.views.optimization import METHODS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.contours import contour_lines
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

X_RANGE, Y_RANGE = (-5.2, 5.2), (-2.6, 2.6)
FAR = 50.0  # where a path that runs away is left
ROWS = (0, 1, 2, 3)


@dataclass(frozen=True)
class Race:
    """Every method's points (steps + 1, 2) and values of f (steps + 1,), on one surface."""

    surface: Surface
    paths: dict[str, Array]
    heights: dict[str, Array] = field(default_factory=dict)

    @property
    def lowest(self) -> str:
        """The method that ends lowest."""
        return min(self.heights, key=lambda method: float(self.heights[method][-1]))


def surface_of(values: Values) -> Surface:
    """The surface that the parameters ask for."""
    match text_of(values, "surface"):
        case "valley":
            return Quadratic(number_of(values, "steepness"))
        case "saddle":
            return Saddle()
        case "two_minima":
            return TwoMinima()
        case "plateau":
            return Plateau()
        case _:
            return Quadratic(1.0)


def methods_of(values: Values) -> tuple[str, ...]:
    """The methods that race."""
    return tuple(text_of(values, "methods").split("_"))


def path_of(method: str, values: Values, surface: Surface) -> Array:
    """The points (steps + 1, 2) of one method, by the engine's own optimizer."""
    steps = whole_of(values, "steps")
    w = Tensor(np.array(numbers_of(values, "start"), dtype=np.float64), requires_grad=True)
    points = [w.data]
    optimizer = _optimizer(method, w, values)
    noise = np.random.default_rng(whole_of(values, "seed")).normal(size=(steps, 2))
    amount = number_of(values, "noise") if method != "gd" else 0.0
    for step in range(steps):
        if optimizer is None:
            w.data = _newton(w.data, surface)
        else:
            w.grad = surface.gradient(w.data) + amount * noise[step]
            optimizer.step()
        w.data = np.clip(w.data, -FAR, FAR)
        points.append(w.data)
    return np.array(points)


def _optimizer(method: str, w: Tensor, values: Values) -> Optimizer | None:
    rate, momentum, beta2 = (
        number_of(values, name) for name in ("learning_rate", "momentum", "beta2")
    )
    match method:
        case "momentum":
            # v is an average of gradients: its steps are as long as GD's on an even slope
            return SGD([w], rate * (1 - momentum), momentum=momentum)
        case "nesterov":
            return SGD([w], rate * (1 - momentum), momentum=momentum, nesterov=momentum > 0)
        case "adagrad":
            return AdaGrad([w], rate)
        case "rmsprop":
            return RMSProp([w], rate, beta=beta2)
        case "adam":
            return Adam([w], rate, beta1=momentum, beta2=beta2)
        case "newton":
            return None
        case _:
            return SGD([w], rate)


def _newton(w: Array, surface: Surface) -> Array:
    """Newton's step; where the curvature is zero there is none."""
    try:
        step: Array = w - np.linalg.solve(surface.hessian(w), surface.gradient(w))
    except np.linalg.LinAlgError:
        return w
    return step


class Optimizers(Scene[Race]):
    """Several methods from one start."""

    name = "optimizers"
    played = "steps"
    stories = (
        Story("Narrow valley", {"surface": "valley"}),
        Story(
            "Rate too high", {"surface": "valley", "methods": "gd_newton", "learning_rate": 0.18}
        ),
        Story("Saddle", {"surface": "saddle", "start": (-4.0, 0.1), "learning_rate": 0.3}),
        Story(
            "Noisy batches",
            {"surface": "bowl", "methods": "gd_sgd", "noise": 1.5, "learning_rate": 0.2},
        ),
    )

    def compute(self, values: Values) -> Race:
        """All paths."""
        surface = surface_of(values)
        paths = {method: path_of(method, values, surface) for method in methods_of(values)}
        heights = {method: surface.value(*path.T) for method, path in paths.items()}
        return Race(surface, paths, heights)

    def title(self, values: Values) -> str:
        """What the surface is."""
        return {
            "valley": "Optimizers in a narrow valley",
            "bowl": "Optimizers in a round bowl",
            "saddle": "Optimizers near a saddle",
            "two_minima": "Optimizers between two minima",
            "plateau": "Optimizers on a plateau",
        }[text_of(values, "surface")]

    def caption(self, values: Values, numbers: Race) -> str:
        """Where to look."""
        return {
            "valley": "Watch the steep direction, and how each method deals with it.",
            "bowl": "All directions are alike here: watch what is left that differs.",
            "saddle": "The start lies almost on the ridge: watch who leaves it, and when.",
            "two_minima": "Watch in which of the two hollows each method comes to rest.",
            "plateau": "Far out there is hardly a slope: watch the length of the first steps.",
        }[text_of(values, "surface")]

    def controls(self, values: Values) -> tuple[str, ...]:
        """Only what the methods and the surface use."""
        methods = set(methods_of(values))
        used = ["surface", "methods", "learning_rate"]
        if methods & {"momentum", "nesterov", "adam"}:
            used.append("momentum")
        if methods & {"rmsprop", "adam"}:
            used.append("beta2")
        if text_of(values, "surface") == "valley":
            used.append("steepness")
        if methods - {"gd", "newton"}:
            used.append("noise")
        return (*used, "steps", "start")

    def table(self, values: Values, numbers: Race) -> DataTable:
        """The first steps and the last of every method, as one computes them by hand."""
        columns = (
            Column("Method"),
            Column("Step"),
            *(Column(head, 3) for head in ("x", "y", "∂f/∂x", "∂f/∂y", "f")),
        )
        rows: list[tuple[float | int | str, ...]] = []
        last = whole_of(values, "steps")
        for method, path in numbers.paths.items():
            for step in sorted({*(row for row in ROWS if row <= last), last}):
                gradient = numbers.surface.gradient(path[step])
                height = float(numbers.heights[method][step])
                numbers_of_row = (float(value) for value in (*path[step], *gradient, height))
                rows.append((METHODS[method], step, *numbers_of_row))
        hidden = {(i, j) for i, row in enumerate(rows) if row[1] for j in range(2, len(columns))}
        return DataTable(columns, tuple(rows), frozenset(hidden))

    def prediction(self, values: Values, numbers: Race) -> Prediction:
        """Who is lowest at the end."""
        methods = tuple(numbers.paths)
        steps = whole_of(values, "steps")
        many = "1 step" if steps == 1 else f"{steps} steps"
        return Prediction(
            f"After {many}, which one stands lowest?",
            Key("choice", numbers.lowest, Tolerance("absolute", "0"), methods),
            options={method: METHODS[method] for method in methods},
        )

    def verdict(self, values: Values, numbers: Race) -> str:
        """The heights at the end."""
        ends = {method: float(height[-1]) for method, height in numbers.heights.items()}
        order = sorted(ends, key=ends.__getitem__)
        said = [f"{METHODS[method]} {fixed(ends[method], 3)}" for method in order]
        return f"{METHODS[numbers.lowest]} is lowest. Values of f at the end: {', '.join(said)}."

    def sentence(self, values: Values, numbers: Race) -> str:
        """Where each path ends."""
        return f"{self.title(values)}. " + self.verdict(values, numbers)

    def picture(self, appearance: Appearance) -> OptimizersPicture:
        """Contours and paths."""
        return OptimizersPicture(appearance)


class OptimizersPicture(PlotPicture[Race]):
    """Paths over contours; the start can be dragged."""

    def show_numbers(self, values: Values, numbers: Race, revealed: bool) -> None:
        """Draw contours, minima, paths and the start."""
        self.begin()
        across = [(float(x), fixed(x, 0)) for x in range(-5, 6)]
        up = [(float(y), fixed(y, 0)) for y in range(-2, 3)]
        self.axes(X_RANGE, Y_RANGE, across, up)
        self.contours("contours", contour_lines(numbers.surface, X_RANGE, Y_RANGE))
        minima = np.array(numbers.surface.minima)
        self.dots("minima", minima[:, 0], minima[:, 1], size=13, symbol="+")
        if revealed:
            for series, (method, path) in enumerate(numbers.paths.items()):
                words = METHODS[method]
                x, y = path.T
                self.curve(method, x, y, series=series, markers=True, label=words)
        start = numbers_of(values, "start")
        self.handle("start", float(start[0]), float(start[1]), self._drag)
        self.tag("start", "start, drag me", float(start[0]), float(start[1]))
        self.finish()

    def _drag(self, x: float, y: float) -> None:
        inside = (min(max(x, -5.0), 5.0), min(max(y, -2.5), 2.5))
        self.set_parameter("start", tuple(round(value, 2) for value in inside))


SCENE = Optimizers
