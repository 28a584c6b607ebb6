"""What a plot shows, as plain records; colours are named by token, so both themes draw the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from desktop.ui.plots.ticks import Tick, number_ticks

Values: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axis:
    """The range that an axis shows, and its labels."""

    low: float
    high: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A series: `series` 0 to 4 gives its colour, marker and dash."""

    x: Values
    y: Values
    series: int
    label: str
    markers: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Band:
    """An interval around a series."""

    x: Values
    low: Values
    high: Values


@dataclass(frozen=True, eq=False, slots=True)
class Bars:
    """Bars of one kind, which may stand on others; hollow ones differ by more than their colour."""

    x: Values
    height: Values
    token: str
    label: str
    base: Values | None = None
    hollow: bool = False
    width: float = 0.64

    @property
    def foot(self) -> Values:
        """Where each bar begins."""
        return np.zeros_like(self.height) if self.base is None else self.base


@dataclass(frozen=True, slots=True)
class Reference:
    """A dashed level to compare with, such as the recall that was asked for."""

    y: float
    label: str


Item: TypeAlias = Line | Band | Bars | Reference


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot: two axes, hairlines at the left one's labels, what is drawn, a sentence for it."""

    bottom: Axis
    left: Axis
    items: tuple[Item, ...]
    sentence: str


def as_values(numbers: object) -> Values:
    """Numbers as an array of float64."""
    return np.asarray(numbers, dtype=np.float64)


def axis_from_zero(highest: float, *, whole: bool = True) -> Axis:
    """A left axis for bars: zero in view, and air above the highest bar."""
    top = max(highest, 1.0) * 1.08
    return Axis(0.0, top, number_ticks(0.0, top, whole=whole))


def padded(low: float, high: float, ticks: tuple[Tick, ...], share: float = 0.07) -> Axis:
    """An axis with room on both sides, so that the first and the last label stand whole."""
    room = (high - low) * share or 0.5
    return Axis(low - room, high + room, ticks)
