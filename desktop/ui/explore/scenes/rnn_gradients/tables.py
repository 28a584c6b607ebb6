"""The tables of gradients through time."""

from __future__ import annotations

from desktop.ui.explore.scene import Column, DataTable, Values
from desktop.ui.explore.scenes.rnn_gradients.numbers import Clipped, LstmStep, ThroughTime
from desktop.ui.explore.scenes.rnn_gradients.picture import NAMES
from desktop.ui.explore.values import number_of

STEPS = (0, 1, 2, 5, 10, 20, 50)


def table_of(values: Values, numbers: ThroughTime | Clipped | LstmStep) -> DataTable:
    """The numbers of what is shown."""
    match numbers:
        case ThroughTime():
            return _through_time(numbers)
        case Clipped():
            return _clipped(numbers)
        case LstmStep():
            return _lstm(values, numbers)


def _through_time(numbers: ThroughTime) -> DataTable:
    steps = sorted({*(step for step in STEPS if step < numbers.steps), numbers.steps})
    rows = tuple((step, *(float(size[step]) for size in numbers.sizes.values())) for step in steps)
    columns = (Column("Steps back"), *(Column(NAMES[name]) for name in numbers.sizes))
    hidden = {(i, j) for i, step in enumerate(steps) if step for j in range(1, len(columns))}
    return DataTable(columns, rows, frozenset(hidden), "Size of the gradient")


def _clipped(numbers: Clipped) -> DataTable:
    names = ("First weight", "Second weight", "Bias")
    pairs = zip(names, numbers.gradient, numbers.clipped, strict=True)
    rows = [(name, float(before), float(after)) for name, before, after in pairs]
    rows.append(("Norm", numbers.norm, min(numbers.norm, numbers.max_norm)))
    hidden = {(i, 2) for i, _ in enumerate(rows)} | {(3, 1)}
    columns = (Column("Gradient of"), Column("before", 4), Column("after", 4))
    return DataTable(columns, tuple(rows), frozenset(hidden))


def _lstm(values: Values, numbers: LstmStep) -> DataTable:
    rows = (
        ("Old cell state", "c", number_of(values, "cell_before")),
        ("Kept of it", "f · c", numbers.old_part),
        ("Candidate", "tanh of its sum", numbers.candidate),
        ("Added", "i · candidate", numbers.new_part),
        ("New cell state", "kept + added", numbers.cell),
        ("Hidden state", "o · tanh of the new state", numbers.hidden),
    )
    hidden = frozenset((row, 2) for row in range(1, len(rows)))
    return DataTable((Column("Quantity"), Column("Computed as"), Column("Value", 5)), rows, hidden)
