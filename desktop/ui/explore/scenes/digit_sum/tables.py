"""The tables of the digit sum: shapes or probabilities, counts, chances, two kinds of output."""

from __future__ import annotations

from desktop.engine.arithmetic import conv_parameters, linear_parameters, normalization_parameters
from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.digit_sum.numbers import (
    FEATURES,
    NAMES,
    Classes,
    Leak,
    Numbers,
    Regression,
    Through,
)

SHAPES = (
    ("Two images", "2 × 28 × 28", 0),
    ("Conv2d(2, 8, 5, padding=2)", "8 × 28 × 28", conv_parameters(2, 8, 5)),
    ("MaxPool2d(2)", "8 × 14 × 14", 0),
    ("BatchNorm2d(8), ReLU", "8 × 14 × 14", normalization_parameters(8)),
    ("Conv2d(8, 16, 5, padding=2)", "16 × 14 × 14", conv_parameters(8, 16, 5)),
    ("MaxPool2d(2)", "16 × 7 × 7", 0),
    ("BatchNorm2d(16), ReLU", "16 × 7 × 7", normalization_parameters(16)),
    ("Flatten", f"{FEATURES}", 0),
    ("Linear", "19", linear_parameters(FEATURES, 19)),
)
HEADS = {"unlimited": "Fresh pairs, percent", "fixed": "500 pairs, percent"}
FIRST_HIDDEN = {"features": 4, "classes": 8}


def table_of(numbers: Numbers, asked: str) -> DataTable:
    """The numbers of the picture."""
    match numbers:
        case Through() if asked in FIRST_HIDDEN:
            places = range(FIRST_HIDDEN[asked], len(SHAPES))
            hidden = frozenset((row, column) for row in places for column in (1, 2))
            columns = (Column("Layer"), Column("Shape of a sample"), Column("Parameters"))
            return DataTable(columns, SHAPES, hidden)
        case Through():
            return _sums(numbers)
        case Classes():
            return _counts(numbers)
        case Leak():
            return _leak(numbers)
        case Regression():
            return _outputs(numbers)


def _sums(numbers: Through) -> DataTable:
    """All sums with their probability; the true one is named."""
    true = "true" if numbers.total is not None else "as read alone"
    rows = tuple(
        (str(total), round(100 * float(share), 1), true if total == numbers.supposed else "")
        for total, share in enumerate(numbers.shares)
    )
    columns = (Column("Sum"), Column("Probability, percent", 1), Column(""))
    return DataTable(columns, rows, frozenset((row, 1) for row in range(len(rows))))


def _counts(numbers: Classes) -> DataTable:
    shares = tuple(numbers.accuracies.items())
    rows: tuple[tuple[float | int | str, ...], ...] = tuple(
        (
            str(total),
            count,
            count / numbers.total,
            *(round(100 * float(accuracies[total]), 1) for _, accuracies in shares),
        )
        for total, count in numbers.pairs.items()
    )
    columns = (
        Column("Sum"),
        Column("Ordered pairs"),
        Column("Probability", 3),
        *(Column(HEADS[name], 1) for name, _ in shares),
    )
    hidden = frozenset((row, column) for row in range(len(rows)) for column in (1, 2))
    return DataTable(columns, rows, hidden)


def _leak(numbers: Leak) -> DataTable:
    """The formula, and what was measured on images of training and on others."""
    seen = numbers.seen(numbers.pairs)
    n, m = f"{numbers.images:,}", f"{numbers.pairs:,}"
    rows: list[tuple[float | int | str, ...]] = [
        ("An image was seen", f"1 − (1 − 1/{n})^(2 · {m})", seen),
        ("Both of a pair were", "its square", seen**2),
    ]
    for name, words in NAMES.items():
        figures = numbers.figures[name]
        kinds = [("new pairs, images of training", figures["accuracy_on_trained_images"])]
        kinds.append(("new pairs, held-out images", figures["accuracy"]))
        if name == "fixed":
            kinds.insert(0, ("the 500 pairs themselves", numbers.own_pairs))
        rows += [(f"Right, {words}", kind, float(share)) for kind, share in kinds]
    hidden = frozenset((row, 2) for row in range(len(rows)))
    return DataTable((Column("What"), Column("Of what"), Column("Share", 3)), tuple(rows), hidden)


def _outputs(numbers: Regression) -> DataTable:
    classes, number = numbers.figures["unlimited"], numbers.figures["regression"]
    last = (linear_parameters(FEATURES, 19), linear_parameters(FEATURES, 1))
    rows = (
        ("Outputs", "19 logits", "1 number"),
        ("Parameters of the last layer", f"{last[0]:,}", f"{last[1]:,}"),
        ("Loss", "cross-entropy", "squared error"),
        ("Right of 5,000 pairs", f"{classes['accuracy']:.3f}", f"{number['accuracy']:.3f}"),
        ("Steps of training", f"{classes['steps']:,}", f"{number['steps']:,}"),
    )
    hidden = frozenset((row, 2) for row in range(len(rows)))
    return DataTable((Column("What"), Column("Classes"), Column("Number")), rows, hidden)
