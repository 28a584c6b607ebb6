"""Parameters of a view: what can be set, in which range, and what it is at first.

A view's controls, the presets that content names and the links that are copied all follow from
these; a value is a number, a word, a truth value, or a list or table of numbers.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Number: TypeAlias = int | float
Entry: TypeAlias = Number | tuple[Number, ...]
Value: TypeAlias = Number | str | tuple[Entry, ...]
"""A parameter's value; a truth value is bool, which is an int."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number from low to high, `step` apart; whole numbers where `whole`; both ends belong to it.

    With the scale "log" a step multiplies: the control moves over the exponents.
    """

    label: str
    low: Number
    high: Number
    default: Number
    step: Number = 1
    whole: bool = True
    scale: Literal["linear", "log"] = "linear"
    unit: str = ""

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, or None."""
        return _number_fault(value, self.low, self.high, self.whole)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words; `options` maps each to what a reader sees."""

    label: str
    options: Mapping[str, str]
    default: str

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, or None."""
        if isinstance(value, str) and value in self.options:
            return None
        known = ", ".join(self.options)
        near = difflib.get_close_matches(str(value), self.options, n=1)
        return f"did you mean `{near[0]}`?" if near else f"it is one of {known}"


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    label: str
    default: bool

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, or None."""
        return None if isinstance(value, bool) else "it is true or false"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of `shortest` to `longest` numbers from low to high."""

    label: str
    low: Number
    high: Number
    default: tuple[Number, ...]
    shortest: int
    longest: int
    whole: bool = True
    step: Number = 1

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, or None."""
        return _sequence_fault(value, self.shortest, self.longest, self._entry_fault, "numbers")

    def _entry_fault(self, entry: object) -> str | None:
        return _number_fault(entry, self.low, self.high, self.whole)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers from low to high, with rows of equal length.

    `rows` and `columns` are the least and the largest count.
    """

    label: str
    low: Number
    high: Number
    default: tuple[tuple[Number, ...], ...]
    rows: tuple[int, int]
    columns: tuple[int, int]
    whole: bool = False
    step: Number = 0.5

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, or None."""
        fault = _sequence_fault(value, *self.rows, self._row_fault, "rows")
        if fault is None and isinstance(value, Sequence) and len({len(row) for row in value}) > 1:
            return "its rows have different lengths"
        return fault

    def _row_fault(self, row: object) -> str | None:
        return _sequence_fault(row, *self.columns, self._entry_fault, "numbers in a row")

    def _entry_fault(self, entry: object) -> str | None:
        return _number_fault(entry, self.low, self.high, self.whole)


Parameter: TypeAlias = Quantity | Choice | Switch | Numbers | Grid


@dataclass(frozen=True, slots=True)
class View:
    """A view's name for readers and its parameters, in the order of its controls."""

    title: str
    parameters: Mapping[str, Parameter]

    @property
    def defaults(self) -> dict[str, Value]:
        """Every parameter's first value."""
        return {name: parameter.default for name, parameter in self.parameters.items()}

    def faults(self, values: Mapping[str, object]) -> dict[str, str]:
        """What is wrong with given values, by name: unknown names and values out of range."""
        found = {}
        for name, value in values.items():
            parameter = self.parameters.get(name)
            if parameter is None:
                near = difflib.get_close_matches(name, self.parameters, n=1)
                known = ", ".join(self.parameters)
                found[name] = f"did you mean `{near[0]}`?" if near else f"there are {known}"
            elif fault := parameter.fault(value):
                found[name] = fault
        return found


def _number_fault(value: object, low: Number, high: Number, whole: bool) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "it is a number"
    if whole and value != int(value):
        return "it is a whole number"
    return None if low <= value <= high else f"it lies between {low:g} and {high:g}"


def _sequence_fault(
    value: object, shortest: int, longest: int, of_entry: Callable[[object], str | None], what: str
) -> str | None:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return f"it is a list of {what}"
    if not shortest <= len(value) <= longest:
        many = f"{shortest}" if shortest == longest else f"{shortest} to {longest}"
        return "it has one entry" if longest == 1 else f"it has {many} {what}"
    return next(filter(None, map(of_entry, value)), None)
