"""Receptive field: which inputs a unit sees through a stack of layers, and how far fields shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.engine.arithmetic import Step, conv_output_size, jump, receptive_field
from desktop.engine.errors import ShapeError
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.values import numbers_of, whole_of
from desktop.ui.theme import Role, Theme

LEFT = 64  # units, for the names of the layers
RIGHT = 632
TOP = 26
ROW = 66  # units between two layers
AROUND = 2  # inputs shown beyond the field, times the jump of the last layer
LARGEST_DOT = 5.0
MOST_EDGES = 900


@dataclass(frozen=True)
class Layer:
    """A layer along one axis, with field and jump before and after it."""

    index: int
    kernel_size: int
    stride: int
    padding: int
    field_before: int
    jump_before: int
    field: int
    jump: int
    start: float  # center of its first output, in input pixels
    output_size: int


@dataclass(frozen=True)
class Stack:
    """All layers on an input; `problem` says where the input has become too small for a kernel."""

    input_size: int
    layers: tuple[Layer, ...]
    problem: str = ""

    @property
    def field(self) -> int:
        """Side of the last layer's receptive field."""
        return self.layers[-1].field

    def centers(self, depth: int) -> tuple[float, int, int]:
        """First center, distance and count of the units after so many layers; 0 is the input."""
        if depth == 0:
            return 0.0, 1, self.input_size
        layer = self.layers[depth - 1]
        return layer.start, layer.jump, layer.output_size

    def seen(self, unit: int) -> list[tuple[int, int]]:
        """First and last unit that a unit of the last layer sees, from the last layer down."""
        spans = [(unit, unit)]
        for layer in reversed(self.layers):
            first, last = spans[-1]
            low = first * layer.stride - layer.padding
            spans.append((low, last * layer.stride - layer.padding + layer.kernel_size - 1))
        return spans


class ReceptiveField(Scene[Stack]):
    """A stack that the learner builds, and the cone of one of its units."""

    name = "receptive_field"
    stories = (
        Story("The exam’s stack", {"kernel_sizes": (5, 2), "strides": (1, 2), "paddings": (0, 0)}),
        Story(
            "Twice as deep",
            {"kernel_sizes": (5, 2, 5, 2), "strides": (1, 2, 1, 2), "paddings": (2, 0, 2, 0)},
        ),
        Story(
            "Kernels of 3 alone",
            {"kernel_sizes": (3, 3, 3), "strides": (1, 1, 1), "paddings": (0, 0, 0)},
        ),
    )

    def compute(self, values: Values) -> Stack:
        """Layer by layer, as far as all three lists and the input reach."""
        kernels, strides, paddings = (
            [int(number) for number in numbers_of(values, name)]
            for name in ("kernel_sizes", "strides", "paddings")
        )
        paddings += [0] * (len(kernels) - len(paddings))
        strides += [1] * (len(kernels) - len(strides))
        size, start = whole_of(values, "input_size"), 0.0
        steps: list[Step] = []
        layers: list[Layer] = []
        problem = ""
        for index, (kernel, stride, padding) in enumerate(
            zip(kernels, strides, paddings, strict=False), 1
        ):
            field, distance = receptive_field(steps), jump(steps)
            steps.append(Step(kernel, stride))
            start += ((kernel - 1) / 2 - padding) * distance
            try:
                size = conv_output_size(size, kernel, stride, padding)
            except ShapeError:
                size = 1
                problem = problem or f"From layer {index} on the kernel is larger than its input."
            after = (receptive_field(steps), jump(steps), start, size)
            layers.append(Layer(index, kernel, stride, padding, field, distance, *after))
        return Stack(whole_of(values, "input_size"), tuple(layers), problem)

    def title(self, values: Values) -> str:
        """What is built."""
        count = len(numbers_of(values, "kernel_sizes"))
        return f"The receptive field of {count} layer{'s' if count > 1 else ''}"

    def caption(self, values: Values, numbers: Stack) -> str:
        """Where to look."""
        return (
            numbers.problem or "Follow the outer lines down: each stride above spreads them wider."
        )

    def table(self, values: Values, numbers: Stack) -> DataTable:
        """The recursion, a line a layer."""
        before = ("Layer", "kernel", "stride", "field before", "jump before")
        heads = (*before, "field", "jump", "size")
        rows = tuple(_row(layer) for layer in numbers.layers)
        hidden = {(i, j) for i, _ in enumerate(rows) for j in (5, 6)}
        hidden |= {(i, j) for i, _ in enumerate(rows) if i for j in (3, 4)}
        return DataTable(tuple(map(Column, heads)), rows, frozenset(hidden))

    def prediction(self, values: Values, numbers: Stack) -> Prediction:
        """The side of the field."""
        return Prediction(
            "How many input pixels along one side can change one value after the last layer?",
            Key("integer", str(numbers.field), Tolerance("absolute", "0")),
            "Receptive field, in pixels",
        )

    def verdict(self, values: Values, numbers: Stack) -> str:
        """The last lines of the recursion."""
        said = "; ".join(map(_recursion, numbers.layers[-3:]))
        return f"Layer by layer: {said}. Neighbours lie {numbers.layers[-1].jump} px apart."

    def sentence(self, values: Values, numbers: Stack) -> str:
        """What is seen."""
        last = numbers.layers[-1]
        return (
            f"{len(numbers.layers)} layers on {numbers.input_size} pixels: a unit of the last one "
            f"sees {last.field} pixels, the next one the same shifted by {last.jump}."
        )

    def picture(self, appearance: Appearance) -> ReceptiveFieldPicture:
        """Units in rows, the input below."""
        return ReceptiveFieldPicture(appearance)


