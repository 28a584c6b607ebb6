"""A control for each parameter of a view, made from its kind and range."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.views.parameters import (
    Choice,
    Grid,
    Number,
    Numbers,
    Parameter,
    Quantity,
    Switch,
    Value,
    View,
)
from desktop.ui.appearance import Appearance
from desktop.ui.controls.slider import Slider
from desktop.ui.controls.tick_box import TickBox
from desktop.ui.controls.word_menu import WordMenu
from desktop.ui.explore.number_fields import NumbersField
from desktop.ui.explore.scene import Values
from desktop.ui.explore.shown_numbers import plain

GAP = 2  # px between controls, which are a finger high
LOG_POSITIONS = 100


class QuantityScale:
    """Maps a quantity's range to the whole positions of a slider and back."""

    def __init__(self, quantity: Quantity) -> None:
        self._quantity = quantity
        low, high = quantity.low, quantity.high
        self._log = quantity.scale == "log"
        steps = LOG_POSITIONS if self._log else max(1, round((high - low) / quantity.step))
        self.positions = steps
        self._put: dict[int, Number] = {}

    def put(self, value: Number) -> int:
        """Keep a value that may lie between two positions, until the next; its nearest position."""
        position = self.position(value)
        self._put = {position: value}
        return position

    def value(self, position: int) -> Number:
        """The value at a position; both ends are met exactly."""
        if position in self._put:
            return self._put[position]
        quantity = self._quantity
        if position >= self.positions:
            return quantity.high
        if self._log:
            share = position / self.positions
            exact = quantity.low * (quantity.high / quantity.low) ** share
            rounded = float(f"{exact:.2g}")
            value = min(max(rounded, quantity.low), quantity.high)
        else:
            value = round(quantity.low + position * quantity.step, 10)
        return round(value) if quantity.whole else value

    def position(self, value: Number) -> int:
        """The position nearest to a value."""
        low, high = self._quantity.low, self._quantity.high
        share = math.log(value / low) / math.log(high / low) if self._log else None
        if share is None:
            return round((value - low) / self._quantity.step)
        return round(share * self.positions)

    def written(self, position: int) -> str:
        """What stands beside the slider."""
        unit = self._quantity.unit
        gap = "" if unit == "°" else "\N{NO-BREAK SPACE}"
        value = self.value(position)
        words = f"{value:,}" if isinstance(value, int) and value > 0 else plain(value)
        return words + (f"{gap}{unit}" if unit else "")


class ParameterControls(QWidget):
    """The controls of a view one below another; those not in use are hidden."""

    changed = Signal(str, object)

    def __init__(self, appearance: Appearance, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setters: dict[str, Callable[[Value], None]] = {}
        self.controls: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for name, parameter in view.parameters.items():
            control = self._made(appearance, name, parameter)
            if control is not None:
                self.controls[name] = control
                column.addWidget(control)

    def show_values(self, values: Values, names: Sequence[str]) -> None:
        """Put every control to its value without telling, and show those that are named."""
        for name, setter in self._setters.items():
            setter(values[name])
            self.controls[name].setVisible(name in names)

    def _made(self, appearance: Appearance, name: str, parameter: Parameter) -> QWidget | None:
        match parameter:
            case Quantity():
                return self._slider(appearance, name, parameter)
            case Choice():
                menu = WordMenu(appearance, parameter.label, parameter.options, parameter.default)
                menu.chosen.connect(_Told(self, name))
                self._setters[name] = lambda value: menu.choose(str(value))
                return menu
            case Switch():
                box = TickBox(appearance, parameter.label)
                box.clicked.connect(_Told(self, name))
                self._setters[name] = lambda value: box.setChecked(bool(value))
                return box
            case Numbers() | Grid():
                field = NumbersField(appearance, parameter)
                field.changed.connect(_Told(self, name))
                self._setters[name] = field.show_value
                return field

    def _slider(self, appearance: Appearance, name: str, quantity: Quantity) -> QWidget:
        scale = QuantityScale(quantity)
        first = scale.position(quantity.default)
        slider = Slider(
            appearance, quantity.label, 0, scale.positions, first, written=scale.written
        )
        told = _Told(self, name)
        slider.changed.connect(lambda position: told(scale.value(position)))

        def put(value: Value) -> None:
            if isinstance(value, int | float):
                slider.set_value(scale.put(value))

        self._setters[name] = put
        return slider


class _Told:
    """Passes a control's new value on under its parameter's name."""

    def __init__(self, controls: ParameterControls, name: str) -> None:
        self._controls = controls
        self._name = name

    def __call__(self, value: object) -> None:
        self._controls.changed.emit(self._name, value)
