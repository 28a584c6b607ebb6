"""What the view of attention computes: weights and outputs, or sizes that grow with the length."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from desktop.engine.arithmetic import (
    attention_parameters,
    linear_parameters,
    normalization_parameters,
    transformer_block_parameters,
)
from desktop.engine.ops.operation import Array, Booleans
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import is_on, number_of, table_of, whole_of


@dataclass(frozen=True)
class Attended:
    """Attention of every query to every key.

    scores, weights and visible are (queries, keys), values (keys, value_dim), outputs (queries,
    value_dim); `query` is the row that is followed, from 0.
    """

    products: Array
    scores: Array
    visible: Booleans
    weights: Array
    values: Array
    outputs: Array
    query: int
    head_dim: int

    @property
    def masked(self) -> bool:
        """Whether something is out of sight."""
        return not bool(self.visible.all())

    @property
    def later(self) -> Booleans:
        """True (queries, keys) for keys behind the query's own position."""
        return np.triu(np.ones(self.scores.shape, np.bool_), 1)

    @property
    def leak(self) -> float:
        """Weight that the followed query puts on later positions."""
        return float(self.weights[self.query][self.later[self.query]].sum())


@dataclass(frozen=True)
class Growth:
    """Numbers of one encoder layer for a sentence of a length."""

    length: int
    embed_dim: int
    num_heads: int
    dim_feedforward: int
    attention: int
    feed_forward: int
    norms: int
    parameters: int

    def scores(self, length: int) -> int:
        """Attention scores of all heads."""
        return self.num_heads * length**2

    def activations(self, length: int) -> int:
        """Entries of queries, keys and values together."""
        return 3 * length * self.embed_dim


def attended(values: Values) -> Attended:
    """softmax(products / sqrt(head_dim)) values, with the mask's places at minus infinity.

    Values of keys that have none are 0.
    """
    products = np.array(table_of(values, "scores"), dtype=np.float64)
    given = np.array(table_of(values, "values"), dtype=np.float64)
    queries, keys = products.shape
    value = np.zeros((keys, given.shape[1]))
    value[: min(keys, len(given))] = given[:keys]
    visible = np.ones((queries, keys), np.bool_)
    if is_on(values, "masked"):
        visible = np.tril(visible)
    head_dim = whole_of(values, "head_dim")
    scores = (Tensor(products) * (1 / math.sqrt(head_dim))).masked_fill(~visible, -math.inf)
    weights = scores.softmax(axis=-1)
    outputs = weights @ Tensor(value)
    query = min(int(number_of(values, "query")), queries) - 1
    return Attended(
        products, scores.data, visible, weights.data, value, outputs.data, query, head_dim
    )


def growth(values: Values) -> Growth:
    """Parameters of the layer by sublayer, which the length does not enter."""
    length, embed_dim, num_heads, wide = (
        whole_of(values, name) for name in ("length", "embed_dim", "num_heads", "dim_feedforward")
    )
    return Growth(
        length=length,
        embed_dim=embed_dim,
        num_heads=num_heads,
        dim_feedforward=wide,
        attention=attention_parameters(embed_dim),
        feed_forward=linear_parameters(embed_dim, wide) + linear_parameters(wide, embed_dim),
        norms=2 * normalization_parameters(embed_dim),
        parameters=transformer_block_parameters(embed_dim, wide),
    )
