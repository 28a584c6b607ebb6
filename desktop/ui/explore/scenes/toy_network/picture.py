"""The network with its weights, their way over the steps, and the last step written out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scenes.toy_network.descent import Descent, State
from desktop.ui.explore.scenes.toy_network.weight_chart import draw_chart
from desktop.ui.explore.shown_numbers import fixed, number, product
from desktop.ui.theme import Theme

INPUT, HIDDEN, OUTPUT = 20.0, 168.0, 292.0  # units, the columns
CHART = QRectF(372, 40, 262, 200)
RADIUS = 19.0
TOP, BOTTOM = 34.0, 250.0
FORMULAS = 298.0
LINE = 19.0
STEP = 0.1
LEFT = Qt.AlignmentFlag.AlignLeft
HINT = "Click an input, a weight or the label to change its start: type, or press + or −."
STARTS = {"x": (5.0, 0.5), "first_weight": (2.0, STEP), "second_weight": (2.0, STEP)}


class ToyPicture(DrawnPicture[Descent]):
    """Forward from left to right; inputs, starting weights and label can be changed."""

    height_units = 388

    def hits(self) -> Sequence[Hit]:
        """Inputs, the weights of each layer, the label."""
        found = self.numbers
        if found is None:
            return ()
        start = found.start
        hits = []
        for i, place in enumerate(_column(INPUT, start.inputs)):
            hits.append(_hit(f"x:{i}", place, RADIUS, f"Input {number(start.x)}", start.x))
        for j, place in enumerate(_column(HIDDEN, start.units)):
            said = f"First-layer weights of unit {j + 1}, at the start {number(start.first)}"
            hits.append(_hit(f"first_weight:{j}", place - AT_FIRST, 26, said, start.first))
            said = f"Second-layer weight of unit {j + 1}, at the start {number(start.second)}"
            beside = _second_place(place)
            hits.append(_hit(f"second_weight:{j}", beside, 26, said, start.second))
        said = f"Label {start.label}"
        hits.append(_hit("label:0", LABEL, 24, said, float(start.label)))
        return hits

    def stepped(self, key: str, steps: int) -> None:
        """One step up or down, within the range."""
        name = key.partition(":")[0]
        if name == "label":
            self.typed(key, 1.0 if steps > 0 else 0.0)
            return
        limit, step = STARTS[name]
        hit = self._hit(key)
        if hit is not None and hit.value is not None:
            value = round(hit.value + steps * step, 10)
            self.typed(key, min(max(value, -limit), limit))

    def typed(self, key: str, value: float) -> None:
        """Another start."""
        name = key.partition(":")[0]
        self.set_parameter(name, int(value) if name == "label" and value in (0, 1) else value)

    def draw(self, painter: QPainter, theme: Theme, numbers: Descent) -> None:
        """Network, chart, formulas; before the prediction as it is at the start."""
        states = numbers.states if self.revealed else numbers.states[:1]
        self._draw_network(painter, theme, numbers, states[-1])
        draw_chart(painter, theme, numbers, states, CHART)
        lines = _forward_lines(numbers, states[-1])
        if len(states) > 1:
            lines = _step_lines(numbers, len(states) - 1)
        for row, line in enumerate(lines):
            place = QPointF(2, FORMULAS + row * LINE)
            write(painter, theme, line, place, role=Role.MEASURE, color="ink", align=LEFT)
        write(painter, theme, HINT, QPointF(2, self.height_units - 8), align=LEFT)

    def _draw_network(self, painter: QPainter, theme: Theme, found: Descent, state: State) -> None:
        inputs = _column(INPUT, found.start.inputs)
        units = _column(HIDDEN, found.start.units)
        for j, unit in enumerate(units):
            for i, place in enumerate(inputs):
                _draw_edge(painter, theme, place, unit, state.first[i, j].item())
            _draw_edge(painter, theme, unit, MIDDLE, state.second[j].item())
        for place in inputs:
            _draw_unit(painter, theme, place, number(found.start.x))
        for j, unit in enumerate(units):
            _draw_tag(painter, theme, "W", state.first[0, j].item(), unit - AT_FIRST)
            _draw_tag(painter, theme, "v", state.second[j].item(), _second_place(unit))
            _draw_unit(painter, theme, unit, fixed(state.hidden[j].item(), 2))
            below = unit + QPointF(0, RADIUS + 9)
            _clear(painter, theme, below, 35)
            write(painter, theme, f"slope {number(state.slopes[j].item())}", below, color="s4")
        _draw_unit(painter, theme, MIDDLE, fixed(state.output, 2))
        write(painter, theme, "y", MIDDLE - QPointF(0, RADIUS + 10), role=Role.WORD, color="soft")
        write(painter, theme, f"t = {found.start.label}", LABEL, color="ink")
        heads = (("x", INPUT), ("h", HIDDEN))
        for name, across in heads:
            write(painter, theme, name, QPointF(across, 10), role=Role.WORD, color="soft")


MIDDLE = QPointF(OUTPUT, (TOP + BOTTOM) / 2)
LABEL = MIDDLE + QPointF(0, RADIUS + 12)
AT_FIRST = QPointF(58, 0)  # from a hidden unit back to its first-layer weight


def _second_place(unit: QPointF) -> QPointF:
    """Where the weight from a hidden unit to the output stands."""
    return unit + (MIDDLE - unit) * 0.6


def _column(across: float, count: int) -> list[QPointF]:
    pitch = (BOTTOM - TOP) / count
    return [QPointF(across, TOP + pitch * (place + 0.5)) for place in range(count)]


def _hit(key: str, place: QPointF, across: float, said: str, value: float) -> Hit:
    area = QRectF(place.x() - across, place.y() - 10, 2 * across, 20)
    return Hit(key, area, said, editable=True, value=value)


def _draw_edge(
    painter: QPainter, theme: Theme, start: QPointF, end: QPointF, weight: float
) -> None:
    """As wide as the weight; negative ones in another colour, and dashed."""
    pen = QPen(theme.color("s2" if weight < 0 else "s1"), 0.6 + 1.4 * min(abs(weight), 3.0))
    if weight < 0:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(start, end)


def _draw_unit(painter: QPainter, theme: Theme, place: QPointF, text: str) -> None:
    painter.setPen(QPen(theme.color("edge"), 1.2))
    painter.setBrush(theme.color("page"))
    painter.drawEllipse(place, RADIUS, RADIUS)
    write(painter, theme, text, place, color="ink")


def _draw_tag(painter: QPainter, theme: Theme, name: str, value: float, place: QPointF) -> None:
    _clear(painter, theme, place, 28)
    write(painter, theme, f"{name} {number(value)}", place, color="ink")


def _clear(painter: QPainter, theme: Theme, place: QPointF, across: float) -> None:
    """Ground under what stands on edges."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("page"))
    painter.drawRect(QRectF(place.x() - across, place.y() - 8, 2 * across, 16))


