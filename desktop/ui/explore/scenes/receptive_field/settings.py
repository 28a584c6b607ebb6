"""Kernel, stride and padding of every layer beside its row, and how a stack grows and shrinks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Numbers
from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import Hit, write
from desktop.ui.explore.scenes.receptive_field.layout import TOP, Layout
from desktop.ui.explore.scenes.receptive_field.stack import Layer
from desktop.ui.theme import Theme

NAMES = {"kernel_sizes": "kernel", "strides": "stride", "paddings": "pad"}
WIDTH, HEIGHT, FIRST_LEFT, APART = 32.0, 24.0, 16.0, 40.0
BUTTONS = {"add": ("+ layer", 0.0, 48.0), "remove": ("− layer", 62.0, 48.0)}
NEW = {"kernel_sizes": 3, "strides": 1, "paddings": 0}
LEFT = Qt.AlignmentFlag.AlignLeft

Change = tuple[str, tuple[int, ...]]


class Settings:
    """A box for each setting; its key is name:index of the layer."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.layers = layout.stack.layers

    def hits(self) -> Sequence[Hit]:
        """The boxes from the top down, then what adds and removes a layer."""
        found = []
        for layer in reversed(self.layers):
            for place, (name, words) in enumerate(NAMES.items()):
                value = _settings(layer)[name]
                said = f"Layer {layer.index}, {words}: {value}"
                key, area = f"{name}:{layer.index - 1}", self._box(layer, place)
                found.append(Hit(key, area, said, True, float(value)))
        for key, (words, left, width) in BUTTONS.items():
            if self._changes(key):
                area = QRectF(left, self.layout.y(0) + 18, width, HEIGHT)
                found.append(Hit(key, area, words))
        return found

    def _box(self, layer: Layer, place: int) -> QRectF:
        y = self.layout.y(layer.index)
        return QRectF(FIRST_LEFT + place * APART, y - HEIGHT / 2, WIDTH, HEIGHT)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Heads, boxes, the names of the rows."""
        for place, words in enumerate(NAMES.values()):
            head = QPointF(FIRST_LEFT + place * APART + WIDTH / 2, TOP - 30)
            write(painter, theme, words, head)
        for layer in self.layers:
            y = self.layout.y(layer.index)
            write(painter, theme, str(layer.index), QPointF(0, y), align=LEFT)
            for place, value in enumerate(_settings(layer).values()):
                area = self._box(layer, place)
                painter.setBrush(theme.color("page"))
                painter.setPen(QPen(theme.color("edge"), 1))
                painter.drawRoundedRect(area, 3, 3)
                write(painter, theme, str(value), area.center(), role=Role.MEASURE, color="ink")
        write(painter, theme, "input", QPointF(0, self.layout.y(0)), align=LEFT)
        if self.layout.stack.dense:
            top = QPointF(0, self.layout.y(len(self.layers) + 1))
            write(painter, theme, "dense neuron", top, align=LEFT)
        for key, (words, left, _) in BUTTONS.items():
            place_of_words = QPointF(left, self.layout.y(0) + 30)
            token = "accent" if self._changes(key) else "faint"
            write(painter, theme, words, place_of_words, role=Role.WORD, color=token, align=LEFT)

    def pressed(self, key: str) -> list[Change]:
        """What a click changes."""
        return self._changes(key) if key in BUTTONS else []

    def stepped(self, key: str, steps: int) -> list[Change]:
        """What a setting's step changes."""
        name, _, index = key.partition(":")
        if name not in NAMES:
            return []
        return self.typed(key, _settings(self.layers[int(index)])[name] + steps)

    def typed(self, key: str, value: float) -> list[Change]:
        """What a typed number changes, kept in the parameter's range."""
        name, _, index = key.partition(":")
        parameter = _parameter(name)
        numbers = [_settings(layer)[name] for layer in self.layers]
        numbers[int(index)] = round(min(max(value, parameter.low), parameter.high))
        return [(name, tuple(numbers))]

    def _changes(self, key: str) -> list[Change]:
        """A layer more or less, where the ranges allow it."""
        parameter = _parameter("kernel_sizes")
        count = len(self.layers)
        if count >= parameter.longest if key == "add" else count <= parameter.shortest:
            return []
        # the kernels decide how many layers there are, so they change last
        return list(self._lists(key))[::-1]

    def _lists(self, key: str) -> Iterator[Change]:
        for name in NAMES:
            numbers = tuple(_settings(layer)[name] for layer in self.layers)
            yield name, (*numbers, NEW[name]) if key == "add" else numbers[:-1]


def _settings(layer: Layer) -> dict[str, int]:
    kept = (layer.kernel_size, layer.stride, layer.padding)
    return dict(zip(NAMES, kept, strict=True))


def _parameter(name: str) -> Numbers:
    parameter = VIEWS["receptive_field"].parameters[name]
    assert isinstance(parameter, Numbers)
    return parameter