class ReceptiveFieldPicture(DrawnPicture[Stack]):
    """Rows of units; pointing at a unit of the last layer shows its field."""

    def arranged(self) -> None:
        """As high as the stack, around the middle unit."""
        if self.numbers is not None:
            self.height_units = TOP + ROW * len(self.numbers.layers) + 40
            count = self.numbers.layers[-1].output_size
            self._unit = min(count // 2, count - 1)

    def hits(self) -> Sequence[Hit]:
        """The units of the last layer in sight."""
        stack = self.numbers
        if stack is None:
            return ()
        top = len(stack.layers)
        size = max(3 * LARGEST_DOT, 12)
        hits = []
        for unit in self._in_sight(stack, top):
            x = self._x(stack, top, unit)
            area = QRectF(x - size / 2, TOP - size / 2, size, size)
            hits.append(Hit(f"unit{unit}", area, f"Unit {unit + 1} of the last layer"))
        return hits

    def point_at(self, key: str) -> None:
        """Show the field of the unit that is pointed at."""
        if key.startswith("unit"):
            self._shown_unit = int(key.removeprefix("unit"))
        super().point_at(key)

    _unit = 0
    _shown_unit = -1

    def _chosen(self, stack: Stack) -> int:
        inside = 0 <= self._shown_unit < stack.layers[-1].output_size and self.pointed
        return self._shown_unit if inside else self._unit

    def _window(self, stack: Stack) -> tuple[float, float]:
        """The inputs in sight: the middle unit's field and some around it."""
        start, distance, _ = stack.centers(len(stack.layers))
        center = start + self._unit * distance
        half = stack.field / 2 + AROUND * distance
        return center - half, center + half

    def _x(self, stack: Stack, depth: int, unit: int) -> float:
        start, distance, _ = stack.centers(depth)
        low, high = self._window(stack)
        return LEFT + (start + unit * distance - low) / (high - low) * (RIGHT - LEFT)

    def _in_sight(self, stack: Stack, depth: int) -> range:
        start, distance, count = stack.centers(depth)
        low, high = self._window(stack)
        first = max(0, int(-(-(low - start) // distance)))
        return range(first, max(first, min(count, int((high - start) // distance) + 1)))

    def draw(self, painter: QPainter, theme: Theme, numbers: Stack) -> None:
        """Names, lines, the cone, units."""
        top = len(numbers.layers)
        spans = numbers.seen(self._chosen(numbers)) if self.revealed else []
        self._draw_edges(painter, theme, numbers)
        if spans:
            self._draw_cone(painter, theme, numbers, spans)
        for depth in range(top, -1, -1):
            y = TOP + (top - depth) * ROW
            name = "input" if depth == 0 else f"layer {depth}"
            write(painter, theme, name, QPointF(0, y), align=Qt.AlignmentFlag.AlignLeft)
            if depth:
                layer = numbers.layers[depth - 1]
                words = f"{layer.kernel_size}, stride {layer.stride}"
                place = QPointF(0, y + 15)
                write(painter, theme, words, place, align=Qt.AlignmentFlag.AlignLeft)
            seen = spans[top - depth] if spans else (0, -1)
            self._draw_units(painter, theme, numbers, depth, seen)
        words = f"{numbers.field} pixels" if self.revealed else "? pixels"
        place = QPointF((LEFT + RIGHT) / 2, TOP + top * ROW + 26)
        write(painter, theme, words, place, role=Role.WORD, color="ink")

    def _draw_units(
        self, painter: QPainter, theme: Theme, stack: Stack, depth: int, seen: tuple[int, int]
    ) -> None:
        y = TOP + (len(stack.layers) - depth) * ROW
        units = self._in_sight(stack, depth)
        low, high = self._window(stack)
        pitch = (RIGHT - LEFT) / (high - low)
        radius = max(1.2, min(LARGEST_DOT, pitch * 0.36))
        for unit in units:
            lit = seen[0] <= unit <= seen[1]
            painter.setPen(QPen(theme.color("accent" if lit else "edge"), 1.2))
            painter.setBrush(theme.color("accent" if lit else "page"))
            painter.drawEllipse(QPointF(self._x(stack, depth, unit), y), radius, radius)

    def _draw_edges(self, painter: QPainter, theme: Theme, stack: Stack) -> None:
        painter.setPen(QPen(theme.color("rule"), 0.8))
        top = len(stack.layers)
        count = 0
        for depth in range(top, 0, -1):
            layer = stack.layers[depth - 1]
            y = TOP + (top - depth) * ROW
            below = set(self._in_sight(stack, depth - 1))
            for unit in self._in_sight(stack, depth):
                first = unit * layer.stride - layer.padding
                for other in range(first, first + layer.kernel_size):
                    if other in below and count < MOST_EDGES:
                        start = QPointF(self._x(stack, depth, unit), y)
                        painter.drawLine(start, QPointF(self._x(stack, depth - 1, other), y + ROW))
                        count += 1

    def _draw_cone(
        self, painter: QPainter, theme: Theme, stack: Stack, spans: list[tuple[int, int]]
    ) -> None:
        painter.setPen(QPen(theme.color("accent"), 1.8))
        top = len(stack.layers)
        for level in range(top):
            y = TOP + level * ROW
            for side in (0, 1):
                start = QPointF(self._x(stack, top - level, spans[level][side]), y)
                end = QPointF(self._x(stack, top - level - 1, spans[level + 1][side]), y + ROW)
                painter.drawLine(start, end)


def _row(layer: Layer) -> tuple[int, ...]:
    before = (layer.index, layer.kernel_size, layer.stride, layer.field_before, layer.jump_before)
    return (*before, layer.field, layer.jump, layer.output_size)


def _recursion(layer: Layer) -> str:
    added = f"{layer.jump_before} · ({layer.kernel_size} − 1)"
    return f"{layer.field_before} + {added} = {layer.field}"


SCENE = ReceptiveField
