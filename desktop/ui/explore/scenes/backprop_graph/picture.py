"""The picture of the graph: units in columns, numbers at units and edges, formulas below."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scenes.backprop_graph.formulas import (
    lines_for,
    lines_of_step,
    symbol,
)
from desktop.ui.explore.scenes.backprop_graph.network import (
    BACKWARD,
    BIAS_UNITS,
    FORWARD,
    HIDDEN,
    INPUTS,
    LAST_FORWARD,
    LEARNED,
    OUTPUTS,
    PLACES,
    STEP,
    Pass,
    V,
    W,
    edges_of,
    given_value,
    gradient_step,
    steps_shown,
    value_step,
    with_value,
)
from desktop.ui.explore.shown_numbers import number
from desktop.ui.theme import Theme

RADIUS = 22.0
ROWS = (64.0, 172.0, 280.0)
COLUMNS = {"x": 30.0, "before": 234.0, "after": 324.0, "y": 524.0, "loss": 616.0}
LABEL_WIDTH = 84.0
LABEL_HEIGHT = 28.0
FORMULAS = 350.0  # height of the first line
LINE = 19.0
STEP_SIZE = 0.5
LIMITS = {"targets": 20.0}
LIMIT = 10.0
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
HINT = "Point at a number to see how it comes about. Click one, then type or press + or −."


def _places() -> dict[str, QPointF]:
    middle = [(upper + lower) / 2 for upper, lower in itertools.pairwise(ROWS)]
    places = {f"x{i}": QPointF(COLUMNS["x"], middle[i - 1]) for i in INPUTS}
    places |= {f"h{j}": QPointF(COLUMNS["before"], ROWS[j - 1]) for j in HIDDEN}
    places |= {f"h{j + 3}": QPointF(COLUMNS["after"], ROWS[j - 1]) for j in HIDDEN}
    places |= {f"y{j}": QPointF(COLUMNS["y"], middle[j - 1]) for j in OUTPUTS}
    return places | {"loss": QPointF(COLUMNS["loss"], ROWS[1])}


UNITS = _places()
EDGES = {
    **{key: (f"x{i}", f"h{j}") for key, (i, j) in W.items()},
    **{f"activation{j}": (f"h{j}", f"h{j + 3}") for j in HIDDEN},
    **{key: (f"h{i + 3}", f"y{j}") for key, (i, j) in V.items()},
    **{f"error{j}": (f"y{j}", "loss") for j in OUTPUTS},
}


def _label_place(key: str) -> QPointF:
    """Where a weight, bias or target stands."""
    if key in EDGES:
        start, end = (UNITS[unit] for unit in EDGES[key])
        return start + (end - start) * (2 / 3 if key in W else 1 / 3)
    if key in BIAS_UNITS:
        unit = BIAS_UNITS[key]
        aside = 45 if unit[0] == "h" else 0  # clear of the weights that lead there
        return UNITS[unit] + QPointF(aside, RADIUS + 20)
    return UNITS["loss"] + QPointF(-6, -72 if key == "t1" else 72)


LABELS = {key: _label_place(key) for key in PLACES if key[0] != "x"}


class GraphPicture(DrawnPicture[Pass]):
    """Everything that is given can be changed here; pointing at a quantity lights its way."""

    height_units = 442

    @property
    def _shown(self) -> int:
        return steps_shown(self.values, self.revealed)

    def hits(self) -> Sequence[Hit]:
        """Units and labels from left to right."""
        hits = [self._hit_of(key, place, RADIUS, RADIUS) for key, place in UNITS.items()]
        across, down = LABEL_WIDTH / 2, LABEL_HEIGHT / 2
        hits += [self._hit_of(key, place, across, down) for key, place in LABELS.items()]
        return hits

    def _hit_of(self, key: str, place: QPointF, across: float, down: float) -> Hit:
        area = QRectF(place.x() - across, place.y() - down, 2 * across, 2 * down)
        editable = key in PLACES
        value = given_value(self.values, key) if editable else None
        said = f"{symbol(key)} = {self._value_of(key)}"
        if self._gradient_of(key):
            said += f", {self._gradient_of(key)}"
        return Hit(key, area, said, editable, value)

    def stepped(self, key: str, steps: int) -> None:
        """A half more or less, within the range."""
        if key in PLACES:
            limit = LIMITS.get(PLACES[key][0], LIMIT)
            value = given_value(self.values, key) + STEP_SIZE * steps
            self.typed(key, min(max(value, -limit), limit))

    def typed(self, key: str, value: float) -> None:
        """A new value for what is given."""
        self.set_parameter(*with_value(self.values, key, value))

    def draw(self, painter: QPainter, theme: Theme, numbers: Pass) -> None:
        """Edges, then what stands on them, then the formulas."""
        now = self._computed_now()
        followed = self.pointed or ("w11" if self._shown > LAST_FORWARD else "")
        lit = edges_of(followed) if followed else frozenset()
        for start, end in EDGES.values():
            color, width = ("accent", 2.2) if (start, end) in lit else ("edge", 1.0)
            painter.setPen(QPen(theme.color(color), width))
            painter.drawLine(UNITS[start], UNITS[end])
        painter.setPen(QPen(theme.color("edge"), 1.0, Qt.PenStyle.DotLine))
        for target in ("t1", "t2"):
            x = UNITS["loss"].x()
            painter.drawLine(QPointF(x, LABELS[target].y()), UNITS["loss"])
        for key, place in LABELS.items():
            self._draw_label(painter, theme, key, place)
        for key, place in UNITS.items():
            self._draw_unit(painter, theme, key, place, active=key in (now, self.pointed))
        self._draw_formulas(painter, theme, numbers)

    def _computed_now(self) -> str:
        """The unit that the last step computed."""
        if 0 < self._shown <= LAST_FORWARD:
            return FORWARD[self._shown - 1]
        if LAST_FORWARD < self._shown < STEP:
            return BACKWARD[self._shown - LAST_FORWARD - 1]
        return ""

    def _value_of(self, key: str) -> str:
        if self.numbers is None or value_step(key) > self._shown:
            return "?"
        return number(self.numbers.values[key])

    def _gradient_of(self, key: str) -> str:
        """∂ 1.5, or nothing before it is computed."""
        found = self.numbers
        if found is None or key not in found.gradients or gradient_step(key) > self._shown:
            return ""
        return f"∂ {number(found.gradients[key])}"

    def _draw_unit(
        self, painter: QPainter, theme: Theme, key: str, place: QPointF, *, active: bool
    ) -> None:
        painter.setPen(QPen(theme.color("accent" if active else "edge"), 2 if active else 1.2))
        painter.setBrush(theme.color("accent_wash" if active else "page"))
        painter.drawEllipse(place, RADIUS, RADIUS)
        write(painter, theme, self._value_of(key), place, color="ink")
        gradient = self._gradient_of(key)
        above = place - QPointF(0, RADIUS + 11)
        name = symbol(key)
        if key == "loss":
            above = place - QPointF(RADIUS + 10, 0)
        self._clear_ground(painter, theme, [f"{name} {gradient}", ""], above)
        if not gradient:
            write(painter, theme, name, above, role=Role.WORD, color="soft")
            return
        side = above - QPointF(14, 0)
        write(painter, theme, name, side, role=Role.WORD, color="soft", align=RIGHT)
        write(painter, theme, gradient, side + QPointF(6, 0), color="s2", align=LEFT)

    def _draw_label(self, painter: QPainter, theme: Theme, key: str, place: QPointF) -> None:
        """A value, with its gradient below and its new value beside it."""
        found = self.numbers
        if found is None:
            return
        text = number(found.values[key])
        if key in LEARNED and self._shown >= STEP:
            text += f" → {number(found.updated[key])}"
        if key[0] in "bt":
            text = f"{symbol(key)}  {text}"
        gradient = self._gradient_of(key)
        self._clear_ground(painter, theme, [text, gradient], place)
        if not gradient:
            write(painter, theme, text, place, color="ink")
            return
        write(painter, theme, text, place - QPointF(0, 7), color="ink")
        write(painter, theme, gradient, place + QPointF(0, 7), color="s2")

    def _clear_ground(
        self, painter: QPainter, theme: Theme, texts: Sequence[str], place: QPointF
    ) -> None:
        """Ground below what stands on an edge."""
        painter.setFont(theme.font(Role.TICK))
        width = max(map(painter.fontMetrics().horizontalAdvance, texts)) + 6
        height = LABEL_HEIGHT if texts[-1] else LABEL_HEIGHT / 2 + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("page"))
        painter.drawRect(QRectF(place.x() - width / 2, place.y() - height / 2, width, height))

    def _draw_formulas(self, painter: QPainter, theme: Theme, numbers: Pass) -> None:
        lines = lines_for(numbers, self.pointed, self._shown) if self.pointed else []
        lines = lines or lines_of_step(numbers, self._shown)
        for row, line in enumerate(lines):
            place = QPointF(8, FORMULAS + row * LINE)
            write(painter, theme, line, place, role=Role.MEASURE, color="ink", align=LEFT)
        place = QPointF(8, self.height_units - 10)
        write(painter, theme, HINT, place, align=LEFT)
