"""The picture of Newton's method: f with its parabolas, or contours with both ways."""

from __future__ import annotations

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.polynomials import Polynomial
from desktop.engine.surfaces import QuadraticForm
from desktop.ui.explore.contours import contour_lines
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.newton.numbers import LOWEST, SADDLE, Way
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.plots.ticks import number_ticks

SAMPLES = 160
FARTHEST = 12.0  # that is shown of a weight
MOST_PARABOLAS = 3
AROUND = 2.2  # beyond the places, so that the last tick's label stands
X_RANGE, Y_RANGE = (-5.4, 5.4), (-2.7, 2.7)
ORIGINS = {LOWEST: "lowest point", SADDLE: "saddle"}


class NewtonPicture(PlotPicture[Way]):
    """The start can be dragged; what the steps lead to waits for the prediction."""

    def show_numbers(self, values: Values, numbers: Way, revealed: bool) -> None:
        """Draw f of one weight, or of two."""
        self.begin()
        if isinstance(numbers.function, Polynomial):
            self._draw_curve(numbers.function, numbers, revealed)
        else:
            self._draw_contours(numbers.function, numbers, revealed)
        self.finish()

    def _draw_curve(self, f: Polynomial, way: Way, revealed: bool) -> None:
        places = way.points[:, 0]
        near = np.clip(places[: MOST_PARABOLAS + 1], -FARTHEST, FARTHEST)
        low, high = float(near.min()) - AROUND, float(near.max()) + AROUND
        x = np.linspace(low, high, SAMPLES)
        y = f.value(x)
        bottom, top = float(y.min()), float(y.max())
        room = max(0.15 * (top - bottom), 0.5)
        ends = (bottom - room, top + room)
        self.axes((low, high), ends, number_ticks(low, high), number_ticks(*ends))
        self.curve("f", x, y, series=0, label="f")
        if revealed:
            for step in range(min(len(places), MOST_PARABOLAS)):
                self._draw_parabola(f, places, step, x, ends)
            seen = places[np.abs(places) <= FARTHEST]
            self.dots("places", seen, f.value(seen), token="s4", size=9, symbol="s")
            for step, w in enumerate(seen[1 : MOST_PARABOLAS + 1], 1):
                self.tag(f"place {step}", f"step {step}", w, float(f.value(w)), token="s4")
            beside = way.descent[1:, 0]
            inside = beside[np.abs(beside) <= FARTHEST]
            self.dots("descents", inside, f.value(inside), token="s2", size=8)
            if len(inside):
                last = float(inside[-1])
                self.tag("descent words", "descent", last, float(f.value(last)), token="s2")
        start = float(places[0])
        self.handle("start", start, float(f.value(start)), self._drag)
        self.tag("start words", "start, drag me", start, float(f.value(start)))

    def _draw_parabola(
        self, f: Polynomial, places: Array, step: int, x: Array, ends: tuple[float, float]
    ) -> None:
        """The parabola at a place, and from its vertex a line to f: there the next step starts."""
        at = float(places[step])
        parabola = f.parabola(at)
        curve = parabola.value(x)
        inside = (curve >= ends[0]) & (curve <= ends[1])
        words = "its parabola" if parabola.degree == 2 else "no parabola: a line"
        if f.degree == 2:
            words = "f is its own parabola"
        self.curve(
            f"parabola {step}", x, np.where(inside, curve, np.nan), token="faint", width=1.4,
            dashed=True, label=words if step == 0 else "",
        )  # fmt: skip
        if step + 1 >= len(places):
            return
        vertex = float(places[step + 1])
        height = float(parabola.value(vertex))
        self.dots(f"vertex {step}", np.array([vertex]), np.array([height]), token="s4", hollow=True)
        down = np.array([height, float(f.value(vertex))])
        self.curve(f"down {step}", np.full(2, vertex), down, token="s4", width=1.4, dashed=True)

    def _draw_contours(self, f: QuadraticForm, way: Way, revealed: bool) -> None:
        across = [(float(x), plain(x)) for x in range(-5, 6, 2)]
        up = [(float(y), plain(y)) for y in range(-2, 3)]
        self.axes(X_RANGE, Y_RANGE, across, up)
        self.contours("contours", contour_lines(f, X_RANGE, Y_RANGE))
        if revealed:
            self.curve("newton", *way.points.T, series=3, markers=True, label="Newton")
            self.curve("descent", *way.descent.T, series=1, markers=True, label="descent")
            zero = np.zeros(1)
            self.dots("origin", zero, zero, size=13, symbol="+")
            self.tag("origin words", ORIGINS.get(way.goal, ""), 0.0, 0.0)
        x, y = (float(part) for part in way.points[0])
        self.handle("point", x, y, self._drag_point)
        self.tag("point words", "start, drag me", x, y)

    def _drag(self, x: float, y: float) -> None:
        self.set_parameter("start", (round(min(max(x, -10.0), 10.0), 2),))

    def _drag_point(self, x: float, y: float) -> None:
        inside = (min(max(x, -5.0), 5.0), min(max(y, -2.5), 2.5))
        self.set_parameter("point", tuple(round(part, 2) for part in inside))
