"""The tables of segmentation: the scene's classes, the shapes, the parameters."""

from __future__ import annotations

import math

import numpy as np

from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.segmentation.numbers import (
    CLASSES,
    Layers,
    Numbers,
    Segmented,
    Shapes,
)


def table_of(numbers: Numbers) -> DataTable:
    """The numbers of the picture."""
    match numbers:
        case Segmented():
            return _classes(numbers)
        case Shapes():
            return _shapes(numbers)
        case Layers():
            return _parameters(numbers)


def _classes(numbers: Segmented) -> DataTable:
    """Pixels of each class that there is, or that the network sees."""
    rows: list[tuple[float | int | str, ...]] = []
    for number, name in enumerate(CLASSES):
        true = int(np.count_nonzero(numbers.scene.classes == number))
        said = int(np.count_nonzero(numbers.answers == number))
        ratio = float(numbers.ratios[number])
        if true or said:
            rows.append((name, true, said, "–" if math.isnan(ratio) else ratio))
    columns = (
        Column("Class"),
        Column("True pixels"),
        Column("Pixels of the network"),
        Column("Intersection over union", 2),
    )
    hidden = frozenset((row, column) for row in range(len(rows)) for column in (2, 3))
    return DataTable(columns, tuple(rows), hidden)


def _shapes(numbers: Shapes) -> DataTable:
    def written(shape: tuple[int, ...]) -> str:
        return " × ".join(map(str, shape))

    height, width = numbers.coarsest
    rows = (
        ("Input", "N × C × H × W", written(numbers.inputs)),
        ("Coarsest map", "H/2ʰ × W/2ʰ", f"{height} × {width}"),
        ("Scores", "N × K × H × W", written(numbers.scores)),
        ("Labels", "N × H × W", written(numbers.labels)),
        ("Number of labels", "N · H · W", f"{numbers.predictions:,}"),
    )
    hidden = frozenset((row, column) for row in (2, 3, 4) for column in (1, 2))
    return DataTable((Column("What"), Column("Shape"), Column("Here")), rows, hidden)


def _parameters(numbers: Layers) -> DataTable:
    inputs, outputs = (
        numbers.in_channels * numbers.pixels,
        numbers.num_classes * numbers.pixels,
    )
    k = numbers.kernel_size
    rows = (
        (
            "Convolution",
            f"{numbers.num_classes} · ({numbers.in_channels} · {k}² + 1)",
            f"{numbers.convolution:,}",
        ),
        (
            "Fully-connected layer",
            f"{inputs:,} · {outputs:,} + {outputs:,}",
            f"{numbers.dense(numbers.pixels):,}",
        ),
    )
    hidden = frozenset((row, column) for row in (0, 1) for column in (1, 2))
    return DataTable((Column("Layer"), Column("Worked out"), Column("Parameters")), rows, hidden)