def _forward_lines(found: Descent, state: State) -> list[str]:
    """The forward pass, for the first unit."""
    start = found.start
    w, h, v = state.first[0, 0].item(), state.hidden[0].item(), state.second[0].item()
    unit = f"h = σ({product(start.inputs, start.x, w)}) = {number(h, 4)}"
    if state.is_equal:
        return [f"{unit},  y = σ({product(start.units, h, v)}) = {number(state.output, 4)}"]
    return [f"Unit 1: {unit},  y = {number(state.output, 4)}"]


def _step_lines(found: Descent, step: int) -> list[str]:
    """A step, for the first unit: forward, both gradients, new weights."""
    before, after, start = found.states[step - 1], found.states[step], found.start
    error, h = before.output - start.label, before.hidden[0].item()
    v, w = before.second[0].item(), before.first[0, 0].item()
    slope, x = before.slopes[0].item(), start.x
    of_v, of_w = before.second_gradient[0].item(), before.first_gradient[0, 0].item()
    forward = _forward_lines(found, before)[0]
    return [
        f"Step {step}, forward:  {forward}",
        f"∂L/∂v = (y − t) h = {product(error, h)} = {number(of_v, 4)},  so v goes from "
        f"{number(v)} to {number(after.second[0].item())}",
        f"∂L/∂W = (y − t) v h (1 − h) x = {product(error, v, slope, x)} = {number(of_w, 4)},  "
        f"W from {number(w, 4)} to {number(after.first[0, 0].item(), 4)}",
    ]
