"""The tables of activations."""

from __future__ import annotations

import numpy as np

from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.activations.numbers import Curve, Unit, Zigzag

ROWS = (0, 1, 2, 5, 10, 20, 40)


def table_of(numbers: Curve | Unit | Zigzag) -> DataTable:
    """The numbers of what is shown."""
    match numbers:
        case Curve():
            return _curve(numbers)
        case Unit():
            return _unit(numbers)
        case Zigzag():
            return _zigzag(numbers)


def _curve(numbers: Curve) -> DataTable:
    """The chosen point, then others of the curve; all values wait, as the slope follows."""
    rows = [(numbers.z, numbers.value, numbers.mirrored, numbers.slope)]
    for z in (-4.0, -2.0, 0.0, 2.0, 4.0):
        at = int(np.argmin(np.abs(numbers.across - z)))
        mirror = len(numbers.across) - 1 - at
        heights = (float(numbers.values[at]), float(numbers.values[mirror]))
        rows.append((z, *heights, float(numbers.slopes[at])))
    columns = (Column("z"), Column("f(z)", 5), Column("f(−z)", 5), Column("slope", 5))
    hidden = {(i, j) for i, _ in enumerate(rows) for j in (1, 2, 3)}
    return DataTable(columns, tuple(rows), frozenset(hidden))


def _steps(last: int) -> list[int]:
    return sorted({*(step for step in ROWS if step < last), last})


def _unit(numbers: Unit) -> DataTable:
    steps = _steps(len(numbers.states) - 1)
    rows = tuple(
        (
            step,
            float(numbers.states[step, 0]),
            float(numbers.states[step, 1]),
            float(numbers.losses[step]),
            int(numbers.alive[step]),
        )
        for step in steps
    )
    heads = (Column("weight", 3), Column("bias", 3), Column("error", 4), Column("with a gradient"))
    hidden = {(i, j) for i, step in enumerate(steps) if step for j in range(1, 5)} | {(0, 4)}
    return DataTable((Column("Step"), *heads), rows, frozenset(hidden))


def _zigzag(numbers: Zigzag) -> DataTable:
    steps = _steps(len(numbers.path) - 1)
    rows = tuple(
        (step, *(float(w) for w in (*numbers.path[step], *numbers.tanh_path[step])))
        for step in steps
    )
    heads = (Column("w1", 3), Column("w2", 3), Column("w1, tanh", 3), Column("w2, tanh", 3))
    hidden = {(i, j) for i, step in enumerate(steps) if step for j in range(1, 5)}
    return DataTable((Column("Step"), *heads), rows, frozenset(hidden or {(0, 1)}))
