"""The tables of gradients through the depth."""

from __future__ import annotations

import numpy as np

from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.ui.explore.scene import Column, DataTable
from desktop.ui.explore.scenes.gradient_flow.columns import columns_of
from desktop.ui.explore.scenes.gradient_flow.numbers import Chain, Layer, Network

INITIALIZATIONS = {
    "fan_in": "1 / inputs",
    "xavier": "Xavier",
    "fan_out": "1 / outputs",
    "he": "He, 2 / inputs",
}


def table_of(numbers: Network | Chain | Layer) -> DataTable:
    """The numbers of what is shown."""
    match numbers:
        case Network():
            return _network(numbers)
        case Chain():
            return _chain(numbers)
        case Layer():
            return _layer(numbers)


def _network(numbers: Network) -> DataTable:
    layers = columns_of(numbers.depth)
    flow = numbers.flow
    rows = tuple(
        (
            layer,
            round(float(flow.activations[layer].mean()), 3),
            float(flow.activations[layer].std()),
            float(flow.gradients[layer].std(dtype=np.float64)),
            float(numbers.shares[layer]),
        )
        for layer in layers
    )
    heads = (Column("mean"), Column("deviation"), Column("gradient’s"), Column("norm left"))
    hidden = {(i, j) for i, layer in enumerate(layers) if layer < numbers.depth for j in (3, 4)}
    return DataTable((Column("Layer"), *heads), rows, frozenset(hidden))


def _chain(numbers: Chain) -> DataTable:
    layers = len(numbers.factors[numbers.activation]) - 1
    columns = (Column("Layers back"), *(Column(FUNCTIONS[word]) for word in numbers.factors))
    rows = tuple(
        (back, *(float(factors[back]) for factors in numbers.factors.values()))
        for back in range(layers + 1)
    )
    hidden = {(i, j) for i in range(1, layers + 1) for j in range(1, len(columns))}
    return DataTable(columns, rows, frozenset(hidden), "Factor of the gradient")


def _layer(numbers: Layer) -> DataTable:
    rows = tuple(
        (INITIALIZATIONS[name], weight, (3 * weight) ** 0.5, numbers.outputs[name])
        for name, weight in numbers.weights.items()
    )
    heads = (Column("of a weight"), Column("uniform up to", 4), Column("of an output", 3))
    hidden = frozenset((i, j) for i, _ in enumerate(rows) for j in (1, 2, 3))
    return DataTable((Column("Variance"), *heads), rows, hidden)
