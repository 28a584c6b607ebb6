"""The playground's table: counts, what is asked, and the losses after some epochs."""

from __future__ import annotations

import math

from desktop.ui.explore.scene import Column, DataTable, Values
from desktop.ui.explore.scenes.training_playground.run import Run
from desktop.ui.explore.values import text_of, whole_of

COLUMNS = (Column("Quantity"), Column("Training"), Column("Validation"))
TABLED = (1, 2, 5, 10, 20, 50, 100, 200, 300)  # epochs
SUPPOSED = 20  # the epoch that is supposed to be the best one
LOSS_AT_ZERO = math.log(2)
HIDDEN = {
    "validation": {(0, 1), (0, 2), (1, 1)},
    "batches": {(1, 1)},
    "weight_decay": {(4, 1)},
    "underfitting": {(5, 1), (5, 2)},
    "early_stopping": {(6, 1)},
}
"""What is asked -> its cells."""

Row = tuple[float | int | str, ...]


def summary(values: Values, run: Run) -> DataTable:
    """As many rows in each epoch: those to come are empty."""
    training = run.training
    split = training.split
    stop = SUPPOSED + whole_of(values, "patience")
    rows: list[Row] = [
        ("Points", len(split.points), len(split.validation_points)),
        ("Updates an epoch", training.updates_an_epoch, 0),
        ("Updates so far", run.epochs * training.updates_an_epoch, 0),
        ("Weights and biases", training.num_parameters, ""),
        ("Factor of decay in a step", training.decay_factor, ""),
        ("Loss where all weights are 0", LOSS_AT_ZERO, LOSS_AT_ZERO),
        (f"Epoch of the stop, if {SUPPOSED} is best", stop, ""),
        _losses("Loss at the start", run, 0),
        _losses(f"Loss now, after epoch {run.epochs}", run, run.epochs),
        _losses(f"Lowest validation, epoch {run.stop.best_epoch}", run, run.stop.best_epoch),
        *(_losses(f"Loss after epoch {epoch}", run, epoch) for epoch in TABLED),
    ]
    return DataTable(COLUMNS, tuple(rows), frozenset(HIDDEN[text_of(values, "asked")]))


def _losses(name: str, run: Run, epoch: int) -> Row:
    if epoch > run.epochs:
        return (name, "", "")
    return (name, run.history[epoch].loss, run.history[epoch].validation_loss)
