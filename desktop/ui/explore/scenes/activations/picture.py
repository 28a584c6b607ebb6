"""The pictures of activations: curves, samples of a unit, paths of two weights."""

from __future__ import annotations

import numpy as np

from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.activations.numbers import (
    BEST,
    INPUTS,
    TARGETS,
    Curve,
    Unit,
    Zigzag,
)
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import numbers_of, text_of

BOUNDED = {"sigmoid": (-0.15, 1.15), "tanh": (-1.2, 1.2)}
UNBOUNDED = (-1.5, 5.5)
WORDS = {"linear": "none", "sigmoid": "sigmoid", "tanh": "tanh"}
SATURATED = 0.05  # a slope below it hardly passes anything on


class ActivationsPicture(PlotPicture[Curve | Unit | Zigzag]):
    """The point on the curve and the start of the path can be dragged."""

    def show_numbers(self, values: Values, numbers: Curve | Unit | Zigzag, revealed: bool) -> None:
        """Draw what is shown of the three."""
        self._values = values
        self.begin()
        match numbers:
            case Curve():
                self._draw_curve(numbers, revealed)
            case Unit():
                self._draw_unit(numbers, revealed)
            case Zigzag():
                self._draw_zigzag(numbers, revealed)
        self.finish()

    def _draw_curve(self, numbers: Curve, revealed: bool) -> None:
        low, high = BOUNDED.get(text_of(self._values, "function"), UNBOUNDED)
        up = _ticks(low, high, 0.5 if high < 2 else 1)
        self.axes((-8.4, 8.4), (low, high), _ticks(-8, 8, 2 if high < 2 else 4), up)
        self._cross(8.4, low, high)
        inside = np.where(numbers.values <= high, numbers.values, np.nan)
        self.curve("function", numbers.across, inside, series=0, label="value")
        if revealed:
            self.curve("slope", numbers.across, numbers.slopes, series=1, label="slope")
            ends = np.array([0.0, numbers.slope])
            self.curve("at", np.full(2, numbers.z), ends, token="s2", width=1.4, dashed=False)
            self.dots("slope_at", np.array([numbers.z]), np.array([numbers.slope]), token="s2")
            flat = np.abs(numbers.slopes) < SATURATED
            if flat.any() and not flat.all():
                level = np.where(flat, low + 0.02 * (high - low), np.nan)
                self.curve(
                    "flat",
                    numbers.across,
                    level,
                    token="partly",
                    width=5,
                    dashed=False,
                    label="slope below 0.05",
                )
        height = min(numbers.value, high - 0.05 * (high - low))
        self.handle("point", numbers.z, height, self._drag_point)

    def _drag_point(self, x: float, y: float) -> None:
        self.set_parameter("z", round(min(max(x, -8.0), 8.0), 1))

    def _draw_unit(self, numbers: Unit, revealed: bool) -> None:
        self.axes((-2.3, 2.3), (-1.6, 4.2), _ticks(-2, 2, 1), _ticks(-1, 4, 1))
        self._cross(2.3, -1.6, 4.2)
        first = np.where(numbers.first <= 4.2, numbers.first, np.nan)
        self.curve("first", numbers.across, first, token="faint", width=1.4, label="at the start")
        self.dots("targets", INPUTS, TARGETS, token="ink", hollow=True, size=8)
        self.tag("targets", "samples", float(INPUTS[-1]), float(TARGETS[-1]), token="soft")
        if revealed:
            last = np.where(np.abs(numbers.last) <= 4.2, numbers.last, np.nan)
            steps = len(numbers.states) - 1
            label = f"after {steps} step{'' if steps == 1 else 's'}"
            self.curve("last", numbers.across, last, series=0, label=label)

    def _draw_zigzag(self, numbers: Zigzag, revealed: bool) -> None:
        self.axes((-2.3, 2.3), (-2.1, 2.1), _ticks(-2, 2, 1), _ticks(-2, 2, 1))
        x, y = (float(w) for w in numbers_of(self._values, "start"))
        for name, xs, ys in (
            ("across", np.array([-2.3, 2.3]), np.full(2, y)),
            ("down", np.full(2, x), np.array([-2.1, 2.1])),
        ):
            self.curve(name, xs, ys, token="rule", width=1, dashed=True)
        self.dots("best", BEST[:1], BEST[1:], size=13, symbol="+")
        self.tag("best", "minimum", float(BEST[0]), float(BEST[1]))
        if revealed:
            function = text_of(self._values, "function")
            if function != "tanh":
                self._path("tanh", numbers.tanh_path, 1, "with tanh")
            self._path("path", numbers.path, 0, f"with {WORDS.get(function, FUNCTIONS[function])}")
        self.handle("start", x, y, self._drag_start)
        self.tag("start", "start, drag me", x, y)

    def _path(self, name: str, path: np.ndarray, series: int, label: str) -> None:
        inside = (np.abs(path) <= 2.3).all(axis=1)
        x, y = np.where(inside[:, None], path, np.nan).T
        self.curve(name, x, y, series=series, markers=True, label=label)

    def _drag_start(self, x: float, y: float) -> None:
        place = (min(max(x, -2.0), 2.0), min(max(y, -2.0), 2.0))
        self.set_parameter("start", tuple(round(value, 2) for value in place))

    def _cross(self, wide: float, low: float, high: float) -> None:
        """Hairlines through the origin."""
        self.curve("level", np.array([-wide, wide]), np.zeros(2), token="rule", width=1)
        self.curve("upright", np.zeros(2), np.array([low, high]), token="rule", width=1)


def _ticks(low: float, high: float, step: float) -> Ticks:
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    decimals = 0 if float(step).is_integer() else 1
    return [(place * step, fixed(place * step, decimals)) for place in range(first, last + 1)]
