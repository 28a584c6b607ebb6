"""The tables of batch normalization."""

from __future__ import annotations

from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.batch_norm.numbers import (
    DECIMALS,
    TRUE_MEAN,
    TRUE_STD,
    Counts,
    Numbers,
    OneBatch,
    Running,
)

TABLED = (0, 1, 2, 3, 5, 10, 20, 50, 100)  # batches of a long run
Row = tuple[float | int | str, ...]


def tabled(numbers: Numbers) -> DataTable:
    """The table of what is shown."""
    match numbers:
        case OneBatch():
            return _one_batch(numbers)
        case Running():
            return _running(numbers)
        case Counts():
            return _counts(numbers)


def _one_batch(numbers: OneBatch) -> DataTable:
    columns = (Column("Sample"), *(Column(head, 4) for head in ("x", "normalized", "y")))
    parts = (numbers.x, numbers.normalized, numbers.y)
    rows: list[Row] = [
        (str(place), *map(float, entries))
        for place, entries in enumerate(zip(*parts, strict=True), 1)
    ]
    count = len(rows)
    rows += [
        ("Mean", *(round(float(part.mean()), DECIMALS) for part in parts)),
        ("Standard deviation", *(round(float(part.std()), DECIMALS) for part in parts)),
        ("Mean used", numbers.mean, "", ""),
        ("Standard deviation used", numbers.std, "", ""),
        ("Slope of y over x", "", "", numbers.slope),
    ]
    hidden = {(row, column) for row in range(count + 2) for column in (2, 3)}
    hidden |= {(count, 1), (count + 1, 1), (count + 4, 3)}
    if not numbers.evaluates:  # else they are given
        hidden |= {(count + 2, 1), (count + 3, 1)}
    return DataTable(columns, tuple(rows), frozenset(hidden))


def _running(numbers: Running) -> DataTable:
    heads = ("mean", "variance, n − 1", "running mean", "running variance")
    columns = (Column("Batch"), *(Column(head, 4) for head in heads))
    last = len(numbers.means)
    rows: list[Row] = []
    for batch in (batch for batch in TABLED if batch <= last) if numbers.drawn else range(last + 1):
        own = (float(numbers.means[batch - 1]), float(numbers.variances[batch - 1]))
        running = (float(numbers.running_mean[batch]), float(numbers.running_var[batch]))
        rows.append((str(batch), *(own if batch else ("", "")), *running))
    hidden = {(row, column) for row in range(1, len(rows)) for column in (1, 2, 3, 4)}
    if numbers.drawn:
        rows.append(("True", TRUE_MEAN, TRUE_STD**2, "", ""))
        rows.append(("Scatter", numbers.scatter, "", numbers.running_scatter, ""))
        hidden |= {(len(rows) - 1, 1), (len(rows) - 1, 3)}
    return DataTable(columns, tuple(rows), frozenset(hidden))


def _counts(numbers: Counts) -> DataTable:
    columns = (Column("Part"), Column("Changed by"), Column("Entries", 0))
    rows: tuple[Row, ...] = (
        ("Scale γ", "gradients", numbers.gamma),
        ("Shift β", "gradients", numbers.beta),
        ("Running mean", "each batch in training", numbers.running_mean),
        ("Running variance", "each batch in training", numbers.running_var),
        ("Parameters", "", numbers.gamma + numbers.beta),
        ("Running statistics", "", numbers.running),
        ("Values that a mean is taken of", "", numbers.values_a_mean),
    )
    return DataTable(columns, rows, frozenset((row, 2) for row in range(len(rows))))
