"""The tables of the autoencoder."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.engine.ops.operation import Array
from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.autoencoder.numbers import (
    STEPS_A_TURN,
    Labels,
    Linear,
    Numbers,
    Plane,
    Reconstructed,
    Sampled,
    Sizes,
)
from desktop.ui.explore.shown_numbers import plain

Rows = tuple[tuple[float | int | str, ...], ...]


def table_of(numbers: Numbers) -> DataTable:
    """The numbers of the picture."""
    match numbers:
        case Reconstructed():
            return _code(numbers)
        case Plane():
            return _plane(numbers)
        case Sampled():
            return _distances(numbers)
        case Sizes():
            return _errors(numbers)
        case Linear():
            return _linear(numbers)
        case Labels():
            return _labels(numbers)


def _all_of(rows: Rows, columns: Iterable[int]) -> frozenset[tuple[int, int]]:
    places = tuple(columns)
    return frozenset((row, column) for row in range(len(rows)) for column in places)


def _code(numbers: Reconstructed) -> DataTable:
    """Each number of the code, and how many pixels there are for each."""
    rows: Rows = (
        ("pixels for each", 784 / numbers.latent_size, ""),
        *(
            (str(at + 1), float(own), float(now))
            for at, (own, now) in enumerate(zip(numbers.code, numbers.changed, strict=True))
        ),
    )
    columns = (Column("Number of the code"), Column("Encoder", 2), Column("As changed", 2))
    return DataTable(columns, rows, frozenset({(0, 1)}))


def _plane(numbers: Plane) -> DataTable:
    """Where each digit's codes lie, and what is read at the place."""
    rows: list[tuple[float | int | str, ...]] = [
        ("the ring", *numbers.place, f"read as {numbers.read}")
    ]
    for digit in range(10):
        codes = numbers.codes[numbers.labels == digit]
        first, second = (float(mean) for mean in codes.mean(axis=0))
        rows.append((f"codes of {digit}", first, second, f"spread {plain(float(codes.std()), 3)}"))
    columns = (Column("What"), Column("First number", 1), Column("Second number", 1), Column(""))
    return DataTable(columns, tuple(rows), frozenset({(0, 3)}))


def _distances(numbers: Sampled) -> DataTable:
    rows: Rows = tuple(
        (
            kind,
            numbers.distances[kind],
            float(numbers.figures[kind]["sample_distance"]),
            float(numbers.figures[kind]["fitted_sample_distance"]),
            float(numbers.figures[kind]["real_distance"]),
        )
        for kind in numbers.images
    )
    columns = (
        Column("Model"),
        Column("These 16", 2),
        Column("1,000 codes", 2),
        Column("Fitted codes", 2),
        Column("Real digits", 2),
    )
    return DataTable(columns, rows, _all_of(rows, (1, 2, 3)))


def _errors(numbers: Sizes) -> DataTable:
    rows: Rows = tuple(
        (str(size), 784 / size, float(((image - numbers.image) ** 2).mean()), numbers.errors[size])
        for size, image in numbers.decoded.items()
    )
    columns = (
        Column("Latent size"),
        Column("Pixels a number", 1),
        Column("Error of this digit", 4),
        Column("Error on 500", 4),
    )
    return DataTable(columns, rows, _all_of(rows, (2, 3)))


def _linear(numbers: Linear) -> DataTable:
    image, by_principal, by_network = numbers.images
    rows: Rows = (
        ("PCA", numbers.principal_error, _error(by_principal, image), 0.0),
        (
            "linear autoencoder now",
            numbers.errors[-1],
            _error(by_network, image),
            numbers.angle,
        ),
    )
    columns = (
        Column("Method"),
        Column("Error in training", 5),
        Column("Error of this digit", 5),
        Column("Angle to PCA’s, degrees", 1),
    )
    title = f"{numbers.latent_size} numbers, after {numbers.turns * STEPS_A_TURN} steps"
    return DataTable(columns, rows, _all_of(rows, (1, 2, 3)), title)


def _error(found: Array, image: Array) -> float:
    return float(((found - image) ** 2).mean())


def _labels(numbers: Labels) -> DataTable:
    rows: Rows = tuple(
        (str(count), round(100 * features, 1), round(100 * pixels, 1))
        for count, features, pixels in zip(
            numbers.labels, numbers.features, numbers.pixels, strict=True
        )
    )
    columns = (
        Column("Labels a digit"),
        Column("Head on features, percent", 1),
        Column("Head on pixels, percent", 1),
    )
    return DataTable(columns, rows, _all_of(rows, (1, 2)))
