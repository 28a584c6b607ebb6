"""The pictures of gradients through time: lines over the steps, or bars."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.ui.explore.plot_picture import PlotPicture, Ticks
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.rnn_gradients.numbers import Clipped, LstmStep, ThroughTime
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, numbers_of

NAMES = {
    "linear": "Linear unit",
    "tanh": "Tanh unit",
    "shear": "Linear shear",
    "lstm": "LSTM cell state",
}
SERIES = {"linear": 0, "tanh": 1, "lstm": 2, "shear": 3}
DECADES = (2, 6, 12, 24, 60)  # how far the axis reaches up and down
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
BAR = 0.24  # of the distance of two groups
LARGEST_ENTRY = 20.0
REACHES = (5.0, 15.0, 40.0)  # of the axis of norms; the largest norm is below 35


class RnnGradientsPicture(PlotPicture[ThroughTime | Clipped | LstmStep]):
    """The end of the asked line, a bar of the gradient, or the old cell state can be dragged."""

    def show_numbers(
        self, values: Values, numbers: ThroughTime | Clipped | LstmStep, revealed: bool
    ) -> None:
        """Draw what is shown of the three."""
        self._values = values
        self.begin()
        match numbers:
            case ThroughTime():
                self._draw_time(numbers, revealed)
            case Clipped():
                self._draw_clipping(numbers, revealed)
            case LstmStep():
                self._draw_lstm(numbers, revealed)
        self.finish()

    def _draw_time(self, numbers: ThroughTime, revealed: bool) -> None:
        steps = numbers.steps
        end = abs(math.log10(size)) if (size := float(numbers.sizes[numbers.cell][-1])) else 60.0
        reach = next((decades for decades in DECADES if end <= decades * 0.95), DECADES[-1])
        marks = [reach * share for share in (-1, -0.5, 0, 0.5, 1)]
        up = [(mark, _power(round(mark))) for mark in marks]
        self.axes((0, steps * 1.02), (-reach * 1.05, reach * 1.05), _whole(steps), up, lines=True)
        across = np.arange(steps + 1.0)
        self.curve("one", np.array([0.0, steps]), np.zeros(2), token="edge", width=1, dashed=True)
        if not revealed:
            self.tag("start", "the gradient at the last step is 1", 0.0, 0.0, token="soft")
            return
        for name, sizes in numbers.sizes.items():
            asked = name == numbers.cell
            heights = _decades(sizes, reach)
            self.curve(
                name,
                across,
                heights,
                series=SERIES[name],
                width=3.0 if asked else 2.0,
                label=NAMES[name].lower() if name != "lstm" else NAMES[name],
            )
        last = _decades(numbers.sizes[numbers.cell], reach)[-1]
        if math.isfinite(last) and numbers.cell != "shear":
            self.handle("end", float(steps), float(last), self._drag_end)

    def _drag_end(self, x: float, y: float) -> None:
        """The weight, or the forget gate, that would end the line here."""
        steps, cell = int(number_of(self._values, "steps")), str(self._values["cell"])
        size = 10 ** (y / steps)
        if cell == "lstm":
            self.set_parameter("forget_gate", round(min(size, 1.0), 3))
            return
        slope = 1 - number_of(self._values, "hidden") ** 2 if cell == "tanh" else 1.0
        sign = -1 if number_of(self._values, "weight") < 0 else 1
        self.set_parameter("weight", round(sign * min(size / slope, 3.0), 3))

    def _draw_clipping(self, numbers: Clipped, revealed: bool) -> None:
        names = ("first weight", "second weight", "bias", "norm")
        reach = next(top for top in REACHES if max(numbers.norm, numbers.max_norm) <= top)
        low = -1.1 * reach if numbers.gradient.min() < 0 else -0.08 * reach
        self.axes((-0.6, 3.6), (low, 1.1 * reach), list(enumerate(names)), _even(low, reach))
        self._zero(-0.6, 3.6)
        for place, entry in enumerate(numbers.gradient):
            self._bar(f"before{place}", place - 0.14, 0.0, float(entry), "s1", hollow=True)
        bound = f"largest norm {plain(numbers.max_norm)}"
        edges = np.array([-0.5, 3.5])
        at = np.full(2, numbers.max_norm)
        self.curve("bound", edges, at, token="edge", width=1, dashed=True, label=bound)
        if revealed:
            self._bar("norm", 2.86, 0.0, numbers.norm, "s1", hollow=True)
            for place, entry in enumerate(numbers.clipped):
                self._bar(f"after{place}", place + 0.14, 0.0, float(entry), "s2")
                self.tag(f"to{place}", fixed(float(entry), 2), place + 0.2, float(entry))
            self._bar("clipped", 3.14, 0.0, min(numbers.norm, numbers.max_norm), "s2")
            self.tag("size", fixed(numbers.norm, 2), 2.86, numbers.norm)
        for place, move in enumerate((self._drag_first, self._drag_second, self._drag_bias)):
            self.handle(f"entry{place}", place - 0.14, float(numbers.gradient[place]), move)

    def _drag_first(self, x: float, y: float) -> None:
        self._drag_entry(0, y)

    def _drag_second(self, x: float, y: float) -> None:
        self._drag_entry(1, y)

    def _drag_bias(self, x: float, y: float) -> None:
        self._drag_entry(2, y)

    def _drag_entry(self, place: int, y: float) -> None:
        entries = list(numbers_of(self._values, "gradient"))
        entries[place] = round(min(max(y, -LARGEST_ENTRY), LARGEST_ENTRY), 1)
        self.set_parameter("gradient", tuple(entries))

    def _draw_lstm(self, numbers: LstmStep, revealed: bool) -> None:
        names = ("old state", "kept", "added", "new state", "hidden")
        before = number_of(self._values, "cell_before")
        self.axes((-0.6, 4.6), (-4.2, 4.2), list(enumerate(names)), _even(-4.2, 4.2))
        self._zero(-0.6, 4.6)
        self._bar("old", 0, 0.0, before, "s1", hollow=True)
        if revealed:
            self._bar("kept", 1, 0.0, numbers.old_part, "s1")
            self._bar("added", 2, numbers.old_part, numbers.cell, "s2")
            self._bar("new", 3, 0.0, numbers.cell, "s1")
            self._bar("hidden", 4, 0.0, numbers.hidden, "s3")
            ends = (numbers.old_part, numbers.cell, numbers.cell, numbers.hidden)
            said = (numbers.old_part, numbers.new_part, numbers.cell, numbers.hidden)
            for place, (end, value) in enumerate(zip(ends, said, strict=True), 1):
                self.tag(f"says{place}", fixed(value, 3), place, end)
        self.handle("before", 0, before, self._drag_state)

    def _drag_state(self, x: float, y: float) -> None:
        self.set_parameter("cell_before", round(min(max(y, -3.0), 3.0), 1))

    def _zero(self, left: float, right: float) -> None:
        self.curve("zero", np.array([left, right]), np.zeros(2), token="rule", width=1)

    def _bar(
        self, name: str, x: float, low: float, high: float, token: str, *, hollow: bool = False
    ) -> None:
        self.bar(name, x, BAR, (low, high), token=token, hollow=hollow)


def _decades(sizes: Array, reach: float) -> Array:
    """Powers of ten of sizes, none where they leave the axis."""
    with np.errstate(divide="ignore"):
        decades: Array = np.log10(sizes)
    return np.where(np.abs(decades) <= reach, decades, np.nan)


def _power(decade: int) -> str:
    return "1" if decade == 0 else "10" + str(decade).translate(SUPERSCRIPTS)


def _whole(last: int) -> Ticks:
    """At most six whole numbers from 0 on."""
    step = max(1, -(-last // 5))
    return [(float(value), str(value)) for value in range(0, last + 1, step)]


def _even(low: float, high: float) -> Ticks:
    """Round numbers between two, at most six."""
    step = next(size for size in (1, 2, 5, 10, 20) if (high - low) / size <= 6)
    first = math.ceil(low / step)
    return [
        (float(step * place), fixed(step * place, 0))
        for place in range(first, math.floor(high / step) + 1)
    ]
